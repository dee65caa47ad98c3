import type { QueryClient } from '@tanstack/react-query';
import { community, myCommunities } from '../communities/communities-queries.ts';

/** Asks the API what the first page will want, while its code loads and is drawn. Failures are the page's to show. */
export function askAhead(client: QueryClient, address: string): void {
  const [, part = '', id = ''] = address.split('/');
  if (part === '') void client.prefetchInfiniteQuery(myCommunities);
  else if (part === 'communities' && id !== '') void client.prefetchQuery(community(id));
}
