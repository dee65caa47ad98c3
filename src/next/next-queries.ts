import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type ResponseOf } from '../shared/api.ts';

export type NextData = ResponseOf<'getNext'>;

/** What waits for the reader in a community. */
export const next = (communityId: string) => queryOptions({
  queryKey: ['next', communityId],
  queryFn: ({ signal }) => call('getNext', { params: { communityId }, signal }),
  // Whoever comes back from doing one of them is not told of it again.
  staleTime: 0,
});

/** Puts a useful thing away for some weeks, or takes that back. */
export function usePutAway(communityId: string) {
  const client = useQueryClient();
  const onSuccess = (now: NextData): void => { client.setQueryData(next(communityId).queryKey, now); };
  return {
    put: useMutation({ mutationFn: (what: NextData['things'][number]['what']) => call('putAwayNext', { params: { communityId, what } }), onSuccess }),
    takeBack: useMutation({ mutationFn: (what: NextData['things'][number]['what']) => call('takeBackNext', { params: { communityId, what } }), onSuccess }),
  };
}
