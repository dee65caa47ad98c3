import { z } from 'zod';
import { id, operation } from '../platform/http/operation-contract.ts';
import { communityPage } from './communities-contract.ts';

const params = z.object({ communityId: id });

export const closeCommunity = operation({
  name: 'closeCommunity', method: 'POST', path: '/api/communities/:communityId/closing',
  summary: 'Close a community: it can be read, and is neither found, joined nor changed any more. Nothing changes in its teams, libraries and calendars; with `removeAdded`, what Trellis itself added there is taken away: its tab, its own events to come.',
  params, body: z.object({ removeAdded: z.boolean().default(false) }), response: communityPage,
});

export const reopenCommunity = operation({
  name: 'reopenCommunity', method: 'DELETE', path: '/api/communities/:communityId/closing',
  summary: 'Reopen a closed community. What was taken away when it was closed stays away; what was still to be taken away is not.',
  params, response: communityPage,
});

export const deleteCommunity = operation({
  name: 'deleteCommunity', method: 'DELETE', path: '/api/communities/:communityId',
  summary: 'Delete a closed community with all that Trellis knows of it, for good. Nothing changes in Microsoft 365. Asked again, it is not found.',
  params, response: z.undefined(), status: 204,
});
