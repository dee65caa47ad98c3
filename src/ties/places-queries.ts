import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

export const myTeams = queryOptions({ queryKey: ['places', 'teams'], queryFn: ({ signal }) => call('listMyTeams', { signal }), staleTime: 60_000 });

export const placesIn = (groupId: string | undefined) => queryOptions({
  queryKey: ['places', 'team', groupId],
  queryFn: ({ signal }) => call('listPlaces', { params: { groupId: groupId ?? '' }, signal }),
  enabled: groupId !== undefined,
  staleTime: 60_000,
});

/** The folders of a library, or in one of its folders, as this person sees them. */
export const foldersIn = (driveId: string, itemId: string | undefined) => infiniteQueryOptions({
  queryKey: ['places', 'folders', driveId, itemId],
  queryFn: ({ pageParam, signal }) => call('listFolders', { params: { driveId }, query: { itemId, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
  staleTime: 60_000,
});
