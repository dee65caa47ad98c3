import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { community, happening } from '../communities/communities-queries.ts';
import { tieHistory, ties } from './ties-queries.ts';

/**
 * Being here counts as a visit: Microsoft 365 is asked in this person's name when what is known is old,
 * and what that changed in the ties is shown. Gives the ties that this person may not see into, by id.
 */
export function useVisit(communityId: string): readonly string[] {
  const client = useQueryClient();
  const { data: page } = useQuery(community(communityId));
  const { data: seen, dataUpdatedAt } = useQuery(happening(communityId, page?.happening.stale === true));
  const shown = useRef(dataUpdatedAt);
  useEffect(() => {
    if (dataUpdatedAt === shown.current) return;
    shown.current = dataUpdatedAt;
    for (const { queryKey } of [ties(communityId), tieHistory(communityId)]) void client.invalidateQueries({ queryKey });
  }, [client, communityId, dataUpdatedAt]);
  return (seen ?? page?.happening)?.closedTies ?? [];
}
