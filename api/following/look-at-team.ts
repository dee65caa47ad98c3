import type { Channel } from '@microsoft/microsoft-graph-types';
import { sql } from 'kysely';
import { isGraphFailure } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import type { GraphAnswer } from '../platform/graph/operations.ts';
import type { Services } from '../platform/services.ts';
import { sightsStore } from '../practice/sights-store.ts';
import { rhythmStore } from '../rhythm/rhythm-store.ts';
import { hasOwnMembers, isOpenToAll } from '../ties/shown-tie.ts';
import type { TieSeen } from '../ties/ties.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { tiesStore } from '../ties/ties-store.ts';
import { wholeList } from '../ties/whole-list.ts';
import { dueAgain } from './following.ts';
import { followingsStore } from './followings-store.ts';
import { archived, demandAnswers, observe, patience, sound, valueOf } from './looking.ts';

/** Microsoft 365 said that a team was deleted, and everything in it with it. It may be restored for thirty days. */
export async function noteTeamDeleted(services: Services, tenantId: string, groupId: string): Promise<void> {
  await observe(services, tenantId, groupId, (ties) => new Map(ties.map((tie) => [tie.id, { state: 'lost', reason: 'deleted' }])));
  await services.database.inTenant(tenantId, (trx) => followingsStore.noteGone(trx, tenantId, groupId, dueAgain('gone', services.clock())));
}

/** What tells of a team and its channels, to be sent in a batch. */
export const teamCalls = (groupId: string) => [
  graphCall('getTeam', { params: { teamId: groupId } }), graphCall('listChannels', { params: { teamId: groupId }, query: { $select: ['id', 'displayName', 'webUrl', 'membershipType', 'isArchived'] } }),
] as const;
export type TeamAnswers = readonly [Outcome<GraphAnswer<'getTeam'>>, Outcome<GraphAnswer<'listChannels'>>];

/** @param given the answers of `teamCalls`, when they came with others */
export async function lookAtTeam(services: Services, session: GraphSession, tenantId: string, groupId: string, given?: TeamAnswers): Promise<void> {
  const [team, channels] = demandAnswers(given ?? await session.batch(teamCalls(groupId), patience));
  if (!team.ok && isGraphFailure(team.error, 'not-found', 'gone')) return noteTeamDeleted(services, tenantId, groupId);
  if (!team.ok) throw team.error;
  const listed = channels.ok && !channels.value['@odata.nextLink'] ? channels.value.value : null;
  const unlisted = (tie: Tie) => tie.target.kind === 'channel' && !listed?.some((channel) => channel.id === (tie.target as { channelId: string }).channelId);
  const ties = await services.database.inTenant(tenantId, (trx) => tiesStore.listOfGroup(trx, tenantId, groupId));
  const missing = new Map<string, Outcome<Channel>>();
  const asked = [...new Set(ties.filter(unlisted).map((tie) => (tie.target as { channelId: string }).channelId))];
  // Those not listed are asked for one by one: private ones may be left out of the list.
  const answers = demandAnswers(await session.batch(asked.map((channelId) => graphCall('getChannel', { params: { teamId: groupId, channelId } })) as GraphCall<'getChannel'>[], patience) as Outcome<Channel>[]);
  for (const [index, channelId] of asked.entries()) missing.set(channelId, answers[index]!);

  const { displayName, webUrl, isArchived, visibility } = team.value;
  const openToAll = isOpenToAll('team', { visibility });
  const named = displayName ? { name: displayName } : {};
  await observe(services, tenantId, groupId, (current) => {
    const seen = new Map<string, TieSeen>();
    for (const tie of current) {
      const { target } = tie;
      if (target.kind === 'team') seen.set(tie.id, { ...(isArchived ? archived : sound), ...named, webUrl: webUrl ?? tie.webUrl, openToAll });
      // The calendar is the group's: it is there while the team is, and called like it.
      if (target.kind === 'calendar') seen.set(tie.id, { ...sound, ...named, openToAll });
      if (target.kind === 'channel') {
        const outcome = missing.get(target.channelId);
        const channel = listed?.find((each) => each.id === target.channelId) ?? (outcome?.ok ? outcome.value : undefined);
        if (channel) {
          seen.set(tie.id, {
            ...(channel.isArchived ? archived : sound), ...(channel.displayName ? { name: channel.displayName } : {}), webUrl: channel.webUrl ?? tie.webUrl,
            openToAll: isOpenToAll('channel', { visibility, membershipType: channel.membershipType }), ownMembers: hasOwnMembers(channel.membershipType),
          });
        } else if (outcome && !outcome.ok && isGraphFailure(outcome.error, 'not-found', 'gone')) seen.set(tie.id, { state: 'lost', reason: 'deleted' });
      }
    }
    return seen;
  });
}

/** What tells who is in a team. */
export const membersCalls = (groupId: string) => [graphCall('listTeamMembers', { params: { teamId: groupId } })] as const;
export type MembersAnswer = Outcome<GraphAnswer<'listTeamMembers'>>;

/** Who is no longer in the team sees what it showed them no longer: what was kept for them is thrown away. `given` as of `lookAtTeam`. */
export async function lookAtMembers(services: Services, session: GraphSession, tenantId: string, groupId: string, given?: MembersAnswer): Promise<void> {
  const [first] = demandAnswers(given ? [given] as const : await session.batch(membersCalls(groupId), patience));
  const members = valueOf(await wholeList(session, 'listTeamMembers', first, patience, 25_000)).value;
  const ids = members.flatMap((member) => ('userId' in member && typeof member.userId === 'string' ? [member.userId] : []));
  await services.database.inTenant(tenantId, async (trx) => {
    await sql`
      delete from community_happenings h where h.tenant_id = ${tenantId} and h.person_id <> all (${ids}::uuid[])
        and h.community_id in (select t.community_id from ties t where t.tenant_id = ${tenantId} and t.group_id = ${groupId})`.execute(trx);
    await rhythmStore.forgetYearsOfOthers(trx, tenantId, groupId, ids);
    const ties = await tiesStore.listOfGroup(trx, tenantId, groupId);
    await sightsStore.forgetOthers(trx, tenantId, ties.flatMap(({ target }) => ('driveId' in target ? [target.driveId] : [])), ids);
  });
}
