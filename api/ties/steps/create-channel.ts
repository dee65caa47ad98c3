import { z } from 'zod';
import { type Step, type StepDone, StepRefusedError, type StillGoing } from '../../ledger/ledger.ts';
import { isGraphFailure } from '../../platform/graph/graph-error.ts';
import { tieMade } from './tie-made.ts';

const content = z.object({ groupId: z.guid(), name: z.string(), description: z.string(), mends: z.guid().nullable() });

/**
 * Makes a channel in a team and ties the community to it. Names of channels are unique in a team,
 * so one of this name that is there by now is the one.
 */
export const createChannel: Step<z.infer<typeof content>> = {
  content,
  async do({ content: { groupId, name, description }, session, options }): Promise<StepDone | StillGoing> {
    const channels = await session.list('listChannels', { params: { teamId: groupId } }, options);
    const there = channels.find((channel) => channel.displayName?.toLocaleLowerCase() === name.toLocaleLowerCase());
    const channel = there ?? await session.call('createChannel', { params: { teamId: groupId }, body: { displayName: name, description, membershipType: 'standard' } }, options)
      .catch((error: unknown) => { throw isGraphFailure(error, 'bad-request', 'conflict') ? nameRefused(name) : error; });
    return { id: channel.id ?? '', name: channel.displayName ?? name, webUrl: channel.webUrl ?? '' };
  },
  async then(trx, { content: { groupId, mends }, done, ...finished }) {
    await tieMade(trx, finished, mends, { target: { kind: 'channel', groupId, channelId: done.id! }, name: done.name!, webUrl: done.webUrl || null });
  },
};

/** A deleted channel keeps its name for thirty days (Microsoft, "Limits and specifications for Microsoft Teams"). */
function nameRefused(name: string): StepRefusedError {
  return new StepRefusedError({ code: 'channel-name-refused', values: { name } });
}
