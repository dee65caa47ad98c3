import { useTranslation } from 'react-i18next';
import { useNotify } from '../shared/Notices.tsx';
import { useProblemWords } from '../shared/ProblemMessage.tsx';
import { useChangeOpportunity, type BoardStage } from './board-queries.ts';

interface Moved { id: string; name: string; stage: BoardStage }

/** Moves an opportunity and says so, with the way back; what stood in the way is said too. */
export function useMove({ id, name, stage: from }: Moved) {
  const { t } = useTranslation();
  const notify = useNotify();
  const words = useProblemWords();
  const { move } = useChangeOpportunity(id);
  const onError = (error: unknown): void => {
    const { detail, remedy } = words(error);
    notify({ text: `${detail} ${remedy}` });
  };
  return {
    busy: move.isPending,
    go: (stage: BoardStage, learned = '', then?: () => void): void => {
      if (move.isPending || stage === from) return;
      move.mutate({ from, stage, learned }, {
        onError,
        onSuccess: () => {
          notify({ text: t('board.moved', { name, stage: t(`board.stages.${stage}`) }), undo: () => move.mutateAsync({ from: stage, stage: from }) });
          then?.();
        },
      });
    },
  };
}
