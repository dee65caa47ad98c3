import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type BodyOf, type ResponseOf } from '../shared/api.ts';

export type PlanData = ResponseOf<'getLaunchPlan'>;
export type StepData = PlanData['steps'][number];
export type StepChange = BodyOf<'changeLaunchStep'>;

/** How a community prepares its launch. */
export const planOf = (communityId: string) => queryOptions({
  queryKey: ['launch-plan', communityId],
  queryFn: ({ signal }) => call('getLaunchPlan', { params: { communityId }, signal }),
});

/** Everything that changes a plan; each answer is the plan as it is then. */
export function useChangePlan(communityId: string) {
  const client = useQueryClient();
  const onSuccess = (plan: PlanData): void => {
    client.setQueryData(planOf(communityId).queryKey, plan);
    for (const queryKey of [['community', communityId], ['next', communityId], ['board'], ['opportunity'], ['stage', communityId]]) void client.invalidateQueries({ queryKey });
  };
  return {
    day: useMutation({ mutationFn: (body: BodyOf<'setLaunchDate'>) => call('setLaunchDate', { params: { communityId }, body }), onSuccess }),
    add: useMutation({ mutationFn: ({ id: stepId, ...body }: BodyOf<'addLaunchStep'> & { id: string }) => call('addLaunchStep', { params: { communityId, stepId }, body }), onSuccess }),
    launched: useMutation({ mutationFn: (launched: boolean) => call('sayLaunched', { params: { communityId }, body: { launched } }), onSuccess }),
    step: useMutation({ mutationFn: ({ id: stepId, ...body }: StepChange & { id: string }) => call('changeLaunchStep', { params: { communityId, stepId }, body }), onSuccess }),
  };
}
export type ChangePlan = ReturnType<typeof useChangePlan>;

/** Puts the launch event on the calendar, or takes it off; what is shown of calendars follows. */
export function useLaunchEvent(communityId: string) {
  const client = useQueryClient();
  const onSuccess = async (plan: PlanData): Promise<void> => {
    client.setQueryData(planOf(communityId).queryKey, plan);
    await Promise.all([['rhythm', communityId], ['community', communityId], ['happening', communityId]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  return {
    put: useMutation({ mutationFn: (body: BodyOf<'putLaunchEvent'>) => call('putLaunchEvent', { params: { communityId }, body }), onSuccess }),
    takeOff: useMutation({ mutationFn: () => call('takeLaunchEventOff', { params: { communityId } }), onSuccess }),
  };
}

/** Has the launch announced in the channel. */
export function useAnnouncement(communityId: string) {
  const client = useQueryClient();
  const onSuccess = (plan: PlanData): void => { client.setQueryData(planOf(communityId).queryKey, plan); };
  return {
    announce: useMutation({ mutationFn: (words: string) => call('announceLaunch', { params: { communityId }, body: { words } }), onSuccess }),
    isThere: useMutation({ mutationFn: () => call('sayAnnouncementIsThere', { params: { communityId } }), onSuccess }),
  };
}
