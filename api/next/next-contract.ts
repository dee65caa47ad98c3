import { z } from 'zod';
import { memberInvitation } from '../membership/members-contract.ts';
import { id, operation } from '../platform/http/operation-contract.ts';

export const getNext = operation({
  name: 'getNext', method: 'GET', path: '/api/communities/:communityId/next',
  summary: 'What waits for this person in a community: what they are asked.',
  params: z.object({ communityId: id }),
  response: z.object({ asked: z.array(memberInvitation) }),
});
