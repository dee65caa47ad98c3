import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, type QueryOf, type ResponseOf } from '../shared/api.ts';

export type DirectoryQuery = Pick<QueryOf<'listCommunities'>, 'search' | 'stage' | 'unit' | 'topic'>;

export const myCommunities = infiniteQueryOptions({
  queryKey: ['communities', 'mine'],
  queryFn: ({ pageParam, signal }) => call('listCommunities', { query: { mine: 'true', limit: 24, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

export const directory = (query: DirectoryQuery) => infiniteQueryOptions({
  queryKey: ['communities', 'directory', query],
  queryFn: ({ pageParam, signal }) => call('listCommunities', { query: { ...query, limit: 24, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

export const communitiesOfTeam = (groupId: string | undefined) => queryOptions({
  queryKey: ['communities', 'team', groupId],
  queryFn: ({ signal }) => call('listCommunities', { query: { groupId, limit: 25 }, signal }),
  enabled: groupId !== undefined,
});

export const directoryFilters = queryOptions({
  queryKey: ['directory-filters'],
  queryFn: ({ signal }) => call('listDirectoryFilters', { signal }),
  staleTime: 5 * 60_000,
});

export const drafts = queryOptions({ queryKey: ['drafts'], queryFn: ({ signal }) => call('listDrafts', { signal }), staleTime: 0 });

/** What is known of a community, without asking Microsoft 365. */
export const community = (communityId: string) => queryOptions({
  queryKey: ['community', communityId],
  queryFn: ({ signal }) => call('getCommunity', { params: { communityId }, signal }),
  // A card on its way arrives, or is refused, within seconds: the one who asked sees which.
  refetchInterval: ({ state }) => (state.data?.sponsorship?.state === 'asked' && state.data.sponsorship.delivery.state === 'waiting' ? 3_000 : false),
});

/** What Microsoft 365 shows this person of it; only asked when what is known is old. Names of places that it shows them for the first time are on the page, which is asked for again. */
export const happening = (communityId: string, wanted: boolean) => queryOptions({
  queryKey: ['happening', communityId],
  queryFn: async ({ signal, client }) => {
    const seen = await call('getHappening', { params: { communityId }, signal });
    const { queryKey } = community(communityId);
    const unnamed = client.getQueryData(queryKey)?.ties.some((tie) => tie.name === null && !seen.closedTies.includes(tie.id));
    if (unnamed) void client.invalidateQueries({ queryKey, exact: true });
    return seen;
  },
  enabled: wanted,
});

/** How a community came to its stage. */
export const stageChanges = (communityId: string) => queryOptions({
  queryKey: ['stage', communityId],
  queryFn: ({ signal }) => call('listStageChanges', { params: { communityId }, signal }),
});

export const similar = (name: string, groupId: string | undefined) => queryOptions({
  queryKey: ['similar', name, groupId],
  queryFn: ({ signal }) => call('findSimilar', { query: { name, groupId }, signal }),
  enabled: name.trim().length > 1 || groupId !== undefined,
});

export type CommunityPageData = ResponseOf<'getCommunity'>;
export type HappeningData = ResponseOf<'getHappening'>;

/** A short list for picking one: by name, or the first of the directory. */
export const communitiesNamed = (search: string) => queryOptions({
  queryKey: ['communities', 'named', search],
  queryFn: ({ signal }) => call('listCommunities', { query: { search: search || undefined, limit: 10 }, signal }),
});
