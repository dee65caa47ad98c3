import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type BodyOf, type ResponseOf } from '../shared/api.ts';

export type TalkData = ResponseOf<'getInterview'>;
export type TalkSummary = ResponseOf<'listInterviews'>['items'][number];
export type Share = TalkData['shares'][number];
export type PlanBody = BodyOf<'planInterview'>;

/** Longest texts, as the contract has them; a test compares the two. */
export const talkLimits = { notes: 20_000, share: 200, shares: 20, question: 300, questions: 30 } as const;

export const talk = (interviewId: string) => queryOptions({ queryKey: ['talk', interviewId], queryFn: ({ signal }) => call('getInterview', { params: { interviewId }, signal }) });
export const myTalks = queryOptions({ queryKey: ['talks'], queryFn: ({ signal }) => call('listInterviews', { signal }) });
export const shared = (opportunityId: string) => queryOptions({ queryKey: ['shared', opportunityId], queryFn: ({ signal }) => call('listShared', { params: { opportunityId }, signal }) });
export const talkTimes = (opportunityId: string, intervieweeId: string, minutes: number, timeZone: string) => queryOptions({
  queryKey: ['talk-times', opportunityId, intervieweeId, minutes, timeZone],
  queryFn: ({ signal }) => call('proposeTalkTimes', { params: { opportunityId }, query: { intervieweeId, minutes, timeZone }, signal }),
  // The API asked Microsoft 365 with patience already, and a time can be typed meanwhile.
  retry: false,
});
export const questions = queryOptions({ queryKey: ['questions'], queryFn: ({ signal }) => call('getQuestions', { signal }) });

/** Whatever changes a talk; it is shown as the answer says. */
export function useChangeTalk(interviewId: string) {
  const client = useQueryClient();
  const refresh = async (): Promise<void> => {
    await Promise.all([['talks'], ['shared']].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const onSuccess = (next: TalkData): Promise<void> => {
    client.setQueryData(talk(interviewId).queryKey, next);
    return refresh();
  };
  const params = { interviewId };
  return {
    plan: useMutation({ mutationFn: (body: PlanBody) => call('planInterview', { params, body }), onSuccess, onError: refresh }),
    cancel: useMutation({ mutationFn: () => call('cancelInterview', { params }), onSuccess }),
    note: useMutation({ mutationFn: (body: BodyOf<'writeInterviewNotes'>) => call('writeInterviewNotes', { params, body }), onSuccess }),
    propose: useMutation({ mutationFn: (body: BodyOf<'proposeSharing'>) => call('proposeSharing', { params, body }), onSuccess }),
    answer: useMutation({ mutationFn: (body: BodyOf<'answerSharing'>) => call('answerSharing', { params, body }), onSuccess }),
    withdraw: useMutation({ mutationFn: () => call('withdrawFromInterview', { params }), onSuccess }),
  };
}

export function useEditQuestions() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (body: BodyOf<'editQuestions'>) => call('editQuestions', { body }), onSuccess: (next) => client.setQueryData(questions.queryKey, next) });
}
