import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { chooseHost, hoursApart } from '../../api/membership/hosting.ts';
import { introductionToTell } from '../../api/membership/introduce-oneself.ts';
import { answers, matchesOf } from '../../api/membership/matching.ts';
import { asAddress } from '../../api/membership/photos.ts';
import { mayChooseLevel, mayInvite } from '../../api/membership/membership-policy.ts';
import { cardsAbout, hurry, invokeAs, press, textOf } from '../sponsorship/card-client.ts';
import { builtChannels, builtTeams, people } from '../support/tenant-builder.ts';
import { startWorld, type World } from '../teams/teams-harness.ts';

let world: World;
beforeAll(async () => { world = await startWorld(); }, 60_000);
afterEach(() => { world.sandbox.faults.clear(); });
afterAll(async () => { await world?.stop(); });

const at = (id: string, rest = '') => `/api/communities/${id}/${rest}`;
const list = async (id: string, query = '', as: string = people.ben) => (await world.call(as, 'GET', at(id, `members?${query}`))).body;
const around = async (id: string, as: string) => (await world.call(as, 'GET', at(id, 'members/around'))).body;
const describe_ = (id: string, as: string, words: object) => world.call(as, 'PUT', at(id, 'membership/words'), { offers: [], seeks: [], knownAs: [], timeZone: null, ...words });
const invite = (id: string, as: string, personId: string, becomes: string, handOver = false) => world.call(as, 'POST', at(id, 'members/invitations'), { personId, becomes, handOver });
const invitationsOf = async (id: string, as: string) => (await around(id, as)).invitations as { id: string; becomes: string; notTold: string | null }[];
const answer = (id: string, as: string, invitationId: string, accept: boolean) => world.call(as, 'PUT', at(id, `members/invitations/${invitationId}/answer`), { accept });
const partOf = async (id: string, personId: string) => (await around(id, personId)).me?.part as string | undefined;
const names = (page: { items: { person: { displayName: string } }[] }) => page.items.map(({ person }) => person.displayName.split(' ')[0]);

describe('what members say of themselves', () => {
  it('is theirs alone, is found by its words, half typed too, and goes with them', async () => {
    const id = await world.community({ ben: 'coordinator', carla: 'active', dora: 'peripheral' });
    expect((await describe_(id, people.carla, { offers: ['Welding  aluminium\nby hand', 'welding aluminium by hand', 'Negotiating with suppliers'], seeks: ['pump curves'], knownAs: ['expert'], timeZone: 'Europe/Berlin' })).status).toBe(204);
    expect((await describe_(id, people.dora, { offers: ['Reading pump curves'], seeks: ['somebody who welds'] })).status).toBe(204);
    const carla = (await list(id)).items[1];
    expect(carla).toMatchObject({ offers: ['Welding aluminium by hand', 'Negotiating with suppliers'], seeks: ['pump curves'], knownAs: ['expert'], timeZone: 'Europe/Berlin', isMe: false });
    for (const [query, found] of [['search=weld', ['Carla', 'Dora']], ['search=negotiati%20suppl', ['Carla']], ['search=dora', ['Dora']], ['has=offers', ['Carla', 'Dora']], ['knownAs=expert', ['Carla']], ['part=coordinator', ['Ben']], ['search=zebra', []], ['search=%27%25_%3A*', []]] as const) {
      expect([query, names(await list(id, query))]).toEqual([query, found]);
    }
    expect((await around(id, people.dora)).matches).toMatchObject([{ person: { id: people.carla }, seek: 'somebody who welds', offer: 'Welding aluminium by hand' }]);
    await world.call(people.carla, 'DELETE', at(id, 'membership'));
    await world.call(people.carla, 'PUT', at(id, 'membership'), { timeZone: 'Asia/Tokyo' });
    expect((await around(id, people.carla)).me).toEqual({ part: 'peripheral', knownAs: [], offers: [], seeks: [], timeZone: 'Asia/Tokyo', hosts: false, pairs: false });
  });

  it('may be of any letters, is kept as it is written, and has limits', async () => {
    const id = await world.community({ ben: 'coordinator' });
    const odd = ['<script>alert(1)</script>', '**bold** {{DATE(x)}}', '👩‍🔧 Pumpen', 'لحام الألمنيوم', '𠮷'.repeat(60)];
    expect((await describe_(id, people.ben, { offers: odd })).status).toBe(204);
    expect((await around(id, people.ben)).me.offers).toEqual(odd);
    for (const words of [{ offers: ['x'.repeat(121)] }, { seeks: Array.from({ length: 11 }, (_, index) => `one ${index}`) }, { offers: [' '] }, { knownAs: ['coordinator'] }, { timeZone: 'Mars/Olympus' }]) {
      expect((await describe_(id, people.ben, words)).status).toBe(400);
    }
    expect((await describe_(id, people.emil, { offers: ['me too'] })).body).toMatchObject({ status: 403, code: 'members-only' });
  });

  it('is listed page by page and searched among five thousand', async () => {
    const id = await world.community({ ben: 'coordinator' });
    await sql`insert into people (tenant_id, id, display_name, seen_at) select ${world.tenantId}, md5('many' || n)::uuid, 'Member ' || lpad(n::text, 4, '0'), now() from generate_series(1, 5000) n`.execute(world.database.engine.kysely);
    await sql`insert into memberships (tenant_id, community_id, person_id, part, joined_at, offers) select ${world.tenantId}, ${id}, md5('many' || n)::uuid, 'peripheral', now(), array['Topic ' || n, 'Calibrating gauges'] from generate_series(1, 5000) n`.execute(world.database.engine.kysely);
    await describe_(id, people.ben, { seeks: ['gauge calibration'] });
    const began = performance.now();
    const first = await list(id, 'search=calibrat%20gauges&limit=20');
    const second = await list(id, `search=calibrat%20gauges&limit=20&cursor=${first.next}`);
    expect([names(first).length, second.items[0].person.displayName]).toEqual([20, 'Member 0020']);
    expect((await around(id, people.ben)).matches).toHaveLength(6);
    expect(names(await list(id, 'search=topic%204711'))).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});

describe('leaving and stepping back', () => {
  const takeBack = (id: string, as: string) => world.call(as, 'PUT', at(id, 'membership'), { asBefore: true });

  it('can be taken back within ten minutes, with all that goes with a membership', async () => {
    const id = await world.community({ ben: 'coordinator', carla: 'core', dora: 'active' });
    await describe_(id, people.carla, { offers: ['Calibrating'], seeks: ['Seals'], knownAs: ['expert'], pairs: true });
    const feed = (await world.call(people.carla, 'PUT', at(id, 'feed'))).body;
    const feedAnswers = async () => (await fetch(feed.url.replace(/^https?:\/\/[^/]*/, world.api.url))).status;
    const before = (await around(id, people.carla)).me;
    expect([before.part, await feedAnswers()]).toEqual(['core', 200]);
    await world.call(people.carla, 'DELETE', at(id, 'membership'));
    await world.call(people.carla, 'DELETE', at(id, 'membership'));
    expect([(await around(id, people.carla)).me, await feedAnswers()]).toEqual([null, 404]);
    for (let time = 0; time < 2; time += 1) expect((await takeBack(id, people.carla)).body).toEqual({ part: 'core', memberCount: 3 });
    expect([(await around(id, people.carla)).me, await feedAnswers()]).toEqual([before, 200]);
    // Stepped back twice by mistake, and said something else since.
    for (let time = 0; time < 2; time += 1) await world.call(people.carla, 'PUT', at(id, 'membership/part'), { part: 'active' });
    await describe_(id, people.carla, { offers: ['Scales'] });
    await takeBack(id, people.carla);
    expect((await around(id, people.carla)).me).toMatchObject({ part: 'core', offers: ['Scales'] });
  });

  it('is over after ten minutes, and for who never was a member: then one joins anew, and nothing is kept', async () => {
    const id = await world.community({ ben: 'coordinator', carla: 'core' });
    await world.call(people.carla, 'DELETE', at(id, 'membership'));
    await sql`update left_memberships set left_at = now() - interval '11 minutes' where community_id = ${id}`.execute(world.database.engine.kysely);
    expect([(await takeBack(id, people.carla)).body.part, (await takeBack(id, people.emil)).body.part]).toEqual(['peripheral', 'peripheral']);
    expect((await sql`select 1 from left_memberships where community_id = ${id}`.execute(world.database.engine.kysely)).rows).toEqual([]);
  });
});

describe('levels of participation', () => {
  it('are chosen at any time, but for the last coordinator’s', async () => {
    const id = await world.community({ ben: 'coordinator', dora: 'peripheral', carla: 'core' });
    const choose = (as: string, part: string) => world.call(as, 'PUT', at(id, 'membership/part'), { part });
    for (const part of ['active', 'active', 'peripheral'] as const) {
      expect((await choose(people.dora, part)).status).toBe(204);
      expect(await partOf(id, people.dora)).toBe(part);
    }
    expect((await choose(people.carla, 'active')).status).toBe(204);
    expect((await choose(people.dora, 'core')).status).toBe(400);
    expect((await choose(people.ben, 'active')).body).toMatchObject({ status: 409, code: 'last-coordinator' });
    expect((await choose(people.emil, 'active')).body).toMatchObject({ status: 403, code: 'members-only' });
  });

  it('grow by invitation, which the person answers in the card, once', async () => {
    const id = await world.community({ ben: 'coordinator', dora: 'active' }, { name: 'Growing pumps' });
    for (let click = 0; click < 2; click += 1) expect((await invite(id, people.ben, people.dora, 'coordinator')).status).toBe(204);
    await world.idle();
    const [card, ...more] = await cardsAbout(world, people.dora, 'Growing pumps');
    expect(more).toEqual([]);
    expect(textOf(card!)).toContain('invites you to coordinate');
    expect(await partOf(id, people.dora)).toBe('active');
    await press(world, people.dora, card!, 'members.accept');
    expect(await partOf(id, people.dora)).toBe('coordinator');
    expect((await invite(id, people.ben, people.dora, 'coordinator')).body).toMatchObject({ status: 409, code: 'is-that-already' });
    expect(await invitationsOf(id, people.ben)).toEqual([]);
  });

  it('reach the core group by invitation, too, and only so; whoever coordinates is in the midst already', async () => {
    const id = await world.community({ ben: 'coordinator', dora: 'peripheral' }, { name: 'Core pumps' });
    expect((await invite(id, people.dora, people.ben, 'core')).status).toBe(403);
    expect((await invite(id, people.ben, people.dora, 'core')).status).toBe(204);
    await world.idle();
    const [card] = await cardsAbout(world, people.dora, 'Core pumps');
    expect(textOf(card!)).toContain('into the core group');
    expect(await partOf(id, people.dora)).toBe('peripheral');
    await press(world, people.dora, card!, 'members.accept');
    expect(await partOf(id, people.dora)).toBe('core');
    expect((await invite(id, people.ben, people.dora, 'core')).body).toMatchObject({ status: 409, code: 'is-that-already' });
  });

  it('are declined without a trace, taken back, and answered by nobody else', async () => {
    const id = await world.community({ ben: 'coordinator', dora: 'active', carla: 'active' });
    await invite(id, people.ben, people.dora, 'expert');
    const [asked] = await invitationsOf(id, people.dora);
    expect((await answer(id, people.carla, asked!.id, true)).status).toBe(404);
    expect((await answer(randomUUID(), people.dora, asked!.id, true)).status).toBe(404);
    expect(await invitationsOf(id, people.carla)).toEqual([]);
    for (let click = 0; click < 2; click += 1) expect((await answer(id, people.dora, asked!.id, false)).status).toBe(204);
    expect((await answer(id, people.dora, asked!.id, true)).body).toMatchObject({ status: 409, code: 'answered-before' });
    expect((await around(id, people.dora)).me.knownAs).toEqual([]);
    await invite(id, people.ben, people.dora, 'coach');
    const [again] = await invitationsOf(id, people.ben);
    expect((await world.call(people.carla, 'DELETE', at(id, `members/invitations/${again!.id}`))).status).toBe(403);
    expect((await world.call(people.ben, 'DELETE', at(id, `members/invitations/${again!.id}`))).status).toBe(204);
    expect((await answer(id, people.dora, again!.id, true)).status).toBe(409);
    for (const [as, whom, code] of [[people.dora, people.carla, 'coordinators-invite'], [people.ben, people.emil, 'not-a-member'], [people.ben, people.ben, 'not-oneself']] as const) {
      expect((await invite(id, as, whom, 'coordinator')).body.code).toBe(code);
    }
  });

  it('that were declined or taken back by mistake are open again for a while, from the card too', async () => {
    const id = await world.community({ ben: 'coordinator', dora: 'active' }, { name: 'Mistaken invitations' });
    await invite(id, people.ben, people.dora, 'expert');
    await world.idle();
    const asked = (await invitationsOf(id, people.dora))[0]!.id;
    const reopen = (as: string) => world.call(as, 'DELETE', at(id, `members/invitations/${asked}/answer`));
    const withdraw = () => world.call(people.ben, 'DELETE', at(id, `members/invitations/${asked}`));
    const open = async () => (await invitationsOf(id, people.dora)).length;
    await answer(id, people.dora, asked, false);
    // Whoever asked does not take the other's no back.
    expect([(await reopen(people.ben)).status, (await reopen(people.carla)).status, await open()]).toEqual([409, 404, 0]);
    for (let click = 0; click < 2; click += 1) expect([(await reopen(people.dora)).status, await open()]).toEqual([204, 1]);
    const [card] = await cardsAbout(world, people.dora, 'Mistaken invitations');
    await withdraw();
    // The card says so when it is seen again, and when a button of it is pressed.
    for (const verb of ['members.showInvitation', 'members.accept']) {
      const shown = JSON.stringify(await press(world, people.dora, card!, verb));
      expect([verb, shown.includes('The invitation was taken back.'), shown.includes('members.decline')]).toEqual([verb, true, false]);
    }
    expect(JSON.stringify((await invokeAs(world, people.carla, 'members.showInvitation', { invitationId: asked })).value)).toContain('not yours to answer');
    expect([(await reopen(people.dora)).status, (await reopen(people.ben)).status, await open()]).toEqual([409, 204, 1]);
    expect(JSON.stringify(await press(world, people.dora, card!, 'members.decline'))).toContain('members.reopen');
    expect(JSON.stringify((await invokeAs(world, people.carla, 'members.reopen', { invitationId: asked })).value)).toContain('not yours to answer');
    expect([JSON.stringify((await invokeAs(world, people.dora, 'members.reopen', { invitationId: asked })).value), await open()]).toEqual([expect.stringContaining('members.accept'), 1]);
    await answer(id, people.dora, asked, false);
    // Asked anew, there is nothing to take back; later neither.
    await invite(id, people.ben, people.dora, 'expert');
    expect([(await reopen(people.dora)).body.code, await open()]).toEqual(['too-late-to-take-back', 1]);
    await world.call(people.ben, 'DELETE', at(id, `members/invitations/${(await invitationsOf(id, people.dora))[0]!.id}`));
    await sql`update member_invitations set answered_at = answered_at - interval '10 minutes' where community_id = ${id}`.execute(world.database.engine.kysely);
    expect([(await reopen(people.dora)).status, await open()]).toEqual([409, 0]);
  });

  it('are handed over in one moment: somebody coordinates before, between and after', async () => {
    const id = await world.community({ ben: 'coordinator', dora: 'active', carla: 'active' });
    await invite(id, people.ben, people.dora, 'coordinator', true);
    await invite(id, people.ben, people.carla, 'coordinator', true);
    const [ofDora, ofCarla] = [(await invitationsOf(id, people.dora))[0]!, (await invitationsOf(id, people.carla))[0]!];
    expect((await Promise.all([answer(id, people.dora, ofDora.id, true), answer(id, people.carla, ofCarla.id, true)])).map(({ status }) => status)).toEqual([204, 204]);
    expect(await Promise.all([people.ben, people.dora, people.carla].map((person) => partOf(id, person)))).toEqual(['active', 'coordinator', 'coordinator']);
  });

  it('are asked about in the tab too, when the card does not arrive', async () => {
    const id = await world.community({ ben: 'coordinator', emil: 'active' }, { name: 'Unreached' });
    world.sandbox.faults.set([{ method: 'POST', path: '^/connector/v3/conversations', status: 503 }]);
    await invite(id, people.ben, people.emil, 'coach');
    await world.idle();
    expect(await invitationsOf(id, people.ben)).toMatchObject([{ becomes: 'coach', notTold: 'service-unavailable' }]);
    world.sandbox.faults.clear();
    await hurry(world);
    expect(await invitationsOf(id, people.ben)).toMatchObject([{ notTold: null }]);
    expect(await cardsAbout(world, people.emil, 'Unreached')).toHaveLength(1);
  });
});

describe('a newcomer', () => {
  const join = (id: string, as: string) => world.call(as, 'PUT', at(id, 'membership'), { timeZone: 'Europe/Berlin' });

  it('is welcomed by a volunteer, taking turns, who hears what they seek; once, and not when they left again', async () => {
    const id = await world.community({ ben: 'coordinator', carla: 'active', dora: 'active' }, { name: 'Welcoming pumps' });
    for (const host of [people.carla, people.dora]) await describe_(id, host, { hosts: true });
    expect(names(await list(id, 'has=hosts'))).toEqual(['Carla', 'Dora']);
    for (let click = 0; click < 2; click += 1) await join(id, people.emil);
    await join(id, people.anna);
    const hosts = [(await around(id, people.emil)).host.id, (await around(id, people.anna)).host.id];
    expect(new Set(hosts)).toEqual(new Set([people.carla, people.dora]));
    expect((await around(id, hosts[0])).welcomes).toMatchObject([{ person: { id: people.emil }, seeks: [] }]);
    await world.idle();
    expect(await cardsAbout(world, hosts[0], 'Welcoming pumps')).toEqual([]);
    await describe_(id, people.emil, { seeks: ['seal repair'] });
    await world.idle();
    await world.call(people.anna, 'DELETE', at(id, 'membership'));
    await sql`update pgboss.job set start_after = now() where state = 'created' and name like 'tell-member%'`.execute(world.database.engine.kysely);
    await world.idle();
    expect((await cardsAbout(world, hosts[0], 'Welcoming pumps')).map(textOf)).toEqual([expect.stringContaining('seal repair')]);
    expect(await cardsAbout(world, hosts[1], 'Welcoming pumps')).toEqual([]);
  });

  it('is welcomed by a coordinator where nobody volunteers, and by nobody where nobody is', async () => {
    const id = await world.community({ ben: 'coordinator', carla: 'active' });
    await join(id, people.emil);
    expect((await around(id, people.emil)).host.id).toBe(people.ben);
    expect((await around(id, people.carla)).host).toBeNull();
    const empty = await world.community({});
    await join(empty, people.emil);
    expect((await around(empty, people.emil)).host).toBeNull();
  });
});

describe('introductions', () => {
  const introduce = (id: string, as: string, words: string) => world.call(as, 'PUT', at(id, 'membership/introduction'), { words });
  const wish = (id: string, as: string, wished: boolean) => world.call(as, 'PUT', at(id, 'introductions'), { wished });

  it('are posted by the bot in the channel, once, in the member’s own words, where the community wishes it', async () => {
    const id = await world.community({ ben: 'coordinator', dora: 'peripheral', carla: 'active' }, { name: 'Introduced pumps' });
    await sql`insert into ties (tenant_id, id, community_id, kind, group_id, graph_id, name, state, state_since, tied_by, tied_at, is_home) values (${world.tenantId}, ${randomUUID()}, ${id}, 'channel', ${builtTeams.open}, ${builtChannels.help}, 'Ask for help', 'sound', now(), ${people.ben}, now(), true)`.execute(world.database.engine.kysely);
    expect((await introduce(id, people.dora, 'Hello')).body).toMatchObject({ status: 409, code: 'no-introductions' });
    expect([(await wish(id, people.dora, true)).status, (await wish(id, people.ben, true)).status, (await introduce(id, people.emil, 'Hello')).status, (await introduce(id, people.dora, 'x'.repeat(1_001))).status]).toEqual([403, 204, 403, 400]);
    // The app is not in the team yet.
    expect((await introduce(id, people.carla, 'Lost words')).status).toBe(204);
    await world.idle();
    expect((await around(id, people.carla)).introductions).toEqual({ wished: true, mine: 'not-sent', why: 'app-not-installed', words: 'Lost words' });
    await world.teams.as(people.ben).installAppInTeam(builtTeams.open, world.clientId);
    await Promise.all([introduce(id, people.dora, '**Hello**, <b>I</b> am Dora {{DATE(x)}} 👩‍🔧 مرحبا'), introduce(id, people.dora, '**Hello**, <b>I</b> am Dora {{DATE(x)}} 👩‍🔧 مرحبا')]);
    await world.idle();
    expect((await around(id, people.dora)).introductions).toEqual({ wished: true, mine: 'sent', why: null, words: null });
    expect((await around(id, people.carla)).abilities.introduceMyself).toBe(true);
    await introduce(id, people.carla, 'Found again');
    await world.idle();
    const posted = (await world.teams.as(people.ben).messages(builtChannels.help)).map(textOf).filter((text) => text.includes('Introduced pumps'));
    expect(posted.pop()).toContain('Found again');
    expect(posted).toEqual([expect.stringContaining('**Hello**, <b>I</b> am Dora {\u200B{DATE(x)}} 👩‍🔧 مرحبا')]);
  });

  it('that Teams does not take are on their way for as long as they are tried; then the member is told, and posts the same words again', async () => {
    const id = await world.community({ ben: 'coordinator', dora: 'peripheral' }, { name: 'Patient pumps' });
    const { kysely } = world.database.engine;
    await sql`insert into ties (tenant_id, id, community_id, kind, group_id, graph_id, name, state, state_since, tied_by, tied_at, is_home) values (${world.tenantId}, ${randomUUID()}, ${id}, 'channel', ${builtTeams.open}, ${builtChannels.help}, 'Ask for help', 'sound', now(), ${people.ben}, now(), true)`.execute(kysely);
    await wish(id, people.ben, true);
    const mine = async () => { const { introductions, abilities } = await around(id, people.dora); return [introductions.mine, introductions.why, introductions.words, abilities.introduceMyself]; };
    world.sandbox.faults.set([{ operation: 'POST /v3/conversations', status: 429 }]);
    await introduce(id, people.dora, 'Patient words');
    await world.idle();
    expect(await mine()).toEqual(['open', null, 'Patient words', false]);
    await introduce(id, people.dora, 'Other words');
    await sql`update member_introductions set at = at - interval '2 hours' where community_id = ${id}`.execute(kysely);
    expect(await mine()).toEqual(['not-sent', 'unavailable', 'Patient words', true]);
    world.sandbox.faults.clear();
    await introduce(id, people.dora, 'Patient words');
    await hurry(world);
    expect(await mine()).toEqual(['sent', null, null, false]);
    expect((await world.teams.as(people.ben).messages(builtChannels.help)).map(textOf).filter((text) => text.includes('Patient words'))).toHaveLength(1);
  });

  it('that may have got there are not posted again by themselves: neither when the bot service took one without a word, nor when the process ended before it noted so', async () => {
    const id = await world.community({ ben: 'coordinator', dora: 'peripheral', carla: 'active' }, { name: 'Perhaps pumps' });
    await sql`insert into ties (tenant_id, id, community_id, kind, group_id, graph_id, name, state, state_since, tied_by, tied_at, is_home) values (${world.tenantId}, ${randomUUID()}, ${id}, 'channel', ${builtTeams.open}, ${builtChannels.help}, 'Ask for help', 'sound', now(), ${people.ben}, now(), true)`.execute(world.database.engine.kysely);
    await wish(id, people.ben, true);
    const posted = async () => (await world.teams.as(people.ben).messages(builtChannels.help)).map(textOf).filter((text) => text.includes('Perhaps pumps'));
    const state = async (as: string) => { const { introductions, abilities } = await around(id, as); return [introductions.mine, abilities.introduceMyself]; };
    world.sandbox.faults.set([{ operation: 'POST /v3/conversations', resetAfter: true, times: 1 }]);
    await introduce(id, people.dora, 'Taken without a word');
    await world.idle();
    expect([await state(people.dora), (await posted()).length]).toEqual([['perhaps-sent', true], 1]);

    const kysely = world.database.engine.kysely;
    await sql`insert into member_introductions (tenant_id, id, community_id, person_id, words, at, not_told) values (${world.tenantId}, ${randomUUID()}, ${id}, ${people.carla}, 'Cut off', now(), 'being-posted')`.execute(kysely);
    expect(await state(people.carla)).toEqual(['open', false]);
    const { id: row } = await kysely.selectFrom('member_introductions').select('id').where('person_id', '=', people.carla).where('community_id', '=', id).executeTakeFirstOrThrow();
    const load = () => world.database.inTenant(world.tenantId, (trx) => introductionToTell(null, trx, world.tenantId, row));
    expect([await load(), await load(), await state(people.carla)]).toEqual([null, null, ['perhaps-sent', true]]);
    await introduce(id, people.carla, 'Cut off');
    await world.idle();
    expect([await state(people.carla), (await posted()).length]).toEqual([['sent', false], 2]);
  });
});

describe('photos', () => {
  it('come in one round trip, in the reader’s name, and none where there is none', async () => {
    const ids = [people.anna, people.ben, people.carla, people.dora, people.emil, randomUUID()];
    world.sandbox.journal.clear();
    const { status, body } = await world.call(people.ben, 'GET', `/api/people/photos?ids=${ids.join(',')}`);
    expect([status, body.items.map(({ id }: { id: string }) => id)]).toEqual([200, ids]);
    expect(world.sandbox.journal.graphRequests).toHaveLength(1);
    const images = body.items.map(({ image }: { image: string | null }) => image?.slice(0, 22) ?? null);
    expect(new Set(images)).toEqual(new Set(['data:image/png;base64,', null]));
    expect(images.at(-1)).toBeNull();
    expect((await world.call(people.ben, 'GET', `/api/people/photos?ids=${Array.from({ length: 21 }, () => people.anna).join(',')}`)).status).toBe(400);
    expect([asAddress('<svg onload=x>'), asAddress('/9j/4AAQ'), asAddress(null)]).toEqual([null, 'data:image/jpeg;base64,/9j/4AAQ', null]);
  });
});

describe('the rules', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const zone = fc.constantFrom('Europe/Berlin', 'Europe/London', 'Asia/Tokyo', 'America/New_York', null);
  const candidate = fc.record({ personId: fc.constantFrom('a', 'b', 'c', 'd', 'e'), volunteers: fc.boolean(), timeZone: zone, department: fc.constantFrom('Works', 'Labs', null), lastAt: fc.option(fc.date({ noInvalidDate: true })) });
  it('choose a host: never oneself, a volunteer if there is one, near before far, and each in turn', () => {
    fc.assert(fc.property(fc.uniqueArray(candidate, { selector: ({ personId }) => personId }), fc.record({ personId: fc.constantFrom('a', 'z'), timeZone: zone, department: fc.constantFrom('Works', null) }), (candidates, newcomer) => {
      const host = chooseHost(newcomer, candidates, now);
      const others = candidates.filter(({ personId }) => personId !== newcomer.personId);
      expect(host === null).toBe(others.length === 0);
      if (!host) return;
      expect(others).toContain(host);
      if (others.some(({ volunteers }) => volunteers)) expect(host.volunteers).toBe(true);
      const near = (each: typeof host) => { const apart = hoursApart(newcomer.timeZone, each.timeZone, now); return apart !== null && apart <= 1; };
      const equals = others.filter((each) => each.volunteers === host.volunteers);
      if (equals.some(near)) expect(near(host)).toBe(true);
      // Nobody who is as near and as close waits longer.
      const alike = equals.filter((each) => near(each) === near(host) && (each.department !== null && each.department === newcomer.department) === (host.department !== null && host.department === newcomer.department));
      expect(Math.min(...alike.map(({ lastAt }) => lastAt?.getTime() ?? 0))).toBe(host.lastAt?.getTime() ?? 0);
    }));
    const turns = ['a', 'b', 'c'].map((personId) => ({ personId, volunteers: true, timeZone: null, department: null, lastAt: null as Date | null }));
    const chosen = Array.from({ length: 6 }, (_, turn) => { const host = turns.find(({ personId }) => personId === chooseHost({ personId: 'n', timeZone: null, department: null }, turns, now)!.personId)!; host.lastAt = new Date(now.getTime() + turn); return host.personId; });
    expect(chosen).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
  });


  const stem = fc.constantFrom('weld', 'pump', 'seal', 'help', 'contract', 'draw');
  const stems = fc.uniqueArray(stem, { maxLength: 5 });
  it('match what is sought with what is offered: alike both ways, never by words that say nothing', () => {
    expect([answers(['help', 'weld'], ['weld', 'aluminium']), answers(['help', 'contract'], ['help', 'weld']), answers(['help'], ['help'])]).toEqual([true, false, false]);
    fc.assert(fc.property(stems, stems, (one, other) => answers(one, other) === answers(other, one)));
    fc.assert(fc.property(stems, (one) => answers(one, one) === one.some((each) => each !== 'help')));
    fc.assert(fc.property(fc.array(stems, { maxLength: 4 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), stems), { maxLength: 8 }), fc.integer({ min: 1, max: 4 }), (seeks, offers, most) => {
      const found = matchesOf(seeks.map((each) => ({ words: each.join(' '), stems: each })), offers.map(([who, each]) => ({ person: { id: String(who), displayName: '', jobTitle: null, department: null }, timeZone: null, offer: each.join(' '), stems: each })), most);
      expect(found.length).toBeLessThanOrEqual(most);
      expect(new Set(found.map(({ person }) => person.id)).size).toBe(found.length);
      for (const { seek, offer } of found) expect(answers(seek.split(' '), offer.split(' '))).toBe(true);
    }));
  });

  it('invite, and assign nothing', () => {
    const invited = { part: 'active' as const, knownAs: [], isMe: false };
    expect([mayInvite('coordinator', 'coordinator', invited).allowed, mayInvite('core', 'expert', invited).allowed, mayInvite('coordinator', 'expert', { ...invited, knownAs: ['expert'] }).allowed]).toEqual([true, false, false]);
    expect([mayChooseLevel('core', 1).allowed, mayChooseLevel('coordinator', 1).allowed, mayChooseLevel('coordinator', 2).allowed, mayChooseLevel(null, 1).allowed]).toEqual([true, false, true, false]);
  });
});
