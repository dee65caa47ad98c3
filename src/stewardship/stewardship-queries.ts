import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type BodyOf, type ResponseOf } from '../shared/api.ts';

export type Thing = BodyOf<'askToLookAfter'>['thing'];
export type LookedAfter = ResponseOf<'lookAfterIssue'>;

/** Members to ask, by name; the first ones when nothing is typed. */
export const membersToAsk = (communityId: string, search: string) => queryOptions({
  queryKey: ['members', communityId, 'to-ask', search],
  queryFn: ({ signal }) => call('listMembers', { params: { communityId }, query: { ...(search === '' ? {} : { search }), limit: '20' }, signal }),
});

/** Takes something on or gives it back, or asks somebody to; what is shown of it is asked for afresh. */
export function useStewardship(communityId: string, { kind, id }: Thing) {
  const client = useQueryClient();
  const onSettled = async (): Promise<void> => {
    void client.invalidateQueries({ queryKey: ['next', communityId] });
    void client.invalidateQueries({ queryKey: ['members', communityId, 'around'] });
    await client.invalidateQueries({ queryKey: { item: ['practice', communityId], issue: ['charter', communityId], activity: ['activity-record', communityId, id], step: ['launch-plan', communityId] }[kind] });
  };
  const takes = (on: boolean) => {
    if (kind === 'step') return call(on ? 'lookAfterStep' : 'stopLookingAfterStep', { params: { communityId, stepId: id } });
    if (kind === 'issue') return call(on ? 'lookAfterIssue' : 'stopLookingAfterIssue', { params: { communityId, issueId: id } });
    return call(on ? 'lookAfterActivity' : 'stopLookingAfterActivity', { params: { communityId, activityId: id } });
  };
  return {
    takeOn: useMutation({ mutationFn: () => takes(true), onSettled }),
    giveUp: useMutation({ mutationFn: () => takes(false), onSettled }),
    ask: useMutation({ mutationFn: (personId: string) => call('askToLookAfter', { params: { communityId }, body: { personId, thing: { kind, id } } }), onSettled }),
  };
}
