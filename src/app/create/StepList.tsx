import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { steps, type Step } from './draft.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, listStyleType: 'none', margin: 0, marginInlineStart: '-12px', padding: 0, '@media (max-width: 640px)': { marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalXS})` } },
  number: {
    display: 'inline-flex', alignItems: 'center', justifyContent: 'center', width: '22px', height: '22px', marginInlineEnd: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusCircular, fontSize: tokens.fontSizeBase200, border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  done: { backgroundColor: tokens.colorPaletteGreenBackground1, color: tokens.colorPaletteGreenForeground1, border: `1px solid ${tokens.colorPaletteGreenBorder1}` },
  current: { backgroundColor: tokens.colorCompoundBrandBackground, color: tokens.colorNeutralForegroundOnBrand, border: '1px solid transparent' },
  // On a phone the numbers are enough; the step's name is the heading below, and stays for screen readers.
  name: { '@media (max-width: 640px)': { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clip: 'rect(0 0 0 0)' } },
  button: { minWidth: 0, '@media (max-width: 640px)': { paddingInline: tokens.spacingHorizontalXS } },
});

/** Where one is on the way, and a way back to any step that can be reached. */
export function StepList({ current, reachable, onGo }: { current: Step; reachable: (step: Step) => boolean; onGo: (step: Step) => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <nav aria-label={t('create.stepsLabel')}>
      <ol className={styles.list}>
        {steps.map((step, index) => (
          <li key={step}>
            <Button
              className={styles.button} appearance="subtle" disabledFocusable={!reachable(step)} onClick={() => onGo(step)}
              {...(step === current ? { 'aria-current': 'step' as const } : {})}
            >
              <span className={`${styles.number} ${step === current ? styles.current : index < steps.indexOf(current) ? styles.done : ''}`} aria-hidden="true">{index + 1}</span>
              <span className={styles.name}>{t(`create.steps.${step}`)}</span>
            </Button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
