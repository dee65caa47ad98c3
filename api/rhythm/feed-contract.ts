import { z } from 'zod';
import { id, operation } from '../platform/http/operation-contract.ts';

export const publishActivity = operation({
  name: 'publishActivity', method: 'PUT', path: '/api/communities/:communityId/rhythm/:activityId/publication',
  summary: 'Put an activity, with all of its series, into the community’s feed or take it out. Its subject, time and place can then be read by whoever has an address of the feed.',
  params: z.object({ communityId: id, activityId: id }), body: z.object({ published: z.boolean() }), response: z.object({ items: z.array(id), published: z.boolean() }),
});

export const makeFeedAddress = operation({
  name: 'makeFeedAddress', method: 'PUT', path: '/api/communities/:communityId/feed',
  summary: 'Make an address of one’s own for the community’s feed (iCalendar). It is told once; an earlier one of the same person ends.',
  params: z.object({ communityId: id }), response: z.object({ url: z.url() }),
});

export const revokeFeedAddress = operation({
  name: 'revokeFeedAddress', method: 'DELETE', path: '/api/communities/:communityId/feed',
  summary: 'End one’s own address of the community’s feed; twice changes nothing.',
  params: z.object({ communityId: id }), response: z.undefined(), status: 204,
});

export const bringBackFeedAddress = operation({
  name: 'bringBackFeedAddress', method: 'PUT', path: '/api/communities/:communityId/feed/ended',
  summary: 'Take back that one ended one’s own address, or made a new one in its place: within ten minutes it is the address again, and a newer one ends. For nobody but whoever ended it.',
  params: z.object({ communityId: id }), response: z.undefined(), status: 204,
});
