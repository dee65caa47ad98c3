import { useTranslation } from 'react-i18next';
import { useNotify } from '../shared/Notices.tsx';
import { useProblemWords } from '../shared/ProblemMessage.tsx';
import { useChangeOpportunity } from './board-queries.ts';

interface Community { id: string; name: string }

/** Says which community that is there already an opportunity became, or that it did not, and says so, with the way back. */
export function useLinkCommunity(opportunityId: string) {
  const { t } = useTranslation();
  const notify = useNotify();
  const words = useProblemWords();
  const { link } = useChangeOpportunity(opportunityId);
  const onError = (error: unknown): void => {
    const { detail, remedy } = words(error);
    notify({ text: `${detail} ${remedy}` });
  };
  const change = (after: string | null, before: string | null, text: string): void => {
    if (!link.isPending) link.mutate(after, { onError, onSuccess: () => notify({ text, undo: () => link.mutateAsync(before) }) });
  };
  return {
    busy: link.isPending,
    to: ({ id, name }: Community): void => change(id, null, t('board.link.done', { name })),
    away: ({ id, name }: Community): void => change(null, id, t('board.link.away', { name })),
  };
}
