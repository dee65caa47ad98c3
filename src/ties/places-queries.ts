import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

export const myTeams = queryOptions({ queryKey: ['places', 'teams'], queryFn: ({ signal }) => call('listMyTeams', { signal }), staleTime: 60_000 });

export const placesIn = (groupId: string | undefined) => queryOptions({
  queryKey: ['places', 'team', groupId],
  queryFn: ({ signal }) => call('listPlaces', { params: { groupId: groupId ?? '' }, signal }),
  enabled: groupId !== undefined,
  staleTime: 60_000,
});
