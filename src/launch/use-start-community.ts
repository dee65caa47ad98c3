import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { drafts } from '../communities/communities-queries.ts';
import { call } from '../shared/api.ts';
import type { Card } from './board-queries.ts';
import { shared } from './interview-queries.ts';

/** Goes on to create the community from an opportunity: where it was left, or with what is known of it filled in. */
export function useStartCommunity() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ id, name, about }: Pick<Card, 'id' | 'name' | 'about'>) => {
      const { items } = await client.fetchQuery({ ...drafts, staleTime: 0 });
      const begun = items.find(({ content }) => content['opportunityId'] === id);
      if (begun) return begun.id;
      const known = await client.fetchQuery(shared(id));
      const draftId = crypto.randomUUID();
      await call('saveDraft', { params: { draftId }, body: { content: { name, about, charter: { domain: about }, issues: known.issues.map(({ words }) => words).join('\n'), candidates: known.leaders.map(({ displayName }) => displayName), opportunityId: id } } });
      await client.invalidateQueries({ queryKey: drafts.queryKey });
      return draftId;
    },
    onSuccess: (draftId) => navigate(`/create/${draftId}`),
  });
}
