import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, type ResponseOf } from '../shared/api.ts';

/** What a community is tied to; for those who may change it. */
export const ties = (communityId: string) => queryOptions({
  queryKey: ['ties', communityId],
  queryFn: ({ signal }) => call('listTies', { params: { communityId }, signal }),
});

/** What became of a community's ties, the latest first. */
export const tieHistory = (communityId: string) => infiniteQueryOptions({
  queryKey: ['tie-history', communityId],
  queryFn: ({ pageParam, signal }) => call('listTieHistory', { params: { communityId }, query: { limit: 10, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

export type TieHappening = ResponseOf<'listTieHistory'>['items'][number];
export type SharedCalendars = ResponseOf<'listTies'>['shared'];
export type BrokenTie = ResponseOf<'listBrokenTies'>['items'][number];

/** Lost ties of all communities, the latest first; for programme leads. */
export const brokenTies = infiniteQueryOptions({
  queryKey: ['broken-ties'],
  queryFn: ({ pageParam, signal }) => call('listBrokenTies', { query: { limit: 25, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});
