import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Calling } from './members-contract.ts';
import type { Part } from './membership-contract.ts';

/** Who is in which community. The community's own count changes in the same transaction. */
export const membershipStore = {
  /** Adds people with their part; those who are in already keep theirs. Gives how many were added. */
  async add(trx: TenantTransaction, tenantId: string, communityId: string, people: readonly { personId: string; part: Part }[], now: Date): Promise<number> {
    if (people.length === 0) return 0;
    const added = await trx.insertInto('memberships')
      .values(people.map(({ personId, part }) => ({ tenant_id: tenantId, community_id: communityId, person_id: personId, part, joined_at: now })))
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'person_id']).doNothing())
      .returning('person_id').execute();
    if (added.length > 0) await changeCount(trx, tenantId, communityId, added.length);
    return added.length;
  },

  /** Takes a person out; false when they were not in. */
  async remove(trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<boolean> {
    const removed = await trx.deleteFrom('memberships')
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId)
      .returning('person_id').executeTakeFirst();
    if (removed) await changeCount(trx, tenantId, communityId, -1);
    return removed !== undefined;
  },

  /** The person's part, or null for one who is not in it. */
  /** The person's part in each of these communities that they are in. */
  async partsIn(trx: TenantTransaction, tenantId: string, personId: string, communityIds: readonly string[]): Promise<Map<string, Part>> {
    if (communityIds.length === 0) return new Map();
    const rows = await trx.selectFrom('memberships').select(['community_id', 'part']).where('tenant_id', '=', tenantId).where('person_id', '=', personId).where('community_id', 'in', communityIds).execute();
    return new Map(rows.map((row) => [row.community_id, row.part as Part]));
  },

  async partOf(trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<Part | null> {
    const row = await trx.selectFrom('memberships').select('part')
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).executeTakeFirst();
    return (row?.part as Part | undefined) ?? null;
  },

  /** The communities that a person is in. */
  async communitiesOf(trx: TenantTransaction, tenantId: string, personId: string): Promise<string[]> {
    const rows = await trx.selectFrom('memberships').select('community_id').where('tenant_id', '=', tenantId).where('person_id', '=', personId).orderBy('community_id').execute();
    return rows.map((row) => row.community_id);
  },

  /** The person's level, what they are known as, and whether their account is closed; null for one who is not in it. */
  async find(trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<{ part: Part; knownAs: Calling[]; gone: boolean } | null> {
    const row = await trx.selectFrom('memberships').select(['part', 'known_as', 'gone_at'])
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).executeTakeFirst();
    return row ? { part: row.part as Part, knownAs: row.known_as as Calling[], gone: row.gone_at !== null } : null;
  },

  async setPart(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, part: Part): Promise<void> {
    await trx.updateTable('memberships').set({ part }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).execute();
  },

  /** What the member says of themselves. */
  async describe(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, words: { offers?: string[]; seeks?: string[]; hosts?: boolean; pairs?: boolean; knownAs: Calling[] }): Promise<void> {
    const { offers, seeks, hosts, pairs, knownAs } = words;
    await trx.updateTable('memberships').set({ known_as: knownAs, ...(offers && { offers }), ...(seeks && { seeks }), ...(hosts !== undefined && { hosts }), ...(pairs !== undefined && { pairs }) })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).execute();
  },

  /** How many coordinators there are who are here; the community's row is held until the transaction ends, so that two cannot leave at once. */
  async countCoordinatorsHolding(trx: TenantTransaction, tenantId: string, communityId: string): Promise<number> {
    await trx.selectFrom('communities').select('id').where('tenant_id', '=', tenantId).where('id', '=', communityId).forNoKeyUpdate().executeTakeFirst();
    const { count } = await trx.selectFrom('memberships').select(sql<number>`count(*)::int`.as('count'))
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('part', '=', 'coordinator').where('gone_at', 'is', null).executeTakeFirstOrThrow();
    return count;
  },

  /** Members now, or undefined when there is no such community. */
  async countMembers(trx: TenantTransaction, tenantId: string, communityId: string): Promise<number | undefined> {
    const row = await trx.selectFrom('communities').select('member_count').where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirst();
    return row?.member_count;
  },
};

async function changeCount(trx: TenantTransaction, tenantId: string, communityId: string, by: number): Promise<void> {
  await trx.updateTable('communities').set({ member_count: sql`member_count + ${by}` }).where('tenant_id', '=', tenantId).where('id', '=', communityId).execute();
}
