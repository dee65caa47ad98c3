import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Need } from '../../../api/ties/proposals-contract.ts';
import { useLayout } from '../../shared/layout.styles.ts';

export const needs: readonly Need[] = ['meet', 'talk', 'files', 'ask', 'show'];

const useStyles = makeStyles({
  group: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalS, fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase400 },
  cards: { display: 'grid', gap: tokens.spacingHorizontalM, gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))' },
  card: {
    boxSizing: 'border-box', width: '100%', maxWidth: 'none', alignItems: 'flex-start', borderRadius: tokens.borderRadiusXLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, padding: tokens.spacingHorizontalXS,
    ':hover': { border: `1px solid ${tokens.colorNeutralStroke1Hover}` },
    '& > label': { alignSelf: 'flex-start' },
    ':has(:checked)': { border: `1px solid ${tokens.colorCompoundBrandStroke}`, boxShadow: `inset 0 0 0 1px ${tokens.colorCompoundBrandStroke}` },
  },
  words: { display: 'flex', flexDirection: 'column', color: tokens.colorNeutralForeground1 },
  name: { fontWeight: tokens.fontWeightSemibold },
});

/** What the people need to do together; what they work with follows from it (start-up guide U2). */
export function NeedsQuestion({ value, onChange }: { value: readonly Need[]; onChange: (needs: readonly Need[]) => void }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('create.needs.question')}</legend>
      <div className={styles.cards}>
        {needs.map((need) => (
          <Checkbox
            key={need} className={styles.card} checked={value.includes(need)}
            onChange={(_, { checked }) => onChange(needs.filter((each) => (each === need ? checked === true : value.includes(each))))}
            label={<span className={styles.words}><span className={styles.name}>{t(`create.needs.${need}.name`)}</span><span className={layout.quiet}>{t(`create.needs.${need}.what`)}</span></span>}
          />
        ))}
      </div>
    </fieldset>
  );
}
