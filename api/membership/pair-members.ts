import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { communityStore } from '../communities/community-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { ConflictError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import { startRounds } from '../platform/jobs/rounds.ts';
import type { Services } from '../platform/services.ts';
import { membershipStore } from './membership-store.ts';
import { makeRound } from './pairing.ts';
import { canBeTakenBack } from './take-back.ts';
import { haveAllTold, haveTold } from './tell-member.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    'pair-members': { tenantId: string };
  }
}

const everySeconds = 3_600;
const dayMs = 86_400_000;
/** Members of pairs that one statement notes. */
const atOnce = 1_000;
/** From the first who wishes it until the first round: others may join in. */
const gatherMs = 3 * dayMs;

/** Looks every hour which communities are due for a round. */
export async function startPairing(services: Services): Promise<void> {
  await startRounds(services, 'pair-members', { firstAfterSeconds: 60, everySeconds }, async () => { await pairMembers(services, services.settings.tenantId); });
}

/** Somebody wishes to be paired: there will be a round. The community is held. */
export async function wishPairing({ clock }: Pick<Services, 'clock'>, trx: TenantTransaction, tenantId: string, communityId: string): Promise<void> {
  await trx.insertInto('pairings').values({ tenant_id: tenantId, community_id: communityId, next_at: new Date(clock().getTime() + gatherMs) })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id']).doNothing()).execute();
}

/** Every round that is due, each in a transaction of its own: run again, it finds nothing due. */
export async function pairMembers(services: Services, tenantId: string): Promise<void> {
  const { database, clock } = services;
  const due = await database.inTenant(tenantId, (trx) => trx.selectFrom('pairings as g').innerJoin('communities as c', (join) => join.onRef('c.tenant_id', '=', 'g.tenant_id').onRef('c.id', '=', 'g.community_id'))
    .select('c.id').where('g.tenant_id', '=', tenantId).where('g.next_at', '<=', clock()).where('c.closed_at', 'is', null).orderBy('g.next_at').limit(200).execute());
  for (const { id } of due) await database.inTenant(tenantId, (trx) => pairOne(services, trx, tenantId, id));
}

async function pairOne(services: Services, trx: TenantTransaction, tenantId: string, communityId: string): Promise<void> {
  const now = services.clock();
  await communityStore.holdOpen(trx, tenantId, communityId);
  const { rows: [taken] } = await sql`update pairings set next_at = ${now}::timestamptz + every_weeks * interval '7 days' where tenant_id = ${tenantId} and community_id = ${communityId} and next_at <= ${now} returning community_id`.execute(trx);
  if (!taken) return;
  const people = await trx.selectFrom('memberships as m').leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .select(['m.person_id as id', 'm.waited', 'p.time_zone as timeZone']).where('m.tenant_id', '=', tenantId).where('m.community_id', '=', communityId).where('m.pairs', '=', true).where('m.gone_at', 'is', null).execute();
  // A pair of which somebody had no time did not meet.
  const { rows: earlier } = await sql<{ one: string; other: string; times: number }>`
    select a.person_id as one, b.person_id as other, count(*)::int as times from pair_members a join pair_members b on b.tenant_id = a.tenant_id and b.pair_id = a.pair_id and b.person_id > a.person_id
    where a.tenant_id = ${tenantId} and a.community_id = ${communityId} and not a.skipped and not b.skipped group by 1, 2`.execute(trx);
  const times = new Map(earlier.map((row) => [`${row.one}/${row.other}`, row.times]));
  const { groups, waiting } = makeRound(people, (a, b) => times.get(a < b ? `${a}/${b}` : `${b}/${a}`) ?? 0, now);
  await trx.updateTable('memberships').set({ waited: sql<boolean>`person_id = any (${waiting}::uuid[])` }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('pairs', '=', true).execute();
  const members = groups.flatMap((group) => {
    const pairId = randomUUID();
    return group.map((personId) => ({ tenant_id: tenantId, id: randomUUID(), pair_id: pairId, community_id: communityId, person_id: personId, at: now }));
  });
  for (let from = 0; from < members.length; from += atOnce) {
    const some = members.slice(from, from + atOnce);
    await trx.insertInto('pair_members').values(some).execute();
    await haveAllTold(services, trx, some.map(({ id }) => ({ tenantId, what: 'pair', id })));
  }
}

/** The other hears that a round is skipped after so long: what is taken back at once is not told. */
const tellAfterSeconds = 60;

/**
 * Not this time: nobody hears who or why, only that this round is skipped; a trio goes on as two. Whoever is left comes
 * first in the next round. Twice changes nothing. @throws NotFoundError, CommunityClosedError
 */
export async function skipPair(services: Pick<Services, 'database' | 'clock' | 'jobs'>, { tenantId, personId }: { tenantId: string; personId: string }, pairId: string, communityId?: string): Promise<void> {
  await services.database.inTenant(tenantId, async (trx) => {
    const found = await holdPair(trx, { tenantId, personId }, pairId, communityId);
    const changed = await trx.updateTable('pair_members').set({ skipped: true, skipped_at: services.clock() }).where('tenant_id', '=', tenantId).where('pair_id', '=', pairId).where('person_id', '=', personId).where('skipped', '=', false).returning('id').executeTakeFirst();
    if (!changed) return;
    const [left, ...more] = await goingOn(trx, tenantId, pairId);
    if (!left || more.length > 0) return;
    await setWaited(trx, tenantId, found.community_id, left.person_id, true);
    await haveTold(services, trx, { tenantId, what: 'pair', id: left.id }, tellAfterSeconds);
  });
}

/** Takes within ten minutes back that one skipped; an other who heard of it already hears of this, too. Twice changes nothing. @throws NotFoundError, CommunityClosedError, ConflictError */
export async function unskipPair(services: Pick<Services, 'database' | 'clock' | 'jobs'>, { tenantId, personId }: { tenantId: string; personId: string }, pairId: string, communityId?: string): Promise<void> {
  await services.database.inTenant(tenantId, async (trx) => {
    const found = await holdPair(trx, { tenantId, personId }, pairId, communityId);
    if (!found.skipped) return;
    // A next round has come meanwhile.
    const later = await trx.selectFrom('pair_members').select('id').where('tenant_id', '=', tenantId).where('community_id', '=', found.community_id).where('at', '>', found.at).limit(1).executeTakeFirst();
    if (later || !canBeTakenBack(found.skipped_at, services.clock())) throw new ConflictError({ code: 'too-late-to-take-back' });
    const [left, ...more] = await goingOn(trx, tenantId, pairId);
    await trx.updateTable('pair_members').set({ skipped: false, skipped_at: null }).where('tenant_id', '=', tenantId).where('pair_id', '=', pairId).where('person_id', '=', personId).execute();
    if (!left || more.length > 0) return;
    await setWaited(trx, tenantId, found.community_id, left.person_id, false);
    if (left.told_at === null || left.told_at < found.skipped_at!) return;
    await trx.updateTable('pair_members').set({ told_at: null }).where('tenant_id', '=', tenantId).where('id', '=', left.id).execute();
    await haveTold(services, trx, { tenantId, what: 'pair', id: left.id });
  });
}

/** The person's share of a pair, once its community is held. */
async function holdPair(trx: TenantTransaction, { tenantId, personId }: { tenantId: string; personId: string }, pairId: string, communityId?: string) {
  const find = () => trx.selectFrom('pair_members').select(['community_id', 'skipped', 'skipped_at', 'at']).where('tenant_id', '=', tenantId).where('pair_id', '=', pairId).where('person_id', '=', personId).executeTakeFirst();
  const found = await find();
  if (!found || (communityId && found.community_id !== communityId)) throw new NotFoundError('pair');
  await communityStore.holdOpen(trx, tenantId, found.community_id);
  return (await find())!;
}

/** Who of a pair did not skip it. */
const goingOn = (trx: TenantTransaction, tenantId: string, pairId: string) =>
  trx.selectFrom('pair_members').select(['id', 'person_id', 'told_at']).where('tenant_id', '=', tenantId).where('pair_id', '=', pairId).where('skipped', '=', false).execute();

async function setWaited(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, waited: boolean): Promise<void> {
  await trx.updateTable('memberships').set({ waited }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).execute();
}

/** After how many weeks there is a next round; the one that is planned is moved with it. @throws NotFoundError, CommunityClosedError, NotAllowedError */
export async function setPairing(services: Pick<Services, 'database' | 'clock'>, { tenantId, personId }: { tenantId: string; personId: string }, communityId: string, everyWeeks: number): Promise<void> {
  await services.database.inTenant(tenantId, async (trx) => {
    await communityStore.holdOpen(trx, tenantId, communityId);
    if (await membershipStore.partOf(trx, tenantId, communityId, personId) !== 'coordinator') throw new NotAllowedError({ code: 'coordinators-set-pairing' });
    await wishPairing(services, trx, tenantId, communityId);
    await sql`update pairings set next_at = greatest(${services.clock()}::timestamptz, next_at + (${everyWeeks} - every_weeks) * interval '7 days'), every_weeks = ${everyWeeks}
      where tenant_id = ${tenantId} and community_id = ${communityId} and every_weeks <> ${everyWeeks}`.execute(trx);
  });
}
