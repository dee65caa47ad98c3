import { sql } from 'kysely';
import { getCommunity } from '../../api/communities/communities-contract.ts';
import { listVacantCommunities } from '../../api/membership/members-contract.ts';
import { listBrokenTies } from '../../api/ties/ties-contract.ts';
import type { TieSight } from '../../api/communities/happening.ts';
import { type TieRow, toTie } from '../../api/ties/ties-store.ts';
import type { TieTarget } from '../../api/ties/ties-contract.ts';
import type { Year } from './year-happenings.ts';
import { day, hour, type YearWorld } from './year-world.ts';

export interface Comparison { compared: Map<string, number>; deviations: { what: string; detail: string }[] }

/** A place as Microsoft 365 has it; null: it is not there. Of what a place does not have, nothing is said. */
interface Place { state: 'sound' | 'archived'; name: string; webUrl: string | null; location?: string; openToAll: boolean }

interface KnownTie extends TieRow { community_id: string; tied_by: string }
interface KnownFollowing { subject: string; graph_id: string; group_id: string; state: string; reason: string | null; subscription_id: string | null; expires_at: Date | null; due_at: Date }

/** Compares, item by item, what the product shows and keeps with what is so in Microsoft 365. */
export async function compareWithTruth(year: Year): Promise<Comparison> {
  const { world } = year;
  const compared = new Map<string, number>();
  const deviations: Comparison['deviations'] = [];
  const same = (what: string, where: string, product: unknown, truth: unknown) => {
    compared.set(what, (compared.get(what) ?? 0) + 1);
    const [shown, wanted] = [JSON.stringify(product), JSON.stringify(truth)];
    if (shown !== wanted) deviations.push({ what, detail: `${where}: ${shown}, and is ${wanted}` });
  };
  const { kysely } = world.database.engine;
  const rows = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> => (await query.execute(kysely)).rows;

  const isInstalled = (groupId: string) => [...world.teams.get(groupId)?.installedApps.values() ?? []].some(({ clientId }) => clientId === world.sandbox.app.clientId);
  const ties = await rows(sql<KnownTie>`select t.* from ties t join communities c on c.id = t.community_id where c.closed_at is null order by t.id`);
  const followings = await rows(sql<KnownFollowing>`select * from followings`);

  // What communities are tied to: each tie's state, reason, name, address and who may see its name.
  for (const row of ties) {
    const { target, ...tie } = toTie(row);
    const place = await placeOf(world, target);
    const where = `${tie.kind} tie ${tie.id}`;
    const byVisitsOnly = !isFollowed(followings, target);
    // Where nobody tells and whoever tied it does not see it any more, it cannot be known.
    const group = world.groups.get(target.groupId);
    if (byVisitsOnly && !(world.isEmployed(row.tied_by) && (!group || group.visibility === 'Public' || group.members.has(row.tied_by)))) continue;
    // Nor who left a channel with members of its own from its end: it only is not lost because of them.
    if (byVisitsOnly && group && row.own_members && target.kind === 'channel') {
      const channel = world.teams.get(group.id)?.channels.get(target.channelId);
      if (!channel?.members?.has(row.tied_by)) {
        if (channel) same('tie to a channel that somebody left', where, tie.state === 'lost', false);
        continue;
      }
    }
    if (!place) {
      same('state of a tie', where, tie.state, 'lost');
      same('reason of a tie', where, byVisitsOnly && tie.stateReason === 'not-there' ? 'deleted' : tie.stateReason, 'deleted');
      continue;
    }
    same('state of a tie', where, tie.state, place.state);
    same('reason of a tie', where, tie.stateReason, place.state === 'sound' ? null : place.state);
    same('name of a tie', where, tie.name, place.name);
    same('address of a tie', where, tie.webUrl, place.webUrl);
    if (place.location !== undefined) same('location of a folder', where, tie.location, place.location);
    same('whether all may see a tie’s name', where, row.open_to_all, place.openToAll);
  }

  // The history tells the same as the tie.
  const last = new Map((await rows(sql<{ tie_id: string; what: string }>`
    select distinct on (tie_id) tie_id, what from tie_history where what in ('tied', 'pointed-elsewhere', 'archived', 'reopened', 'lost', 'restored') order by tie_id, id desc`)).map((each) => [each.tie_id, each.what]));
  for (const row of ties) same('last word of a tie’s history', `tie ${row.id}`, row.state, { archived: 'archived', lost: 'lost' }[last.get(row.id) ?? ''] ?? 'sound');

  // What is followed: all that open communities are tied to, nothing else, each with its subscription.
  const wanted = new Map<string, { subject: string; graphId: string; groupId: string }>();
  for (const row of ties) {
    for (const subject of ['team', 'channels', 'members']) wanted.set(`${subject}/${row.group_id}`, { subject, graphId: row.group_id, groupId: row.group_id });
    if (row.kind === 'library' || row.kind === 'folder') wanted.set(`library/${row.graph_id}`, { subject: 'library', graphId: row.graph_id, groupId: row.group_id });
  }
  const following = new Map(followings.map((each) => [`${each.subject}/${each.graph_id}`, each]));
  same('what is followed', 'all that communities are tied to', [...following.keys()].sort(), [...wanted.keys()].sort());
  const subscriptions = new Map(world.sandbox.notifications.subscriptions.map((each) => [each.id, each]));
  for (const [key, { subject, graphId, groupId }] of wanted) {
    const known = following.get(key);
    if (!known) continue;
    const drive = world.drives.get(graphId);
    const isThere = subject === 'library' ? drive !== undefined && !drive.isDeleted && world.groups.has(groupId) : world.groups.has(groupId);
    const mayBe = subject === 'library' || isInstalled(groupId);
    same('state of a following', key, [known.state, known.reason], isThere && mayBe ? ['followed', null] : ['visits-only', isThere ? 'not-permitted' : 'gone']);
    if (known.state !== 'followed') continue;
    same('time at which a following is seen to', key, known.due_at > new Date(world.now().getTime() - hour), true);
    if (subject === 'library') continue;
    const subscription = subscriptions.get(known.subscription_id ?? '');
    same('subscription', key, subscription?.resource, `/teams/${groupId}${subject === 'team' ? '' : `/${subject}`}`);
    same('end of a subscription', key, known.expires_at?.getTime(), subscription?.expires);
    same('end of a subscription, to come', key, (known.expires_at?.getTime() ?? 0) > world.now().getTime() && known.due_at < known.expires_at!, true);
  }
  same('subscriptions that nobody needs', 'all', [...subscriptions.values()].filter(({ id }) => !followings.some(({ subscription_id: known }) => known === id)).map(({ resource, expires }) => `${resource} until ${new Date(expires).toISOString()}`), []);

  await compareOutsidersView(year, ties, same);
  await compareKept(world, rows, followings, same);
  await compareBroken(world, ties, same);
  for (const failure of world.failures) same('answers of the API without a failure', 'all', failure, null);
  return { compared, deviations };
}

type Same = (what: string, where: string, product: unknown, truth: unknown) => void;

/** Whether Trellis itself learns what becomes of a target. */
const isFollowed = (followings: readonly KnownFollowing[], target: TieTarget): boolean => {
  const subject = target.kind === 'library' || target.kind === 'folder' ? 'library' : 'team';
  const graphId = target.kind === 'library' || target.kind === 'folder' ? target.driveId : target.groupId;
  return followings.some((each) => each.subject === subject && each.graph_id === graphId && (each.state === 'followed' || each.reason === 'gone'));
};

/** What Microsoft 365 tells its administrators of a place; null when it is not there. */
async function placeOf(world: YearWorld, target: TieTarget): Promise<Place | null> {
  const group = world.groups.get(target.groupId);
  if (!group) return null;
  const openToAll = group.visibility === 'Public';
  switch (target.kind) {
    case 'calendar': return { state: 'sound', name: group.displayName, webUrl: null, openToAll };
    case 'team': {
      const { body } = await world.admin('GET', `/teams/${target.groupId}`);
      return { state: body.isArchived ? 'archived' : 'sound', name: body.displayName, webUrl: body.webUrl, openToAll };
    }
    case 'channel': {
      const { status, body } = await world.admin('GET', `/teams/${target.groupId}/channels/${encodeURIComponent(target.channelId)}`);
      return status === 404 ? null : { state: body.isArchived ? 'archived' : 'sound', name: body.displayName, webUrl: body.webUrl, openToAll: openToAll && body.membershipType === 'standard' };
    }
    case 'library': {
      const { status, body } = await world.admin('GET', `/drives/${target.driveId}`);
      return status === 404 ? null : { state: 'sound', name: body.name, webUrl: body.webUrl, openToAll: false };
    }
    case 'folder': {
      const drive = await world.admin('GET', `/drives/${target.driveId}`);
      const { status, body } = await world.admin('GET', `/drives/${target.driveId}/items/${target.itemId}`);
      if (status === 404) return null;
      const path = decodeURIComponent(body.parentReference.path.split('root:')[1]).split('/').filter((part: string) => part !== '');
      return { state: 'sound', name: body.name, webUrl: body.webUrl, location: [drive.body.name, ...path].join(' / '), openToAll: false };
    }
  }
}

/** Somebody who is in nothing sees names of places only where Microsoft 365 shows them to everybody. */
async function compareOutsidersView({ world, communities }: Year, ties: readonly KnownTie[], same: Same): Promise<void> {
  const inTeams = new Set([...world.groups.values()].flatMap(({ members }) => [...members]));
  const members = new Set((await sql<{ person_id: string }>`select distinct person_id from memberships union select distinct person_id from community_happenings`.execute(world.database.engine.kysely)).rows.map((row) => row.person_id));
  const outsider = world.sandbox.tenant.users.find(({ id }) => world.isEmployed(id) && !inTeams.has(id) && !members.has(id));
  if (!outsider) return;
  const known = new Map(ties.map((row) => [row.id, row]));
  for (const { id: communityId, isClosed } of communities) {
    const { status, body } = await world.ask(getCommunity, { as: outsider.id, params: { communityId } });
    same('community’s page', communityId, [status, body.closed !== null], [200, isClosed]);
    for (const { id, name, webUrl } of body.ties ?? []) {
      const row = known.get(id);
      if (row) same('name that an outsider sees', `tie ${id}`, [name, webUrl], row.open_to_all ? [row.name, row.web_url] : [null, null]);
    }
  }
}

/** Nothing is kept of what people may not see any more, nor of communities that are no more. */
async function compareKept(world: YearWorld, rows: <T>(query: ReturnType<typeof sql<T>>) => Promise<T[]>, followings: readonly KnownFollowing[], same: Same): Promise<void> {
  const kept = await rows(sql<{ community_id: string; person_id: string; content: { ties: Record<string, TieSight> }; as_of: Date }>`select * from community_happenings`);
  const ties = new Map((await rows(sql<TieRow>`select * from ties`)).map((row) => [row.id, row]));
  for (const { person_id: personId, content, as_of: asOf } of kept) {
    for (const [tieId, { sight, asOf: seenAt }] of Object.entries(content.ties)) {
      const row = ties.get(tieId);
      const group = row && world.groups.get(row.group_id);
      if (!row || !group || sight !== 'open') continue;
      const maySee = group.visibility === 'Public' || group.members.has(personId);
      const tells = followings.some((each) => each.subject === 'members' && each.graph_id === row.group_id && each.state === 'followed');
      if (tells) same('what is kept of what a person saw', `tie ${tieId}, person ${personId}, seen ${seenAt}`, maySee, true);
    }
    same('age of what is kept of what a person saw', personId, world.now().getTime() - asOf.getTime() <= 32 * day, true);
  }
  for (const table of ['ties', 'memberships', 'charters', 'graph_writes', 'community_happenings']) {
    const [left] = await rows(sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)} x where not exists (select from communities c where c.tenant_id = x.tenant_id and c.id = x.community_id)`);
    same('rows of deleted communities', table, left!.count, 0);
  }
  for (const row of await rows(sql<{ community_id: string; person_id: string; gone: boolean }>`select community_id, person_id, gone_at is not null as gone from memberships`)) {
    same('whether a member is still in the organisation', `${row.person_id} in ${row.community_id}`, !row.gone, world.isEmployed(row.person_id));
  }
  const vacant = new Set<string>();
  for (const row of await rows(sql<{ id: string; member_count: number; members: number; coordinators: number }>`
    select c.id, c.member_count, count(m.person_id)::int as members, count(m.person_id) filter (where m.part = 'coordinator' and m.gone_at is null)::int as coordinators
    from communities c left join memberships m on m.tenant_id = c.tenant_id and m.community_id = c.id group by c.id, c.member_count`)) {
    same('number of members', row.id, row.member_count, row.members);
    if (row.coordinators === 0) vacant.add(row.id);
  }
  const [lead] = world.sandbox.tenant.programmeLeads ?? [];
  if (lead && world.isEmployed(lead)) {
    const { items } = (await world.ask(listVacantCommunities, { as: lead })).body;
    const open = new Set((await rows(sql<{ id: string }>`select id from communities where closed_at is null`)).map(({ id }) => id));
    for (const each of items) same('a community without a coordinator', each.id, vacant.has(each.id), true);
    if (items.length < 100) for (const id of vacant) if (open.has(id)) same('a community without a coordinator, shown to programme leads', id, items.some((each) => each.id === id), true);
  }
}

/** The programme lead's list of broken ties is all of them. */
async function compareBroken(world: YearWorld, ties: readonly KnownTie[], same: Same): Promise<void> {
  const [lead] = world.sandbox.tenant.programmeLeads ?? [];
  if (!lead || !world.isEmployed(lead)) return;
  const listed: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body }: { body: { items: { tie: { id: string } }[]; next: string | null } } = await world.ask(listBrokenTies, { as: lead, query: { limit: 100, ...(cursor ? { cursor } : {}) } });
    listed.push(...body.items.map(({ tie }) => tie.id));
    cursor = body.next;
  }
  same('the programme lead’s list of broken ties', 'all', listed.sort(), ties.filter(({ state }) => state === 'lost').map(({ id }) => id).sort());
}
