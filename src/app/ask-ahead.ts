import type { QueryClient } from '@tanstack/react-query';
import { community, myCommunities } from '../communities/communities-queries.ts';
import { me } from '../shared/me.ts';

/** Asks the API what the first page will want, before it is drawn. Resolves in any case: failures are the page's to show. */
export async function askAhead(client: QueryClient, address: string): Promise<void> {
  const [, part = '', id = ''] = address.split('/');
  await Promise.all([
    part === '' && client.prefetchInfiniteQuery(myCommunities),
    part === 'communities' && id !== '' && client.prefetchQuery(community(id)),
    client.prefetchQuery(me),
  ]);
}
