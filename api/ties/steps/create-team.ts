import { communityStore } from '../../communities/community-store.ts';
import { z } from 'zod';
import { type Step, type StepDone, StepRefusedError, type StillGoing, unlessThere, valueOf } from '../../ledger/ledger.ts';
import { isGraphFailure } from '../../platform/graph/graph-error.ts';
import { type GraphOptions, type GraphSession, graphCall } from '../../platform/graph/graph.ts';
import type { Settings } from '../../platform/settings.ts';
import { tiesStore } from '../ties-store.ts';

const content = z.object({ name: z.string(), description: z.string(), visibility: z.enum(['Public', 'Private']), ownerId: z.guid() });

/**
 * Makes a team: first its group, whose mail nickname is unique and of our choice, then the team on it, which Microsoft 365 works on for a while (Microsoft, "Create
 * team": 202 with an operation to ask for). A group of less than fifteen minutes may not be found
 * yet; then it is tried again. At last the community is tied to the team, its first channel, its
 * library and its calendar.
 */
export const createTeam: Step<z.infer<typeof content>> = {
  content,
  async do({ mark, content: { name, description, visibility, ownerId }, noted, session, settings, options }): Promise<StepDone | StillGoing> {
    const groupId = noted?.groupId ?? await makeGroup(session, settings, { nickname: `trellis-${mark}`, name, description, visibility, ownerId }, options);
    const operation = noted?.operation ?? await begin(session, settings, groupId, options);
    if (operation === null) return { going: true, noted: { groupId } };
    if (operation !== '') {
      const { status, error } = await session.call('getTeamOperation', { params: { teamId: groupId, operationId: operation } }, options);
      if (status === 'failed' || status === 'invalid') {
        throw new StepRefusedError({ code: 'team-not-made', values: { graphCode: error?.code ?? status } });
      }
      if (status !== 'succeeded') return { going: true, noted: { groupId, operation } };
    }
    return await look(session, groupId, options) ?? { going: true, noted: { groupId, operation } };
  },
  async then(trx, { tenantId, communityId, personId, done, now }) {
    const { groupId, name, webUrl, channelId, channelName, driveId, driveName } = done as Required<Record<string, string>>;
    await communityStore.hold(trx, tenantId, communityId);
    await tiesStore.add(trx, tenantId, communityId, [
      { target: { kind: 'team', groupId: groupId! }, name: name!, webUrl: webUrl || null },
      { target: { kind: 'channel', groupId: groupId!, channelId: channelId! }, name: channelName!, webUrl: null },
      { target: { kind: 'library', groupId: groupId!, driveId: driveId! }, name: driveName!, webUrl: null },
      { target: { kind: 'calendar', groupId: groupId! }, name: name!, webUrl: null },
    ], { personId, now });
  },
};

/** The group's id. One that an earlier attempt made has the nickname already, and Graph makes no second (Microsoft, "Create group"). */
async function makeGroup(
  session: GraphSession, settings: Settings, group: { nickname: string; name: string; description: string; visibility: string; ownerId: string }, options: GraphOptions,
): Promise<string> {
  const find = async () => (await session.list('listGroups', { query: { $filter: `mailNickname eq '${group.nickname}'` } }, options))[0]?.id;
  const owner = [`${settings.graphUrl}/v1.0/users/${group.ownerId}`];
  try {
    const made = await session.call('createGroup', {
      body: {
        displayName: group.name, description: group.description, visibility: group.visibility, mailNickname: group.nickname, mailEnabled: true, securityEnabled: false,
        groupTypes: ['Unified'], 'owners@odata.bind': owner, 'members@odata.bind': owner,
      },
    }, options);
    return made.id ?? '';
  } catch (error) {
    const there = isGraphFailure(error, 'bad-request', 'conflict', 'unavailable', 'timeout') ? await find() : undefined;
    if (there) return there;
    throw error;
  }
}

/** The operation's id; empty when the team is there already, null when the group is not found yet. */
async function begin(session: GraphSession, settings: Settings, groupId: string, options: GraphOptions): Promise<string | null> {
  try {
    const begun = await unlessThere(() => session.call('createTeam', {
      body: { 'template@odata.bind': `${settings.graphUrl}/v1.0/teamsTemplates('standard')`, 'group@odata.bind': `${settings.graphUrl}/v1.0/groups('${groupId}')` },
    }, options));
    return /operations\('([^']+)'\)/.exec(begun?.location ?? '')?.[1] ?? '';
  } catch (error) {
    if (isGraphFailure(error, 'not-found')) return null;
    throw error;
  }
}

/** The team with its first channel and library; null while Microsoft 365 is still making one of them. */
async function look(session: GraphSession, groupId: string, options: GraphOptions): Promise<Record<string, string> | null> {
  const [team, channels, drive] = await session.batch([
    graphCall('getTeam', { params: { teamId: groupId } }), graphCall('listChannels', { params: { teamId: groupId } }), graphCall('getGroupDrive', { params: { groupId } }),
  ], options);
  if ([team, channels, drive].some((outcome) => !outcome.ok && isGraphFailure(outcome.error, 'not-found'))) return null;
  const { displayName, webUrl } = valueOf(team);
  const [channel] = valueOf(channels).value;
  const { id: driveId, name: driveName } = valueOf(drive);
  return { groupId, name: displayName ?? '', webUrl: webUrl ?? '', channelId: channel?.id ?? '', channelName: channel?.displayName ?? '', driveId: driveId ?? '', driveName: driveName ?? '' };
}
