import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type BodyOf, type QueryOf, type ResponseOf } from '../shared/api.ts';
import { mostPhotos } from '../shared/photos.ts';

export type AroundData = ResponseOf<'getMembersAround'>;
export type MemberData = ResponseOf<'listMembers'>['items'][number];
export type MembersFilter = Pick<QueryOf<'listMembers'>, 'search' | 'part' | 'knownAs' | 'has'>;
export type InvitationData = AroundData['invitations'][number];

/** Longest entry and most of them, as the contract has it; a test compares the two. */
export const entryLimits = { length: 120, count: 10 } as const;

/** Longest introduction, as the contract has it; a test compares the two. */
export const introductionLimit = 1_000;

/** What is around the list of members. */
export const membersAround = (communityId: string) => queryOptions({
  queryKey: ['members', communityId, 'around'],
  queryFn: ({ signal }) => call('getMembersAround', { params: { communityId }, signal }),
});

/** Members, as many on a page as photos are asked for at once. */
export const members = (communityId: string, filter: MembersFilter) => infiniteQueryOptions({
  queryKey: ['members', communityId, 'list', filter],
  queryFn: ({ pageParam, signal }) => call('listMembers', { params: { communityId }, query: { ...filter, limit: mostPhotos, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

/** Whatever changes who somebody is here; what is shown of the community is asked for afresh. */
export function useChangeMembers(communityId: string) {
  const client = useQueryClient();
  const params = { communityId };
  const onSuccess = async (): Promise<void> => {
    // Whoever takes something on by an invitation is shown so where it stands.
    for (const name of ['community', 'next', 'practice', 'charter', 'activity-record']) void client.invalidateQueries({ queryKey: [name, communityId] });
    await client.invalidateQueries({ queryKey: ['members', communityId] });
  };
  return {
    describe: useMutation({ mutationFn: (body: BodyOf<'describeMyself'>) => call('describeMyself', { params, body }), onSuccess }),
    level: useMutation({ mutationFn: (part: BodyOf<'chooseLevel'>['part']) => call('chooseLevel', { params, body: { part } }), onSuccess }),
    /** What one was before stepping nearer or back. */
    takeBack: useMutation({ mutationFn: () => call('joinCommunity', { params, body: { asBefore: true } }), onSuccess }),
    introduce: useMutation({ mutationFn: (words: string) => call('introduceMyself', { params, body: { words } }), onSuccess }),
    wishIntroductions: useMutation({ mutationFn: (wished: boolean) => call('wishIntroductions', { params, body: { wished } }), onSuccess }),
    skipPair: useMutation({ mutationFn: (pairId: string) => call('skipPairing', { params: { ...params, pairId } }), onSuccess }),
    takeBackSkip: useMutation({ mutationFn: (pairId: string) => call('takeBackSkipping', { params: { ...params, pairId } }), onSuccess }),
    setPairing: useMutation({ mutationFn: (everyWeeks: number) => call('setPairing', { params, body: { everyWeeks } }), onSuccess }),
    invite: useMutation({ mutationFn: (body: BodyOf<'inviteMember'>) => call('inviteMember', { params, body }), onSuccess }),
    answer: useMutation({ mutationFn: ({ id, accept }: { id: string; accept: boolean }) => call('answerInvitation', { params: { ...params, invitationId: id }, body: { accept } }), onSettled: onSuccess }),
    /** What was declined or withdrawn just now. */
    reopen: useMutation({ mutationFn: (id: string) => call('reopenInvitation', { params: { ...params, invitationId: id } }), onSuccess }),
    withdraw: useMutation({ mutationFn: (id: string) => call('withdrawInvitation', { params: { ...params, invitationId: id } }), onSuccess }),
  };
}
export type ChangeMembers = ReturnType<typeof useChangeMembers>;
