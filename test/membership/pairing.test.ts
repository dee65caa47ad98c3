import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { pairMembers } from '../../api/membership/pair-members.ts';
import { canMeet, makeRound, type Pairable } from '../../api/membership/pairing.ts';
import { cardsAbout, invokeAs, press, textOf } from '../sponsorship/card-client.ts';
import { people } from '../support/tenant-builder.ts';
import { startWorld, type World } from '../teams/teams-harness.ts';

let world: World;
beforeAll(async () => { world = await startWorld(); }, 60_000);
afterAll(async () => { await world?.stop(); });

const at = (id: string, rest = '') => `/api/communities/${id}/${rest}`;
const around = async (id: string, as: string) => (await world.call(as, 'GET', at(id, 'members/around'))).body;
const wish = (id: string, as: string, pairs: boolean) => world.call(as, 'PUT', at(id, 'membership/words'), { offers: [], seeks: [], knownAs: [], timeZone: null, pairs });
const round = async (id: string) => {
  await sql`update pairings set next_at = now() - interval '1 second' where community_id = ${id}`.execute(world.database.engine.kysely);
  await pairMembers(world.api.services, world.tenantId);
  await world.idle();
};
/** What is told after a while is told now. */
const later = async () => {
  await sql`update pgboss.job set start_after = now() where state in ('created', 'retry')`.execute(world.database.engine.kysely);
  await world.idle();
};
const others = async (id: string, as: string): Promise<string[]> => ((await around(id, as)).pair?.others ?? []).map((each: { id: string }) => each.id);

describe('a round', () => {
  it('pairs those who wish it, tells them, remembers, and lets one skip it of whom nobody hears', async () => {
    const id = await world.community({ ben: 'coordinator', carla: 'active', dora: 'active', emil: 'active', anna: 'active' }, { name: 'Paired pumps' });
    for (const as of [people.ben, people.carla, people.dora, people.emil]) await wish(id, as, true);
    expect((await around(id, people.ben)).pairing).toMatchObject({ everyWeeks: 4 });
    const met: string[] = [];
    for (let number = 0; number < 3; number += 1) {
      await round(id);
      met.push(...await others(id, people.ben));
    }
    expect([...met].sort()).toEqual([people.carla, people.dora, people.emil].sort());
    expect((await around(id, people.anna)).pair).toBeNull();
    await pairMembers(world.api.services, world.tenantId);
    expect(await cardsAbout(world, people.dora, 'Paired pumps')).toHaveLength(3);
    // Of the last round.
    const partner = (await others(id, people.dora))[0]!;
    const last = (await cardsAbout(world, people.dora, 'Paired pumps')).at(-1)!;
    for (let click = 0; click < 2; click += 1) await press(world, people.dora, last, 'members.skipPair');
    await later();
    const told = (await cardsAbout(world, partner, 'Paired pumps')).at(-1)!;
    expect(textOf(told)).toContain('is skipped for you');
    expect(textOf(told)).not.toContain('Dora');
    expect([(await around(id, partner)).pair, (await around(id, people.dora)).pair]).toMatchObject([{ others: [], skippedByMe: false, chatUrl: null }, { others: [], skippedByMe: true }]);
    // Out at any moment; the three that are left make a trio.
    await wish(id, people.dora, false);
    await round(id);
    expect((await others(id, people.ben)).sort()).toEqual([people.carla, people.emil].sort());
    expect((await around(id, people.dora)).me.pairs).toBe(false);
  });

  it('that was skipped by mistake is taken back, of which the other hears nothing, or, where they heard of it, hears that too', async () => {
    const id = await world.community({ ben: 'coordinator', carla: 'active' }, { name: 'Mistaken pumps' });
    for (const as of [people.ben, people.carla]) await wish(id, as, true);
    await round(id);
    const pairId = (await around(id, people.ben)).pair.id;
    const skip = (method: string, as = people.ben) => world.call(as, method, at(id, `pairs/${pairId}/skip`));
    const told = async (as: string) => (await cardsAbout(world, as, 'Mistaken pumps')).map((card) => textOf(card).includes('is skipped for you'));
    const waits = async () => (await sql<{ waited: boolean }>`select waited from memberships where community_id = ${id} and person_id = ${people.carla}`.execute(world.database.engine.kysely)).rows[0]!.waited;
    expect([(await skip('PUT')).status, await waits(), (await skip('DELETE', people.dora)).status]).toEqual([204, true, 404]);
    for (let click = 0; click < 2; click += 1) expect((await skip('DELETE')).status).toBe(204);
    await later();
    expect([await others(id, people.carla), await told(people.carla), await waits()]).toEqual([[people.ben], [false], false]);
    // From the card, and later.
    const [card] = await cardsAbout(world, people.ben, 'Mistaken pumps');
    expect(JSON.stringify((await press(world, people.ben, card!, 'members.skipPair')))).toContain('members.unskipPair');
    await later();
    expect(await told(people.carla)).toEqual([false, true]);
    // The card from before says so too, when it is seen again.
    expect(JSON.stringify(await press(world, people.carla, (await cardsAbout(world, people.carla, 'Mistaken pumps'))[0]!, 'members.showPair'))).toContain('is skipped for you');
    const back = await invokeAs(world, people.ben, 'members.unskipPair', { pairId });
    expect(JSON.stringify(back.value)).toContain('you are paired with Carla');
    await world.idle();
    expect([await others(id, people.carla), await told(people.carla)]).toEqual([[people.ben], [false, true, false]]);
    await skip('PUT');
    await sql`update pair_members set skipped_at = skipped_at - interval '10 minutes' where pair_id = ${pairId}`.execute(world.database.engine.kysely);
    expect((await skip('DELETE')).body).toMatchObject({ status: 409, code: 'too-late-to-take-back' });
    expect(JSON.stringify((await invokeAs(world, people.ben, 'members.unskipPair', { pairId })).value)).toContain('can no longer be taken back');
  });

  it('comes as often as coordinators say, and is skipped by nobody but those in it', async () => {
    const id = await world.community({ ben: 'coordinator', carla: 'active' });
    await wish(id, people.ben, true);
    const set = (as: string, everyWeeks: number) => world.call(as, 'PUT', at(id, 'pairing'), { everyWeeks });
    expect([(await set(people.carla, 2)).body.code, (await set(people.ben, 0)).status, (await set(people.ben, 2)).status]).toEqual(['coordinators-set-pairing', 400, 204]);
    await round(id);
    expect((await around(id, people.ben)).pair).toBeNull();
    await wish(id, people.carla, true);
    await round(id);
    const { pair, pairing } = await around(id, people.ben);
    expect(Date.parse(pairing.nextAt) - Date.now()).toBeGreaterThan(13 * 86_400_000);
    const skip = (as: string, pairId: string, communityId = id) => world.call(as, 'PUT', at(communityId, `pairs/${pairId}/skip`));
    expect([(await skip(people.dora, pair.id)).status, (await skip(people.ben, randomUUID())).status, (await skip(people.ben, pair.id, randomUUID())).status]).toEqual([404, 404, 404]);
    expect(await others(id, people.carla)).toEqual([people.ben]);
    expect((await skip(people.ben, pair.id)).status).toBe(204);
  });
});

it('pairs five thousand in a moment, each once, and has all of them told', async () => {
  const id = await world.community({ ben: 'coordinator' });
  const { kysely } = world.database.engine;
  await sql`insert into people (tenant_id, id, display_name, seen_at) select ${world.tenantId}, md5('pair' || n)::uuid, 'Member ' || n, now() from generate_series(1, 5000) n`.execute(kysely);
  await sql`insert into memberships (tenant_id, community_id, person_id, part, joined_at, pairs) select ${world.tenantId}, ${id}, md5('pair' || n)::uuid, 'peripheral', now(), true from generate_series(1, 5000) n`.execute(kysely);
  await sql`insert into pairings (tenant_id, community_id, next_at) values (${world.tenantId}, ${id}, now() - interval '1 second')`.execute(kysely);
  const told: unknown[] = [];
  const { services } = world.api;
  const began = performance.now();
  await pairMembers({ ...services, jobs: { ...services.jobs, enqueueAll: async (_trx, _name, data) => { told.push(...data); } } }, world.tenantId);
  expect(performance.now() - began).toBeLessThan(3_000);
  const { rows: [noted] } = await sql<{ people: number; pairs: number }>`select count(distinct person_id)::int as people, count(distinct pair_id)::int as pairs from pair_members where community_id = ${id}`.execute(kysely);
  expect([noted, told.length]).toEqual([{ people: 5_000, pairs: 2_500 }, 5_000]);
});

describe('the rule', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const zone = fc.constantFrom('Europe/Berlin', 'Asia/Tokyo', 'America/Los_Angeles', null);
  const group = (count: number): Pairable[] => Array.from({ length: count }, (_, index) => ({ id: `p${String(index).padStart(3, '0')}`, timeZone: null, waited: false }));
  const key = (a: string, b: string): string => (a < b ? `${a}/${b}` : `${b}/${a}`);
  const met = (known: Map<string, number>) => (a: string, b: string) => known.get(key(a, b)) ?? 0;
  const note = (known: Map<string, number>, groups: string[][]) => groups.forEach((each) => each.forEach((a, index) => each.slice(index + 1).forEach((b) => known.set(key(a, b), (known.get(key(a, b)) ?? 0) + 1))));

  it('places everybody once, in twos and threes who can all meet, and leaves over no more than it must', () => {
    const someone = fc.record({ timeZone: zone, waited: fc.boolean() });
    fc.assert(fc.property(fc.array(someone, { maxLength: 24 }), fc.func(fc.nat(3)), (made, times) => {
      const all = made.map((each, index) => ({ ...each, id: `p${index}` }));
      const { groups, waiting } = makeRound(all, (a, b) => times(key(a, b)), now);
      expect([...groups.flat(), ...waiting].sort()).toEqual(all.map(({ id }) => id).sort());
      const of = (id: string) => all.find((each) => each.id === id)!;
      for (const each of groups) {
        expect([2, 3]).toContain(each.length);
        each.forEach((a, index) => each.slice(index + 1).forEach((b) => expect(canMeet(of(a), of(b), now)).toBe(true)));
      }
      // Two who are left over could not have met.
      waiting.forEach((a, index) => waiting.slice(index + 1).forEach((b) => expect(canMeet(of(a), of(b), now)).toBe(false)));
      if (all.length > 1 && all.every((each) => each.timeZone === null)) expect(waiting).toEqual([]);
    }), { numRuns: 60 });
  });

  it('repeats nothing until half of all were met, and in small groups until all were', () => {
    for (const [count, rounds] of [[4, 3], [6, 3], [8, 4], [60, 30]] as const) {
      const known = new Map<string, number>();
      for (let number = 0; number < rounds; number += 1) {
        const { groups } = makeRound(group(count), met(known), now);
        note(known, groups);
        expect([count, number, Math.max(...known.values())]).toEqual([count, number, 1]);
      }
    }
  });

  it('lets the one who waited come first', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 }), (late) => {
      const three = group(3).map((each, index) => ({ ...each, timeZone: index === late ? 'Europe/Berlin' : 'America/Los_Angeles', waited: index === late }));
      expect(makeRound(three, () => 0, now)).toEqual({ groups: [three.filter((_, index) => index !== late).map(({ id }) => id)], waiting: [three[late]!.id] });
      expect(makeRound(group(1), () => 0, now)).toEqual({ groups: [], waiting: ['p000'] });
    }));
    const five = group(5).map((each, index) => ({ ...each, waited: index === 4 }));
    expect(makeRound(five, () => 0, now).groups.find((each) => each.length === 3)!.slice(0, 2)).not.toEqual(['p004']);
  });

  it('is quick for five thousand, in whatever zones they live', () => {
    const zones = ['Europe/Berlin', 'Asia/Tokyo', null, 'America/Los_Angeles', 'Europe/Paris'];
    const all = group(5_000).map((each, index) => ({ ...each, timeZone: zones[index % zones.length]! }));
    const known = new Map<string, number>();
    const began = performance.now();
    for (let number = 0; number < 5; number += 1) note(known, makeRound(all, met(known), now).groups);
    expect([Math.max(...known.values()), known.size]).toEqual([1, 12_500]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
