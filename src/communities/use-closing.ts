import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../shared/api-error.ts';
import { call } from '../shared/api.ts';
import { useNotify } from '../shared/Notices.tsx';
import { useProblemWords } from '../shared/ProblemMessage.tsx';
import type { CommunityPageData } from './communities-queries.ts';

/** Lists in which a community comes and goes. */
const lists = [['communities'], ['directory-filters'], ['similar'], ['broken-ties']];

/** Closing a community, with a way back; reopening it; deleting it for good. */
export function useClosing({ id: communityId, name }: Pick<CommunityPageData, 'id' | 'name'>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  const words = useProblemWords();
  const refreshLists = () => Promise.all(lists.map((queryKey) => client.invalidateQueries({ queryKey })));
  const show = (page: CommunityPageData): void => {
    client.setQueryData(['community', communityId], page);
    void client.invalidateQueries({ queryKey: ['ties', communityId] });
    void refreshLists();
  };
  const reopen = useMutation({
    mutationFn: () => call('reopenCommunity', { params: { communityId } }),
    onSuccess: (page) => { show(page); notify({ text: t('closing.reopened', { name }) }); },
  });
  // Undo may be pressed when this page has been left: then only the notice is there to tell.
  const undo = (): void => reopen.mutate(undefined, { onError: (error) => notify({ text: t('closing.notReopened', { name, detail: words(error).detail }) }) });
  const close = useMutation({
    mutationFn: (removeAdded: boolean) => call('closeCommunity', { params: { communityId }, body: { removeAdded } }),
    onSuccess: (page) => { show(page); notify({ text: t('closing.closed', { name }), undo }); },
  });
  const remove = useMutation({
    mutationFn: () => call('deleteCommunity', { params: { communityId } }).catch((error: unknown) => {
      // Deleted before: by an earlier try whose answer was lost, or by somebody else.
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    }),
    onSuccess: () => {
      // Its page is still shown just now; whoever goes back to it learns that it is gone.
      void client.invalidateQueries({ queryKey: ['community', communityId], refetchType: 'none' });
      void refreshLists();
      notify({ text: t('closing.deleted', { name }) });
    },
  });
  return { close, reopen, remove };
}
