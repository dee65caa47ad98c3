import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import { changesOf, type FoundTie, graphIdOf, itemIdOf, type TieChange, partOf, type TieSeen, toTarget } from './ties.ts';
import type { CalendarPart, Tie, TieKind, TieTarget } from './ties-contract.ts';

export interface By { personId: string; now: Date }

/** A row of `ties`, with instants as the database or JSON gives them. */
export interface TieRow {
  id: string; kind: string; group_id: string; graph_id: string; item_id: string; name: string; location: string | null; web_url: string | null;
  state: string; state_reason: string | null; state_since: string | Date; is_home: boolean; open_to_all: boolean; own_members: boolean; part: object | null;
}

export const tieColumns = ['id', 'kind', 'group_id', 'graph_id', 'item_id', 'name', 'location', 'web_url', 'state', 'state_reason', 'state_since', 'is_home', 'open_to_all', 'own_members', 'part'] as const;

const kindOrder = sql`array_position(array['team', 'channel', 'library', 'folder', 'calendar'], kind)`;

export function toTie(row: TieRow): Tie {
  const kind = row.kind as TieKind;
  return {
    id: row.id, kind, target: toTarget(kind, row.group_id, row.graph_id, row.item_id, row.part as CalendarPart | null), name: row.name, location: row.location, webUrl: row.web_url,
    state: row.state as Tie['state'], stateReason: row.state_reason as Tie['stateReason'], stateSince: new Date(row.state_since).toISOString(), isHome: row.is_home,
  };
}

/**
 * What communities are tied to, and what became of it. Untying, or losing a community, changes
 * nothing in Microsoft 365. Who changes a community's ties holds its row meanwhile (`communityStore.hold`), so that
 * two at once do not both make a home.
 */
export const tiesStore = {
  async list(trx: TenantTransaction, tenantId: string, communityId: string): Promise<Tie[]> {
    const rows = await trx.selectFrom('ties').select(tieColumns).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).orderBy('tied_at').orderBy(kindOrder).orderBy('id').execute();
    return rows.map(toTie);
  },

  /** The ties of all communities to a group and what is in it. */
  async listOfGroup(trx: TenantTransaction, tenantId: string, groupId: string): Promise<Tie[]> {
    const rows = await trx.selectFrom('ties').select(tieColumns).where('tenant_id', '=', tenantId).where('group_id', '=', groupId).orderBy('id').execute();
    return rows.map(toTie);
  },

  /** Of these libraries, those of which a tie is not sound, to the library or to a folder in it. */
  async librariesInTrouble(trx: TenantTransaction, tenantId: string, driveIds: readonly string[]): Promise<Set<string>> {
    if (driveIds.length === 0) return new Set();
    const rows = await trx.selectFrom('ties').select('graph_id').distinct().where('tenant_id', '=', tenantId).where('kind', 'in', ['library', 'folder']).where('graph_id', 'in', [...driveIds]).where('state', '<>', 'sound').execute();
    return new Set(rows.map(({ graph_id: driveId }) => driveId));
  },

  /** Ties a community to what was found; what it is tied to already stays. The first of each kind is its home. */
  async add(trx: TenantTransaction, tenantId: string, communityId: string, found: readonly FoundTie[], by: By): Promise<void> {
    if (found.length === 0) return;
    const before = await this.list(trx, tenantId, communityId);
    const homes = new Set(before.filter((tie) => tie.isHome).map((tie) => tie.kind));
    const rows = found.map(({ target, name, webUrl, location, openToAll = false, ownMembers = false }) => {
      const isHome = !homes.has(target.kind);
      homes.add(target.kind);
      return {
        tenant_id: tenantId, id: crypto.randomUUID(), community_id: communityId, ...targetColumns(target), name, location: location ?? null, web_url: webUrl,
        state: 'sound', state_reason: null, state_since: by.now, is_home: isHome, open_to_all: openToAll, own_members: ownMembers, tied_by: by.personId, tied_at: by.now,
      };
    });
    const added = await trx.insertInto('ties').values(rows)
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'kind', 'group_id', 'graph_id', 'item_id']).doNothing()).returning(tieColumns).execute();
    await remember(trx, tenantId, communityId, added.map((row) => ({ tie: toTie(row), what: 'tied', before: null })), by.personId, by.now);
  },

  async makeHome(trx: TenantTransaction, tenantId: string, communityId: string, tie: Tie, by: By): Promise<void> {
    await trx.updateTable('ties').set({ is_home: false })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('kind', '=', tie.kind).where('is_home', '=', true).execute();
    await trx.updateTable('ties').set({ is_home: true }).where('tenant_id', '=', tenantId).where('id', '=', tie.id).execute();
    await remember(trx, tenantId, communityId, [{ tie, what: 'made-home', before: null }], by.personId, by.now);
  },

  /** The same tie, now to another place of its kind. */
  async pointElsewhere(trx: TenantTransaction, tenantId: string, communityId: string, tie: Tie, found: FoundTie, by: By): Promise<void> {
    const row = await trx.updateTable('ties').set({
      ...targetColumns(found.target), name: found.name, location: found.location ?? null, web_url: found.webUrl, state: 'sound', state_reason: null, state_since: by.now, tied_by: by.personId,
      open_to_all: found.openToAll ?? false, own_members: found.ownMembers ?? false,
    }).where('tenant_id', '=', tenantId).where('id', '=', tie.id).returning(tieColumns).executeTakeFirstOrThrow();
    await remember(trx, tenantId, communityId, [{ tie: toTie(row), what: 'pointed-elsewhere', before: tie.name }], by.personId, by.now);
  },

  /** Which events of a tied calendar are the community's from now on. */
  async choosePart(trx: TenantTransaction, tenantId: string, communityId: string, tie: Tie, part: CalendarPart | undefined, by: By): Promise<Tie> {
    if (JSON.stringify(partOf(tie.target)) === JSON.stringify(part)) return tie;
    const row = await trx.updateTable('ties').set({ part: partColumn(part) }).where('tenant_id', '=', tenantId).where('id', '=', tie.id).returning(tieColumns).executeTakeFirstOrThrow();
    await remember(trx, tenantId, communityId, [{ tie, what: 'part-chosen', before: null }], by.personId, by.now);
    return toTie(row);
  },

  /** The open communities that are tied to a group's calendar, by name. */
  async communitiesOn(trx: TenantTransaction, tenantId: string, groupId: string): Promise<{ id: string; name: string }[]> {
    return trx.selectFrom('communities as c').innerJoin('ties as t', (join) => join.onRef('t.tenant_id', '=', 'c.tenant_id').onRef('t.community_id', '=', 'c.id'))
      .select(['c.id', 'c.name']).where('c.tenant_id', '=', tenantId).where('c.closed_at', 'is', null).where('t.kind', '=', 'calendar').where('t.group_id', '=', groupId)
      .orderBy('c.name').orderBy('c.id').execute();
  },

  /** Writes into a tie's history what Microsoft 365 told of what Trellis had added there. */
  async tell(trx: TenantTransaction, tenantId: string, communityId: string, tie: Tie, what: 'tab-removed' | 'app-removed', now: Date): Promise<void> {
    await remember(trx, tenantId, communityId, [{ tie, what, before: null }], null, now);
  },

  /** Drops a tie. Was it the home of its kind, the next one tied becomes it: sound ones first. */
  async drop(trx: TenantTransaction, tenantId: string, communityId: string, tie: Tie, by: By): Promise<void> {
    await trx.deleteFrom('ties').where('tenant_id', '=', tenantId).where('id', '=', tie.id).execute();
    await remember(trx, tenantId, communityId, [{ tie, what: 'dropped', before: null }], by.personId, by.now);
    if (!tie.isHome) return;
    const rest = (await this.list(trx, tenantId, communityId)).filter((each) => each.kind === tie.kind);
    const next = rest.find((each) => each.state === 'sound') ?? rest[0];
    if (next) await trx.updateTable('ties').set({ is_home: true }).where('tenant_id', '=', tenantId).where('id', '=', next.id).execute();
  },

  /**
   * Stores how Microsoft 365 shows the places of ties now, and in the history what changed. The first sight of a state dates
   * it. Most looks show nothing new: only rows that change are held and written.
   */
  async observe(trx: TenantTransaction, tenantId: string, seen: ReadonlyMap<string, TieSeen>, now: Date): Promise<void> {
    if (seen.size === 0) return;
    const known = (ids: readonly string[]) => trx.selectFrom('ties').select([...tieColumns, 'community_id']).where('tenant_id', '=', tenantId).where('id', 'in', ids).orderBy('id');
    const changing = (await known([...seen.keys()]).execute()).filter((row) => afterSight(row, seen.get(row.id)!, now)).map(({ id }) => id);
    if (changing.length === 0) return;
    for (const row of await known(changing).forUpdate().execute()) {
      const after = afterSight(row, seen.get(row.id)!, now);
      if (!after) continue;
      const { tie, changes, openToAll, ownMembers } = after;
      await trx.updateTable('ties').set({
        name: tie.name, web_url: tie.webUrl, location: tie.location, state: tie.state, state_reason: tie.stateReason, state_since: new Date(tie.stateSince), open_to_all: openToAll, own_members: ownMembers,
      }).where('tenant_id', '=', tenantId).where('id', '=', row.id).execute();
      await remember(trx, tenantId, row.community_id, changes.map((change) => ({ tie, ...change })), null, now);
    }
  },
};

/** What becomes of a tie by how its place is seen now; null when nothing does. */
function afterSight(row: TieRow, sight: TieSeen, now: Date): { tie: Tie; changes: TieChange[]; openToAll: boolean; ownMembers: boolean } | null {
  const known = toTie(row);
  // That somebody does not find it says less than what is known.
  if (known.stateReason === 'deleted' && sight.reason === 'not-there') return null;
  const changes = changesOf(known, sight);
  const webUrl = sight.webUrl === undefined ? known.webUrl : sight.webUrl;
  const location = sight.location === undefined ? known.location : sight.location;
  // A new name is shown to all only when the place is known to be open with it.
  const openToAll = sight.openToAll ?? (row.open_to_all && !changes.some(({ what }) => what === 'renamed'));
  const ownMembers = sight.ownMembers ?? row.own_members;
  if (changes.length === 0 && openToAll === row.open_to_all && ownMembers === row.own_members && webUrl === known.webUrl && location === known.location && sight.reason === known.stateReason) return null;
  const tie: Tie = {
    ...known, name: sight.state === 'lost' ? known.name : sight.name ?? known.name, webUrl, location, state: sight.state, stateReason: sight.reason,
    stateSince: sight.state === known.state ? known.stateSince : now.toISOString(),
  };
  return { tie, changes, openToAll, ownMembers };
}

const partColumn = (part: CalendarPart | undefined) => (part ? JSON.stringify(part) : null);
const targetColumns = (target: TieTarget) => ({ kind: target.kind, group_id: target.groupId, graph_id: graphIdOf(target), item_id: itemIdOf(target), part: partColumn(partOf(target)) });

/** Writes what became of ties into their history. */
async function remember(
  trx: TenantTransaction, tenantId: string, communityId: string, changes: readonly ({ tie: Pick<Tie, 'id' | 'kind' | 'name'> } & TieChange)[], personId: string | null, now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  await trx.insertInto('tie_history').values(changes.map(({ tie, what, before }) => ({
    tenant_id: tenantId, community_id: communityId, tie_id: tie.id, kind: tie.kind, what, name: tie.name, before, person_id: personId, at: now,
  }))).execute();
}
