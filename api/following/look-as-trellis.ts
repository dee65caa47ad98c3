import type { Channel, Drive, DriveItem } from '@microsoft/microsoft-graph-types';
import { sql } from 'kysely';
import { isGraphFailure } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import type { Services } from '../platform/services.ts';
import { fileSeen } from '../practice/file-seen.ts';
import { libraryStore } from '../practice/library-store.ts';
import type { GraphItem } from '../practice/practice.ts';
import { sightsStore } from '../practice/sights-store.ts';
import { folderNames } from '../ties/check-ties.ts';
import { hasOwnMembers, isOpenToAll } from '../ties/shown-tie.ts';
import type { TieSeen } from '../ties/ties.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { tiesStore } from '../ties/ties-store.ts';
import { dueAgain, type Following, libraryNameEveryMs, sameLookMs } from './following.ts';
import { followingsStore } from './followings-store.ts';

const patience = { deadlineMs: 60_000, priority: 'bulk' } as const;

/** What is to be noted of a look. */
export interface Looked { lookedAt?: Date; deltaLink?: string | null }

/**
 * Looks at something that is followed, as Trellis itself, and stores what it shows of the ties to it.
 * @param told whether Microsoft 365 told of a change; a look by turns at channels is the one at their team
 * @returns what the caller notes of the following, with whatever else it notes
 * @throws GraphError
 */
export async function lookAt(services: Services, session: GraphSession, tenantId: string, following: Following, told: boolean): Promise<Looked> {
  const lookedAt = services.clock();
  if (!told && following.subject === 'channels' && await seenWithTeam(services, tenantId, following)) return {};
  if (following.subject === 'library') return { lookedAt, deltaLink: await lookAtLibrary(services, session, tenantId, following) };
  if (following.subject === 'members') await lookAtMembers(services, session, tenantId, following.groupId);
  else await lookAtTeam(services, session, tenantId, following.groupId);
  return { lookedAt };
}

/** Whether the team was looked at since the channels were, and just now. */
async function seenWithTeam({ database, clock }: Services, tenantId: string, { groupId, lookedAt }: Following): Promise<boolean> {
  const team = await database.inTenant(tenantId, (trx) => followingsStore.find(trx, tenantId, 'team', groupId));
  return !!team?.lookedAt && clock().getTime() - team.lookedAt.getTime() < sameLookMs && (!lookedAt || lookedAt < team.lookedAt);
}

/** Microsoft 365 said that a team was deleted, and everything in it with it. It may be restored for thirty days. */
export async function noteTeamDeleted(services: Services, tenantId: string, groupId: string): Promise<void> {
  await observe(services, tenantId, groupId, (ties) => new Map(ties.map((tie) => [tie.id, { state: 'lost', reason: 'deleted' }])));
  await services.database.inTenant(tenantId, (trx) => followingsStore.noteGone(trx, tenantId, groupId, dueAgain('gone', services.clock())));
}

const archived = { state: 'archived', reason: 'archived' } as const;
const sound = { state: 'sound', reason: null } as const;

async function lookAtTeam(services: Services, session: GraphSession, tenantId: string, groupId: string): Promise<void> {
  const looked = await session.batch([
    graphCall('getTeam', { params: { teamId: groupId } }), graphCall('listChannels', { params: { teamId: groupId }, query: { $select: ['id', 'displayName', 'webUrl', 'membershipType', 'isArchived'] } }),
  ], patience);
  const [team, channels] = demandAnswers(looked);
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

/** Who is no longer in the team sees what it showed them no longer: what was kept for them is thrown away. */
async function lookAtMembers(services: Services, session: GraphSession, tenantId: string, groupId: string): Promise<void> {
  const members = await session.list('listTeamMembers', { params: { teamId: groupId } }, { ...patience, limit: 25_000 });
  const ids = members.flatMap((member) => ('userId' in member && typeof member.userId === 'string' ? [member.userId] : []));
  await services.database.inTenant(tenantId, async (trx) => {
    await sql`
      delete from community_happenings h where h.tenant_id = ${tenantId} and h.person_id <> all (${ids}::uuid[])
        and h.community_id in (select t.community_id from ties t where t.tenant_id = ${tenantId} and t.group_id = ${groupId})`.execute(trx);
    const ties = await tiesStore.listOfGroup(trx, tenantId, groupId);
    await sightsStore.forgetOthers(trx, tenantId, ties.flatMap(({ target }) => ('driveId' in target ? [target.driveId] : [])), ids);
  });
}

/**
 * What changed in a library since the last look: its tied folders are followed by id, wherever they were moved.
 * @returns the link to go on from
 */
async function lookAtLibrary(services: Services, session: GraphSession, tenantId: string, following: Following): Promise<string | null> {
  const { graphId: driveId, groupId, deltaLink } = following;
  const ofDrive = (tie: Tie) => (tie.target.kind === 'library' || tie.target.kind === 'folder') && tie.target.driveId === driveId;
  const tiedFolders = async () => {
    const ties = await services.database.inTenant(tenantId, (trx) => tiesStore.listOfGroup(trx, tenantId, groupId));
    return [...new Set(ties.filter(ofDrive).flatMap(({ target }) => (target.kind === 'folder' ? [target.itemId] : [])))];
  };
  const period = (at: Date) => Math.floor(at.getTime() / libraryNameEveryMs);
  const named = deltaLink === null || !following.lookedAt || period(following.lookedAt) !== period(services.clock());
  let drive: Drive | null = null;
  let changes: Awaited<ReturnType<typeof changesSince>>;
  const folders = new Map<string, Outcome<DriveItem>>();
  try {
    changes = await changesSince(session, driveId, deltaLink);
    // Delta tells neither paths nor what lies in a folder that was renamed or moved, so all tied ones are asked for.
    const asked = named || changes.ofFolders ? await tiedFolders() : [];
    const calls = [...(named ? [graphCall('getDrive', { params: { driveId } })] : []), ...asked.map((itemId) => graphCall('getDriveItem', { params: { driveId, itemId } }))] as GraphCall[];
    const answers = [...demandAnswers(calls.length > 0 ? await session.batch(calls, patience) : [])];
    if (named) drive = valueOf(answers.shift() as Outcome<Drive>);
    for (const [index, itemId] of asked.entries()) folders.set(itemId, answers[index] as Outcome<DriveItem>);
  } catch (error) {
    if (isGraphFailure(error, 'not-found')) await observe(services, tenantId, groupId, (current) => new Map(current.filter(ofDrive).map((tie) => [tie.id, { state: 'lost', reason: 'deleted' }])));
    throw error;
  }
  await observe(services, tenantId, groupId, (current) => {
    const seen = new Map<string, TieSeen>();
    for (const tie of current.filter(ofDrive)) {
      if (tie.target.kind === 'library') seen.set(tie.id, { ...sound, ...(drive?.name ? { name: drive.name } : {}), webUrl: drive?.webUrl ?? tie.webUrl });
      const outcome = tie.target.kind === 'folder' ? folders.get(tie.target.itemId) : undefined;
      if (outcome?.ok) seen.set(tie.id, { ...sound, ...folderNames(outcome.value, drive?.name ?? tie.location?.split(' / ')[0] ?? '') });
      else if (outcome && isGraphFailure(outcome.error, 'not-found', 'gone')) seen.set(tie.id, { state: 'lost', reason: 'deleted' });
    }
    return seen;
  });
  if (changes.files.length > 0) {
    await services.database.inTenant(tenantId, async (trx) => {
      await libraryStore.observe(trx, tenantId, changes.files.flatMap((file) => fileSeen(driveId, file) ?? []));
      await libraryStore.noteGone(trx, tenantId, driveId, changes.files.flatMap(({ id, deleted }) => (id && deleted ? [id] : [])), services.clock());
    });
  }
  return changes.link;
}

/** The answers, unless one of them is trouble that passes: what Graph would not say just now must not count as looked at. */
function demandAnswers<O extends readonly Outcome<unknown>[]>(outcomes: O): O {
  for (const outcome of outcomes) if (!outcome.ok && outcome.error.passing) throw outcome.error;
  return outcomes;
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw outcome.error;
}

/**
 * Whether any folder changed since a delta link, what changed beside, and the link to go on from; the work grows with the
 * change, not with the library. Without a link, or when Graph takes it no more (410: start over), folders
 * count as changed and the library is followed from now on.
 */
async function changesSince(session: GraphSession, driveId: string, deltaLink: string | null): Promise<{ ofFolders: boolean; files: GraphItem[]; link: string | null }> {
  if (deltaLink !== null) {
    try {
      let ofFolders = false;
      // The last word on an item holds.
      const files = new Map<string, GraphItem>();
      let link: string | null = null;
      for await (const page of session.pages('listDriveItems', { link: deltaLink }, patience)) {
        ofFolders ||= page.items.some(({ folder, file, deleted }) => folder || (deleted && !file));
        for (const item of page.items) if (item.id && !item.folder) files.set(item.id, item as GraphItem);
        link = page.deltaLink;
      }
      return { ofFolders, files: [...files.values()], link };
    } catch (error) {
      if (!isGraphFailure(error, 'gone', 'bad-request')) throw error;
    }
  }
  let link: string | null = null;
  for await (const page of session.pages('listDriveItems', { params: { driveId }, query: { token: 'latest' } }, patience)) link = page.deltaLink;
  return { ofFolders: true, files: [], link };
}

/** Reads the ties of a group afresh and stores what is seen of them now, in one transaction. */
async function observe(services: Services, tenantId: string, groupId: string, of: (ties: readonly Tie[]) => ReadonlyMap<string, TieSeen>): Promise<void> {
  const now = services.clock();
  await services.database.inTenant(tenantId, async (trx) => tiesStore.observe(trx, tenantId, of(await tiesStore.listOfGroup(trx, tenantId, groupId)), now));
}
