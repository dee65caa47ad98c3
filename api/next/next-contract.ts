import { z } from 'zod';
import { memberInvitation } from '../membership/members-contract.ts';
import { nextForLaunch } from '../launch/plan-contract.ts';
import { id, operation } from '../platform/http/operation-contract.ts';

export const getNext = operation({
  name: 'getNext', method: 'GET', path: '/api/communities/:communityId/next',
  summary: 'What waits for this person in a community: what they are asked, and the next useful thing to do for its launch.',
  params: z.object({ communityId: id }),
  response: z.object({ asked: z.array(memberInvitation), launch: nextForLaunch.nullable() }),
});
