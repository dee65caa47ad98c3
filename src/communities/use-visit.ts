import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { community, happening, type CommunityPageData, type HappeningData } from './communities-queries.ts';

/**
 * A community's page as it is known, and what Microsoft 365 shows this person when what is known is old. A visit
 * may tell that a place was renamed, or is gone: what is shown of the ties is then asked afresh.
 */
export function useVisit(communityId: string): { page: UseQueryResult<CommunityPageData>; fresh: UseQueryResult<HappeningData> } {
  const client = useQueryClient();
  const page = useQuery(community(communityId));
  const wanted = page.data !== undefined && (page.data.happening.stale || page.data.happening.asOf === null);
  const fresh = useQuery(happening(communityId, wanted));
  const shown = useRef(fresh.dataUpdatedAt);
  useEffect(() => {
    if (fresh.dataUpdatedAt === shown.current) return;
    shown.current = fresh.dataUpdatedAt;
    for (const name of ['community', 'ties', 'tie-history']) void client.invalidateQueries({ queryKey: [name, communityId] });
  }, [client, communityId, fresh.dataUpdatedAt]);
  return { page, fresh };
}
