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

/** Says whose public holidays are looked at. */
export function useSeriesCountries(communityId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (countries: string[] | null) => call('setSeriesCountries', { params: { communityId }, body: { countries } }),
    onSuccess: () => client.invalidateQueries({ queryKey: surroundingsOf(communityId).queryKey }),
  });
}

/** Puts the series on the calendar, or takes it off; what is shown of calendars follows. */
export function usePutSeries(communityId: string) {
  const client = useQueryClient();
  const onSuccess = async (page: SeriesPageData): Promise<void> => {
    client.setQueryData(seriesOf(communityId).queryKey, page);
    await Promise.all([surroundingsOf(communityId).queryKey, ['rhythm', communityId], ['community', communityId], ['happening', communityId]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  return {
    on: useMutation({ mutationFn: () => call('putSeriesOn', { params: { communityId } }), onSuccess }),
    off: useMutation({ mutationFn: () => call('takeSeriesOff', { params: { communityId } }), onSuccess }),
  };
}
