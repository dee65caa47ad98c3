import { z } from 'zod';
import { id, instant, operation } from '../platform/http/operation-contract.ts';
import { communityPage, stage } from './communities-contract.ts';

const params = z.object({ communityId: id });

export const setStage = operation({
  name: 'setStage', method: 'PUT', path: '/api/communities/:communityId/stage',
  summary: 'Say at which stage of its life the community is. The stage it is at already changes nothing.',
  params, body: z.object({ stage }), response: communityPage,
});

/** A change of stage, by whom; the name is empty for one whom the directory was never asked about. */
export const stageChange = z.object({ stage, before: stage, at: instant, by: z.object({ id, displayName: z.string() }) });
export type StageChange = z.infer<typeof stageChange>;

export const listStageChanges = operation({
  name: 'listStageChanges', method: 'GET', path: '/api/communities/:communityId/stage',
  summary: 'How the community came to its stage: the latest changes, newest first.',
  params, response: z.object({ items: z.array(stageChange) }),
});
