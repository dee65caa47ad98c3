import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type BodyOf, type ResponseOf } from '../shared/api.ts';

export type SeriesPageData = ResponseOf<'getSeries'>;
export type SeriesData = NonNullable<SeriesPageData['series']>;
export type SeriesItem = SeriesData['activities'][number];
export type Surroundings = ResponseOf<'getSeriesSurroundings'>;

/** A community's first series of activities, as it is laid out. */
export const seriesOf = (communityId: string) => queryOptions({
  queryKey: ['series', communityId],
  queryFn: ({ signal }) => call('getSeries', { params: { communityId }, signal }),
});

/** What stands around it: the calendars, and what would clash. */
export const surroundingsOf = (communityId: string) => queryOptions({
  queryKey: ['series-surroundings', communityId],
  queryFn: ({ signal }) => call('getSeriesSurroundings', { params: { communityId }, signal }),
});

/** Lays a series out from the community's template. */
export function useBeginSeries(communityId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<'beginSeries'>) => call('beginSeries', { params: { communityId }, body }),
    onSuccess: (page) => client.setQueryData(seriesOf(communityId).queryKey, page),
  });
}
