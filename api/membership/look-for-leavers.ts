import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { communityStore } from '../communities/community-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { isGraphFailure } from '../platform/graph/graph-error.ts';
import { startRounds } from '../platform/jobs/rounds.ts';
import type { Services } from '../platform/services.ts';
import { membershipStore } from './membership-store.ts';
import { haveTold } from './tell-member.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    'look-for-leavers': { tenantId: string };
  }
}

const everySeconds = 15 * 60;
/** After a start others come first. */
const firstAfterSeconds = 5 * 60;
/** So long a deleted person can be restored in the directory; then their memberships end. */
const keptForMs = 30 * 86_400_000;

/** Looks every quarter of an hour at what changed in the directory: one request, most of the time. */
export async function startLookingForLeavers(services: Services): Promise<void> {
  await startRounds(services, 'look-for-leavers', { firstAfterSeconds, everySeconds }, () => lookForLeavers(services, services.settings.tenantId));
}

/** What a look shows of people: whether their account is there and open. `whole`: whoever is not in it is not there. */
interface Seen { here: Set<string>; gone: Set<string>; whole: boolean; link: string | null }

/**
 * Notes whose account was closed or deleted, and who is back; asks core groups that lost their last coordinator; and ends
 * what belonged to those who did not come back. @throws GraphError
 */
export async function lookForLeavers(services: Services, tenantId: string): Promise<void> {
  const { database, clock } = services;
  const known = await database.inTenant(tenantId, (trx) => trx.selectFrom('directory_rounds').select('delta_link').where('tenant_id', '=', tenantId).executeTakeFirst());
  const seen = await readChanges(services, tenantId, known?.delta_link ?? null);
  const now = clock();
  await database.inTenant(tenantId, async (trx) => {
    const lost = await noteSeen(trx, tenantId, seen, now);
    if (seen.link) {
      await trx.insertInto('directory_rounds').values({ tenant_id: tenantId, delta_link: seen.link, looked_at: now })
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ delta_link: seen.link!, looked_at: now })).execute();
    }
    await askCoreGroups(services, trx, tenantId, lost);
  });
  await endOldMemberships(services, tenantId, now);
}

async function readChanges({ graph }: Services, tenantId: string, link: string | null): Promise<Seen> {
  const seen: Seen = { here: new Set(), gone: new Set(), whole: link === null, link: null };
  try {
    for await (const page of graph.asApp(tenantId).pages('listUserChanges', link === null ? {} : { link }, { priority: 'bulk', deadlineMs: 60_000 })) {
      for (const user of page.items) {
        if (!user.id || (user.accountEnabled === undefined && !user['@removed'])) continue;
        const isHere = !user['@removed'] && user.accountEnabled !== false;
        (isHere ? seen.here : seen.gone).add(user.id.toLowerCase());
        (isHere ? seen.gone : seen.here).delete(user.id.toLowerCase());
      }
      seen.link = page.deltaLink ?? seen.link;
    }
    return seen;
  } catch (error) {
    // The place where it ended is too old, or is none here: all people once more.
    if (link !== null && isGraphFailure(error, 'gone', 'bad-request')) return readChanges({ graph } as Services, tenantId, null);
    throw error;
  }
}

/** @returns communities that have lost a coordinator */
async function noteSeen(trx: TenantTransaction, tenantId: string, { here, gone, whole, link }: Seen, now: Date): Promise<string[]> {
  const ids = [...here];
  // A list that did not come to its end, or is empty, says nothing of those who are not in it.
  const missing = whole && link !== null && ids.length > 0 ? sql`or not person_id = any (${ids}::uuid[])` : sql``;
  await sql`update memberships set gone_at = null where tenant_id = ${tenantId} and gone_at is not null and person_id = any (${ids}::uuid[])`.execute(trx);
  const { rows } = await sql<{ community_id: string; part: string }>`
    update memberships set gone_at = ${now} where tenant_id = ${tenantId} and gone_at is null and (person_id = any (${[...gone]}::uuid[]) ${missing}) returning community_id, part`.execute(trx);
  return [...new Set(rows.filter(({ part }) => part === 'coordinator').map((row) => row.community_id))];
}

/** Of these communities, those that are open and have no coordinator any more ask their core group. */
export async function askCoreGroups(services: Pick<Services, 'clock' | 'jobs'>, trx: TenantTransaction, tenantId: string, led: readonly string[]): Promise<void> {
  if (led.length === 0) return;
  const { rows: vacant } = await sql<{ id: string }>`
    select c.id from communities c where c.tenant_id = ${tenantId} and c.id = any (${[...led]}::uuid[]) and c.closed_at is null
      and not exists (select from memberships m where m.tenant_id = c.tenant_id and m.community_id = c.id and m.part = 'coordinator' and m.gone_at is null)`.execute(trx);
  for (const { id } of vacant) await askCoreGroup(services, trx, tenantId, id);
}

/** Everybody in the core group who is here is asked once who will coordinate. */
async function askCoreGroup(services: Pick<Services, 'clock' | 'jobs'>, trx: TenantTransaction, tenantId: string, communityId: string): Promise<void> {
  const core = await trx.selectFrom('memberships').select('person_id').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('part', '=', 'core').where('gone_at', 'is', null).execute();
  for (const { person_id: personId } of core) {
    const row = await trx.insertInto('succession_asks').values({ tenant_id: tenantId, id: randomUUID(), community_id: communityId, person_id: personId, asked_at: services.clock() })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'person_id']).doNothing()).returning('id').executeTakeFirst();
    if (row) await haveTold(services, trx, { tenantId, what: 'succession', id: row.id });
  }
}

async function endOldMemberships({ database }: Services, tenantId: string, now: Date): Promise<void> {
  const old = await database.inTenant(tenantId, (trx) => trx.selectFrom('memberships').select(['community_id', 'person_id']).where('tenant_id', '=', tenantId).where('gone_at', '<', new Date(now.getTime() - keptForMs)).limit(1_000).execute());
  for (const { community_id: communityId, person_id: personId } of old) {
    await database.inTenant(tenantId, async (trx) => {
      await communityStore.hold(trx, tenantId, communityId);
      await membershipStore.remove(trx, tenantId, communityId, personId);
    });
  }
}
