import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type BodyOf } from '../shared/api.ts';

export const myTeams = queryOptions({ queryKey: ['places', 'teams'], queryFn: ({ signal }) => call('listMyTeams', { signal }), staleTime: 60_000 });

export const placesIn = (groupId: string | undefined) => queryOptions({
  queryKey: ['places', 'team', groupId],
  queryFn: ({ signal }) => call('listPlaces', { params: { groupId: groupId ?? '' }, signal }),
  enabled: groupId !== undefined,
  staleTime: 60_000,
});

/** What events of a team's calendar can be told apart by, and which communities are tied to it. */
export const calendarOf = (groupId: string | undefined, name: string) => queryOptions({
  queryKey: ['places', 'calendar', groupId, name],
  queryFn: ({ signal }) => call('lookAtCalendar', { params: { groupId: groupId ?? '' }, query: { name: name.trim().slice(0, 120) }, signal }),
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

/** Places that exist for what people want to do together, and what could be made; asked again when the question changes. */
export const proposedPlaces = (asked: BodyOf<'proposePlaces'>) => queryOptions({
  queryKey: ['places', 'proposals', asked],
  queryFn: ({ signal }) => call('proposePlaces', { body: asked, signal }),
  enabled: asked.needs.length > 0,
  placeholderData: keepPreviousData,
  staleTime: 60_000,
});

/** What can be made, and with which permissions. */
export const making = queryOptions({ queryKey: ['places', 'making'], queryFn: ({ signal }) => call('makingAbilities', { signal }), staleTime: 60_000 });
