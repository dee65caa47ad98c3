import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, type BodyOf, type ResponseOf } from '../shared/api.ts';
import { board, opportunity } from './board-queries.ts';

export type CriteriaData = ResponseOf<'getCriteria'>;
export type Criterion = CriteriaData['items'][number];
export type EvidenceData = ResponseOf<'assess'>;
export type Judged = EvidenceData['criteria'][number];
export type Verdict = 'yes' | 'partly' | 'no';

export const verdicts = ['yes', 'partly', 'no'] as const;
export const sides = ['potential', 'readiness'] as const;
/** Limits as the contract has them; a test compares the two. */
export const criteriaLimits = { note: 2_000, name: 120, hint: 300, weight: 5, count: 30 } as const;

export const criteria = queryOptions({ queryKey: ['criteria'], queryFn: ({ signal }) => call('getCriteria', { signal }) });

/** What is there already and speaks for an opportunity, as Microsoft 365 shows it to this person. */
export const foundEvidence = (opportunityId: string) => queryOptions({
  queryKey: ['evidence', opportunityId],
  queryFn: ({ signal }) => call('findEvidence', { params: { opportunityId }, signal }),
  staleTime: 5 * 60_000,
});

/** What a criterion is called: by the organisation's words, else by Trellis'. */
export function useCriterionWords(): (criterion: Pick<Criterion, 'name' | 'hint' | 'standard'>) => { name: string; hint: string } {
  const { t } = useTranslation();
  return ({ name, hint, standard }) => (name === null && standard ? { name: t(`criteria.standard.${standard}.name`), hint: hint || t(`criteria.standard.${standard}.hint`) } : { name: name ?? '', hint });
}

/** Says how one sees a criterion; the opportunity shows it as the answer says. */
export function useAssess(opportunityId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ criterionId, ...body }: { criterionId: string; verdict: Verdict | null; note: string }) => call('assess', { params: { opportunityId, criterionId }, body }),
    onSuccess: async (evidence) => {
      client.setQueryData(opportunity(opportunityId).queryKey, (page) => page && { ...page, evidence });
      await Promise.all([opportunity(opportunityId).queryKey, board.queryKey].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}

export function useEditCriteria() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<'editCriteria'>) => call('editCriteria', { body }),
    onSuccess: async (next) => {
      client.setQueryData(criteria.queryKey, next);
      await Promise.all([['opportunity'], board.queryKey].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}
