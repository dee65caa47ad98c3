import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Chip } from '../shared/Chip.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import type { Line } from './permissions-queries.ts';

export const usePermissionStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  item: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  // Names of permissions are one long word.
  name: { overflowWrap: 'anywhere', minWidth: 0, fontWeight: tokens.fontWeightSemibold },
});

const colors = { granted: 'success', missing: 'danger', withheld: 'informative', unneeded: 'warning' } as const;

/** Permissions, those that need somebody to act first; for what is not granted, what stops working. */
export function PermissionList({ lines, hint }: { lines: readonly Line[]; hint: string }) {
  const styles = usePermissionStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  if (lines.length === 0) return <p className={layout.text}>{t('permissions.notKnown')}</p>;
  return (
    <>
      <p className={layout.quiet}>{hint}</p>
      <ul className={`${layout.plainList} ${styles.list}`}>
        {lines.map(({ permission, state, without }) => (
          <li key={permission} className={styles.item}>
            <div className={styles.head}>
              <Chip firm color={colors[state]}>{t(`permissions.states.${state}`)}</Chip>
              <span className={styles.name}>{permission}</span>
            </div>
            {(state === 'missing' || state === 'withheld') && without && <p className={layout.text}>{t(`permissions.without.${without}`)}</p>}
            {state === 'unneeded' && <p className={layout.quiet}>{t('permissions.unneededWhat')}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
