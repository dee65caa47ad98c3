import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { call, type ResponseOf } from '../shared/api.ts';

/** The charter with who cares about which key issue, and what helps to write it. */
export const charterPage = (communityId: string) => queryOptions({
  queryKey: ['charter', communityId],
  queryFn: ({ signal }) => call('getCharter', { params: { communityId }, signal }),
});

/** What is linked to the key issues, as Microsoft 365 shows it to this person. */
export const issueLinks = (communityId: string, wanted: boolean) => queryOptions({
  queryKey: ['charter-links', communityId],
  queryFn: ({ signal }) => call('listIssueLinks', { params: { communityId }, signal }),
  enabled: wanted,
  staleTime: 5 * 60_000,
});

/** Who changed what, and when; the latest first. */
export const charterVersions = (communityId: string) => infiniteQueryOptions({
  queryKey: ['charter-versions', communityId],
  queryFn: ({ pageParam, signal }) => call('listCharterVersions', { params: { communityId }, query: { limit: 10, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

/** A version never changes. */
export const charterVersion = (communityId: string, version: number) => queryOptions({
  queryKey: ['charter-version', communityId, version],
  queryFn: ({ signal }) => call('getCharterVersion', { params: { communityId, version: String(version) }, signal }),
  staleTime: Infinity,
});

export type CharterPageData = ResponseOf<'getCharter'>;
export type CharterLinks = ResponseOf<'listIssueLinks'>;
export type CharterVersionItem = ResponseOf<'listCharterVersions'>['items'][number];

/** Shows a charter that was just saved wherever it stands. */
export function showCharter(client: QueryClient, communityId: string, charter: CharterPageData['charter']): Promise<unknown> {
  client.setQueryData<ResponseOf<'getCommunity'>>(['community', communityId], (page) => page && { ...page, charter });
  client.setQueryData<CharterPageData>(['charter', communityId], (page) => page && { ...page, charter });
  return Promise.all(['charter', 'charter-versions'].map((name) => client.invalidateQueries({ queryKey: [name, communityId] })));
}
