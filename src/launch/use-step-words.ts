import { useTranslation } from 'react-i18next';
import type { Card } from './board-queries.ts';
import { useDayWords } from './series-words.ts';

/** The next step of a community that prepares its launch, with its day; null where there is none. */
export function useStepWords(): (card: Pick<Card, 'plan'>) => string | null {
  const { t } = useTranslation();
  const dayWords = useDayWords();
  return ({ plan }) => {
    const step = plan?.step;
    if (!step) return null;
    return step.dueOn === null ? step.title : t(step.overdue ? 'board.stepOverdue' : 'board.stepBy', { title: step.title, day: dayWords.long(step.dueOn) });
  };
}
