import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Chip } from '../shared/Chip.tsx';
import { formatMoment } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { Section } from '../shared/Section.tsx';
import { useClock } from '../shared/use-clock.ts';
import type { Run } from './import-queries.ts';

const useStyles = makeStyles({
  item: {
    display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' },
  },
});

const colors = { running: 'informative', finished: 'success', stopped: 'warning' } as const;

/** Imports of this person, newest first: to see what became of each, and to go on with one that was interrupted. */
export function PastImports({ runs, onShow }: { runs: readonly Run[]; onShow: (run: Run) => void }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  if (runs.length === 0) return null;
  return (
    <Section title={t('import.past')}>
      <ul className={layout.plainList}>
        {runs.map((run) => {
          const when = formatMoment(run.startedAt, clock);
          return (
            <li key={run.id} className={styles.item}>
              <div className={layout.stackTight}>
                <span className={layout.row}>{when} <Chip firm color={colors[run.state]}>{t(`import.states.${run.state}`)}</Chip></span>
                <span className={layout.quiet}>{t(run.dryRun ? 'import.pastTried' : 'import.pastImported', { done: run.done, total: run.total })}</span>
              </div>
              <Button aria-label={t('import.showNamed', { when })} onClick={() => onShow(run)}>{t('import.show')}</Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
