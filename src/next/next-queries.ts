import { queryOptions } from '@tanstack/react-query';
import { call, type ResponseOf } from '../shared/api.ts';

export type NextData = ResponseOf<'getNext'>;

/** What waits for the reader in a community. */
export const next = (communityId: string) => queryOptions({
  queryKey: ['next', communityId],
  queryFn: ({ signal }) => call('getNext', { params: { communityId }, signal }),
  // Whoever comes back from doing one of them is not told of it again.
  staleTime: 0,
});
