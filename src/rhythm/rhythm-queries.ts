import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { RhythmKind, YearActivity } from '../../api/rhythm/year-contract.ts';
import { call, type BodyOf, type ResponseOf } from '../shared/api.ts';

export type ActivityRecord = ResponseOf<'getActivityRecord'>;
export type RhythmData = ResponseOf<'getRhythm'>;

/** A community's past and coming twelve months, as Microsoft 365 shows them to this person. */
export const rhythm = (communityId: string) => queryOptions({
  queryKey: ['rhythm', communityId],
  queryFn: ({ signal }) => call('getRhythm', { params: { communityId }, signal }),
});

/** The community's feed: one's own address of it, and what of the calendar stands in it. */
export function useFeed(communityId: string) {
  const client = useQueryClient();
  const change = (next: (year: RhythmData) => RhythmData): void => { client.setQueryData<RhythmData>(rhythm(communityId).queryKey, (before) => before && next(before)); };
  return {
    make: useMutation({ mutationFn: () => call('makeFeedAddress', { params: { communityId } }), onSuccess: () => change((year) => ({ ...year, feed: { hasAddress: true } })) }),
    revoke: useMutation({ mutationFn: () => call('revokeFeedAddress', { params: { communityId } }), onSuccess: () => change((year) => ({ ...year, feed: { hasAddress: false } })) }),
    /** The address that ended last, for a while after it did. */
    bringBack: useMutation({ mutationFn: () => call('bringBackFeedAddress', { params: { communityId } }), onSuccess: () => change((year) => ({ ...year, feed: { hasAddress: true } })) }),
    publish: useMutation({
      mutationFn: ({ activityId, published }: { activityId: string; published: boolean }) => call('publishActivity', { params: { communityId, activityId }, body: { published } }),
      onSuccess: ({ items, published }) => {
        const concerned = new Set(items);
        change((year) => ({ ...year, activities: year.activities.map((each) => (concerned.has(each.id) ? { ...each, inFeed: published } : each)) }));
      },
    }),
  };
}

/** What the community keeps beside an activity. */
export const activityRecord = (communityId: string, activityId: string) => queryOptions({
  queryKey: ['activity-record', communityId, activityId],
  queryFn: ({ signal }) => call('getActivityRecord', { params: { communityId, activityId }, signal }),
  staleTime: 0,
});

/** What can be done to what stands beside an activity; what is shown of it, in the picture too, follows at once. */
export function useKeepRecord(communityId: string, activityId: string) {
  const client = useQueryClient();
  const params = { communityId, activityId };
  const show = (record: ActivityRecord): void => {
    client.setQueryData(activityRecord(communityId, activityId).queryKey, record);
    const kept = { attended: record.attended, written: record.agenda !== '' || record.notes !== '', openFollowUps: record.followUps.filter(({ done }) => !done).length };
    client.setQueryData<RhythmData>(rhythm(communityId).queryKey, (before) => before && { ...before, activities: before.activities.map((each) => (each.id === activityId ? { ...each, ...kept } : each)) });
  };
  const refresh = async (): Promise<void> => {
    await Promise.all([activityRecord(communityId, activityId).queryKey, ['charter', communityId], ['charter-links', communityId]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const after = { onSuccess: show, onError: () => void refresh() };
  return {
    change: useMutation({ mutationFn: (body: BodyOf<'changeActivityRecord'>) => call('changeActivityRecord', { params, body }), ...after }),
    add: useMutation({ mutationFn: ({ id, words }: { id: string; words: string }) => call('addFollowUp', { params: { ...params, followUpId: id }, body: { words } }), ...after }),
    follow: useMutation({ mutationFn: ({ id, ...body }: { id: string; mine?: boolean; done?: boolean }) => call('changeFollowUp', { params: { ...params, followUpId: id }, body }), ...after }),
    remove: useMutation({ mutationFn: (id: string) => call('removeFollowUp', { params: { ...params, followUpId: id } }), ...after }),
    link: useMutation({ mutationFn: ({ issueId, eventId }: { issueId: string; eventId: string }) => call('linkToIssue', { params: { communityId, issueId }, body: { target: { kind: 'activity', eventId } } }), onSettled: refresh }),
    unlink: useMutation({ mutationFn: ({ issueId, linkId }: { issueId: string; linkId: string }) => call('unlinkFromIssue', { params: { communityId, issueId, linkId } }), onSettled: refresh }),
  };
}

export type RemindersData = ResponseOf<'getReminders'>;

/** Whether and when one is reminded of the community's activities. */
export const reminders = (communityId: string) => queryOptions({
  queryKey: ['reminders', communityId],
  queryFn: ({ signal }) => call('getReminders', { params: { communityId }, signal }),
});

/** Says when to be reminded; what was chosen is shown at once. */
export function useSetReminders(communityId: string) {
  const client = useQueryClient();
  const { queryKey } = reminders(communityId);
  return useMutation({
    mutationFn: (body: BodyOf<'setReminders'>) => call('setReminders', { params: { communityId }, body }),
    onSuccess: (shown, { everywhere }) => {
      client.setQueryData<RemindersData>(queryKey, shown);
      if (everywhere) client.removeQueries({ queryKey: ['reminders'], type: 'inactive' });
    },
  });
}

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
