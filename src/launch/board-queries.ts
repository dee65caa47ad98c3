import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type BodyOf, type ResponseOf } from '../shared/api.ts';

export type BoardData = ResponseOf<'getBoard'>;
export type Card = BoardData['columns'][number]['items'][number];
export type OpportunityData = ResponseOf<'getOpportunity'>;
export type BoardStage = Card['stage'];

/** In the order in which an opportunity goes through them; what was let go stands apart. */
export const stages = ['idea', 'exploring', 'preparing', 'launched'] as const;
/** Longest texts, as the contract has them; a test compares the two. */
export const opportunityLimits = { name: 120, about: 300, nextStep: 200, learned: 2_000 } as const;

export const board = queryOptions({ queryKey: ['board'], queryFn: ({ signal }) => call('getBoard', { signal }) });

export const opportunity = (opportunityId: string) => queryOptions({
  queryKey: ['opportunity', opportunityId],
  queryFn: ({ signal }) => call('getOpportunity', { params: { opportunityId }, signal }),
});

/** Whatever changes an opportunity; it is shown as the answer says, and the board is asked for afresh. */
export function useChangeOpportunity(opportunityId: string) {
  const client = useQueryClient();
  const onSuccess = async (next: OpportunityData): Promise<void> => {
    client.setQueryData(opportunity(opportunityId).queryKey, next);
    await client.invalidateQueries({ queryKey: board.queryKey });
  };
  // What another did meanwhile is shown, whatever became of this.
  const onError = async (): Promise<void> => {
    await Promise.all([board.queryKey, opportunity(opportunityId).queryKey].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const params = { opportunityId };
  return {
    propose: useMutation({ mutationFn: (body: BodyOf<'proposeOpportunity'>) => call('proposeOpportunity', { params, body }), onSuccess }),
    change: useMutation({ mutationFn: (body: BodyOf<'changeOpportunity'>) => call('changeOpportunity', { params, body }), onSuccess, onError }),
    move: useMutation({ mutationFn: (body: BodyOf<'moveOpportunity'>) => call('moveOpportunity', { params, body }), onSuccess, onError }),
    link: useMutation({ mutationFn: (communityId: string | null) => call('linkOpportunity', { params, body: { communityId } }), onSuccess, onError }),
  };
}
