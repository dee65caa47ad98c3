import { Radio, RadioGroup, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Template } from '../../api/templates/templates-contract.ts';
import { useLayout } from '../shared/layout.styles.ts';

const useStyles = makeStyles({
  group: { display: 'grid', gap: tokens.spacingHorizontalM, gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))' },
  choice: {
    borderRadius: tokens.borderRadiusXLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, padding: tokens.spacingHorizontalS,
    ':has(:checked)': { border: `1px solid ${tokens.colorCompoundBrandStroke}`, backgroundColor: tokens.colorNeutralBackground1Selected },
    ':hover': { border: `1px solid ${tokens.colorNeutralStroke1Hover}` },
  },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  name: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
});

/** Templates side by side: when each fits and the rhythm it proposes. */
export function TemplatePicker({ templates, chosen, onChoose }: { templates: readonly Template[]; chosen: string; onChoose: (template: Template) => void }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <RadioGroup
      aria-label={t('create.template.choose')} value={chosen} className={styles.group}
      onChange={(_, { value }) => { const template = templates.find(({ id }) => id === value); if (template) onChoose(template); }}
    >
      {templates.map((template) => (
        <Radio
          key={template.id} value={template.id} className={styles.choice}
          label={(
            <span className={styles.words}>
              <span className={styles.name}>{template.name}</span>
              <span>{template.fits}</span>
              <span className={layout.quiet}>{t('create.template.rhythm', { says: template.rhythm.says })}</span>
            </span>
          )}
        />
      ))}
    </RadioGroup>
  );
}
