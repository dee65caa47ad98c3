import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { IssueCare } from './charter-contract.ts';

/** Where a link leads, without a name: what it is called is for those to see who may see it (docs/decisions/0001). */
export interface Linked {
  id: string; issueId: string;
  /** A `link` is a practice item that leads out of Microsoft 365. */
  kind: 'file' | 'activity' | 'link';
  /** The file's library, or the group whose calendar has the activity; empty for a link. */
  placeId: string;
  /** The file, the activity, or the practice item. */
  graphId: string;
  /** Of an activity: when it begins, by which the calendar is asked for it. */
  startsAt: Date | null;
}

/** Most names that a key issue shows. */
const shownNames = 8;

/** How long a link that was taken away can be brought back. */
const keptForMs = 86_400_000;

/** Who cares about a community's key issues, and what is linked to them. A membership that ends takes its person's caring with it (a foreign key). */
export const issuesStore = {
  async care(trx: TenantTransaction, tenantId: string, communityId: string, issueId: string, personId: string, now: Date): Promise<void> {
    await trx.insertInto('key_issue_carers').values({ tenant_id: tenantId, community_id: communityId, issue_id: issueId, person_id: personId, since: now })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'issue_id', 'person_id']).doNothing()).execute();
  },

  async stopCaring(trx: TenantTransaction, tenantId: string, communityId: string, issueId: string, personId: string): Promise<void> {
    await trx.deleteFrom('key_issue_carers').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('issue_id', '=', issueId).where('person_id', '=', personId).execute();
  },

  /** Of these issues: who cares, as this person is shown it, and how much is linked. */
  async listCare(trx: TenantTransaction, tenantId: string, communityId: string, issueIds: readonly string[], personId: string): Promise<IssueCare[]> {
    const { rows } = await sql<{ issue_id: string; caring: IssueCare['caring']; count: number; mine: boolean; links: number }>`
      select i.issue_id,
        (select coalesce(json_agg(json_build_object('id', x.person_id, 'displayName', x.name)), '[]') from (
           select k.person_id, coalesce(p.display_name, '') as name from key_issue_carers k left join people p on p.tenant_id = k.tenant_id and p.id = k.person_id
           where k.tenant_id = ${tenantId} and k.community_id = ${communityId} and k.issue_id = i.issue_id order by lower(coalesce(p.display_name, '')), k.person_id limit ${shownNames}) x) as caring,
        (select count(*)::int from key_issue_carers k where k.tenant_id = ${tenantId} and k.community_id = ${communityId} and k.issue_id = i.issue_id) as count,
        exists (select from key_issue_carers k where k.tenant_id = ${tenantId} and k.community_id = ${communityId} and k.issue_id = i.issue_id and k.person_id = ${personId}) as mine,
        (select count(*)::int from key_issue_links l where l.tenant_id = ${tenantId} and l.community_id = ${communityId} and l.issue_id = i.issue_id and l.removed_at is null) as links
      from unnest(${sql.val(issueIds)}::uuid[]) with ordinality i (issue_id, place) order by i.place`.execute(trx);
    return rows.map((row) => ({ issueId: row.issue_id, caring: row.caring, caringCount: row.count, iCare: row.mine, linkCount: row.links }));
  },

  /** Links of these issues, the latest first. */
  async listLinks(trx: TenantTransaction, tenantId: string, communityId: string, issueIds: readonly string[]): Promise<Linked[]> {
    if (issueIds.length === 0) return [];
    const rows = await trx.selectFrom('key_issue_links').selectAll().where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('issue_id', 'in', issueIds).where('removed_at', 'is', null)
      .orderBy('linked_at', 'desc').orderBy('id').execute();
    return rows.map((row) => ({ id: row.id, issueId: row.issue_id, kind: row.kind, placeId: row.place_id, graphId: row.graph_id, startsAt: row.starts_at }));
  },

  /** Names and addresses of practice items that lead out of Microsoft 365; those taken out of the library are left out. */
  async listAddresses(trx: TenantTransaction, tenantId: string, itemIds: readonly string[]): Promise<Map<string, { kind: 'link'; name: string; webUrl: string | null; startsAt: null; allDay: false }>> {
    if (itemIds.length === 0) return new Map();
    const rows = await trx.selectFrom('practice_items').select(['id', 'title', 'web_url']).where('tenant_id', '=', tenantId).where('id', 'in', itemIds).where('removed_at', 'is', null).execute();
    return new Map(rows.map((row) => [row.id, { kind: 'link', name: row.title, webUrl: row.web_url, startsAt: null, allDay: false }]));
  },

  /** Adds a link; the same place and thing again is the link that is there. @returns its id */
  async link(trx: TenantTransaction, tenantId: string, communityId: string, link: Omit<Linked, 'id'>, by: { personId: string; now: Date }): Promise<string> {
    const row = await trx.insertInto('key_issue_links').values({
      tenant_id: tenantId, id: crypto.randomUUID(), community_id: communityId, issue_id: link.issueId, kind: link.kind, place_id: link.placeId, graph_id: link.graphId, starts_at: link.startsAt,
      linked_by: by.personId, linked_at: by.now,
    }).onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'issue_id', 'kind', 'place_id', 'graph_id']).doUpdateSet({ starts_at: link.startsAt, removed_at: null })).returning('id').executeTakeFirstOrThrow();
    return row.id;
  },

  /** Takes a link away; it can be brought back for a day. What was taken away before that is forgotten. */
  async unlink(trx: TenantTransaction, tenantId: string, communityId: string, issueId: string, linkId: string, now: Date): Promise<void> {
    await trx.deleteFrom('key_issue_links').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('removed_at', '<', new Date(now.getTime() - keptForMs)).execute();
    await trx.updateTable('key_issue_links').set({ removed_at: now }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('issue_id', '=', issueId).where('id', '=', linkId).where('removed_at', 'is', null).execute();
  },

  /** Brings a link back; false when it is not known any more. */
  async relink(trx: TenantTransaction, tenantId: string, communityId: string, issueId: string, linkId: string): Promise<boolean> {
    const row = await trx.updateTable('key_issue_links').set({ removed_at: null }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('issue_id', '=', issueId).where('id', '=', linkId).returning('id').executeTakeFirst();
    return row !== undefined;
  },
};
