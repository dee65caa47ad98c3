import { useTranslation } from 'react-i18next';
import { Chip } from '../shared/Chip.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { usePermissionStyles } from './PermissionList.tsx';
import type { TeamLine } from './permissions-queries.ts';

const colors = { ready: 'success', 'consent-missing': 'warning', 'not-added': 'warning', gone: 'danger', unknown: 'informative' } as const;

/** The teams that communities are tied to: whether Trellis and its consent are there, and what an owner does about it. */
export function TeamConsents({ teams, total }: { teams: readonly TeamLine[]; total: number }) {
  const styles = usePermissionStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  if (total === 0) return <p className={layout.text}>{t('permissions.noTeams')}</p>;
  return (
    <>
      <p className={layout.quiet}>{t('permissions.teamsHint')}</p>
      {teams.length < total && <p className={layout.quiet}>{t('permissions.teamsShown', { shown: teams.length, total })}</p>}
      <ul className={`${layout.plainList} ${styles.list}`}>
        {teams.map(({ groupId, name, state, missing }) => (
          <li key={groupId} className={styles.item}>
            <div className={styles.head}>
              <Chip firm color={colors[state]}>{t(`permissions.teamStates.${state}`)}</Chip>
              <span className={styles.name}>{name}</span>
            </div>
            {state !== 'ready' && <p className={layout.text}>{t(`permissions.teamHow.${state}`)}</p>}
            {state === 'consent-missing' && <p className={layout.quiet} style={{ overflowWrap: 'anywhere' }}>{t('permissions.lacks', { names: missing.join(', ') })}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
