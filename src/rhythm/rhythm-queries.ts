import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { RhythmKind, YearActivity } from '../../api/rhythm/year-contract.ts';
import { call, type ResponseOf } from '../shared/api.ts';

export type RhythmData = ResponseOf<'getRhythm'>;

/** A community's past and coming twelve months, as Microsoft 365 shows them to this person. */
export const rhythm = (communityId: string) => queryOptions({
  queryKey: ['rhythm', communityId],
  queryFn: ({ signal }) => call('getRhythm', { params: { communityId }, signal }),
});

/** Says of which kind an activity is, or all of its series; what is shown follows at once. */
export function useSayKind(communityId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ activity, kind, series }: { activity: YearActivity; kind: RhythmKind | null; series: boolean }) =>
      call('setActivityKind', { params: { communityId, activityId: activity.id }, body: { kind, series } }),
    onSuccess: ({ items }) => {
      const said = new Map(items.map((item) => [item.id, item]));
      client.setQueryData<RhythmData>(rhythm(communityId).queryKey, (before) => before && { ...before, activities: before.activities.map((each) => ({ ...each, ...said.get(each.id) })) });
    },
  });
}
