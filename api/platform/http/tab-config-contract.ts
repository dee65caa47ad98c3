import { z } from 'zod';
import { operation } from './operation-contract.ts';

/** What the tab must know before anyone is signed in. */
export const tabConfig = z.object({
  /** Origins besides Microsoft's own that may host the tab; empty for a real tenant. */
  teamsHostOrigins: z.array(z.url()),
  clientId: z.string(),
});
export type TabConfig = z.infer<typeof tabConfig>;

export const getTabConfig = operation({
  name: 'getTabConfig', method: 'GET', path: '/api/tab-config',
  summary: 'Settings of the tab. Needs no sign-in.', response: tabConfig,
});
