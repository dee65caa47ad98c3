import { sql } from 'kysely';
import { mayAsk, mayBeAsked, mayEndStewardship, mayLookAfter } from '../../api/stewardship/stewardship-policy.ts';
import { monthsUpTo, shareInTenths } from '../../api/stewardship/spread.ts';
import { spreadStore } from '../../api/stewardship/spread-store.ts';
import { lookedAfterBy } from '../../api/stewardship/stewardship.ts';
import { buildCommunity } from '../communities/community-world.ts';
import { cardsAbout, press, textOf } from '../sponsorship/card-client.ts';
import { people } from '../support/tenant-builder.ts';
import { startWorld, type World } from '../teams/teams-harness.ts';

type Kind = 'item' | 'issue' | 'activity';
interface Asked { id: string; becomes: string; invitedBy: { id: string }; thing: { kind: Kind; id: string; name: string | null; at: string | null }; abilities: { answer: boolean; withdraw: boolean } }

let world: World;
let id: string;
let issue: string;
let item: string;
let named = 0;
beforeAll(async () => { world = await startWorld(); }, 60_000);
afterAll(async () => { await world?.stop(); });
beforeEach(async () => {
  named += 1;
  const { body } = await world.call(people.ben, 'POST', '/api/communities', buildCommunity({ name: `Pump keepers ${named}` }));
  id = body.id;
  issue = body.charter.keyIssues[0].id;
  for (const who of [people.dora, people.carla]) await world.call(who, 'PUT', `/api/communities/${id}/membership`, {});
  item = (await at(people.ben, 'POST', 'practice/items', { items: [{ source: 'link', url: 'https://pumps.example/seals', title: 'Seals that last' }] })).body.items[0].id;
});

const at = (as: string, method: string, rest: string, body?: object) => world.call(as, method, `/api/communities/${id}/${rest}`, body);
const ask = (as: string, personId: string, kind: Kind, thing: string) => at(as, 'POST', 'stewardship/invitations', { personId, thing: { kind, id: thing } });
const asked = async (as: string): Promise<Asked[]> => (await at(as, 'GET', 'next')).body.asked;
const around = async (as: string): Promise<Asked[]> => (await at(as, 'GET', 'members/around')).body.invitations;
const answer = (as: string, invitation: string, accept: boolean) => at(as, 'PUT', `members/invitations/${invitation}/answer`, { accept });
const ofItem = async (as: string = people.ben) => (await at(as, 'GET', 'practice/items')).body.items[0];
const ofIssue = async (as: string = people.ben) => (await at(as, 'GET', 'charter')).body.issues[0].lookedAfter;
const later = (days: number) => sql`update member_invitations set expires_at = expires_at - ${`${days} days`}::interval, answered_at = answered_at - ${`${days} days`}::interval where community_id = ${id}`.execute(world.database.engine.kysely);
const coming = async (as: string) => (await at(as, 'GET', 'rhythm')).body.activities.find(({ startsAt }: { startsAt: string }) => Date.parse(startsAt) > Date.now());

describe('looking after something', () => {
  it('of a key issue or a coming activity is said of oneself; of two at once, one is told of the other', async () => {
    const activity = await coming(people.ben);
    await coming(people.dora);
    for (const place of [`charter/issues/${issue}/steward`, `rhythm/${activity.id}/steward`]) {
      const both = await Promise.all([people.ben, people.dora].map((who) => at(who, 'PUT', place)));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
      const [won, lost] = both[0]!.status === 200 ? [people.ben, people.dora] : [people.dora, people.ben];
      expect(both.find(({ status }) => status === 403)!.body.code).toBe('has-a-steward');
      expect((await at(lost, 'DELETE', place)).body.code).toBe('stewards-decide');
      expect((await at(won, 'PUT', place)).body.steward).toMatchObject({ id: won, isMe: true });
      for (let again = 0; again < 2; again += 1) expect((await at(won, 'DELETE', place)).body).toMatchObject({ steward: null, abilities: { takeOn: true, giveUp: false } });
      expect((await at(people.emil, 'PUT', place)).status).toBe(403);
    }
    await at(people.dora, 'PUT', `charter/issues/${issue}/steward`);
    expect(await ofIssue()).toMatchObject({ steward: { id: people.dora, isMe: false }, abilities: { takeOn: false, giveUp: false, ask: false } });
    // Whoever leaves takes it along, so that nobody looks after it.
    await at(people.dora, 'DELETE', 'membership');
    expect(await ofIssue()).toMatchObject({ steward: null, abilities: { takeOn: true, ask: true } });
    const { charter } = (await at(people.ben, 'GET', 'charter')).body;
    await at(people.ben, 'PUT', 'charter', { ...charter, keyIssues: [{ id: issue, title: 'Seals fail early', state: 'settled' }], basedOnVersion: charter.version });
    expect((await at(people.ben, 'PUT', `charter/issues/${issue}/steward`)).body).toMatchObject({ status: 409, code: 'nothing-to-look-after' });
  });
});

describe('who is asked to look after something', () => {
  it('answers in the card; a yes makes them steward, and the others who were asked hear that it is taken', async () => {
    const name = `Pump keepers ${named}`;
    for (const who of [people.dora, people.carla, people.dora]) expect((await ask(people.ben, who, 'item', item)).status).toBe(204);
    expect(await ofItem()).toMatchObject({ steward: null, abilities: { ask: true } });
    await world.idle();
    const cards = await cardsAbout(world, people.dora, name);
    expect(cards).toHaveLength(1);
    expect(textOf(cards[0]!)).toMatch(/asks whether you would look after something.*Seals that last.*needs no reason/);
    expect(JSON.stringify(await press(world, people.dora, cards[0]!, 'members.accept'))).toContain('You accepted');
    expect((await ofItem()).steward).toMatchObject({ id: people.dora, isMember: true });
    const [ofCarla] = await cardsAbout(world, people.carla, name);
    expect(JSON.stringify(await press(world, people.carla, ofCarla!, 'members.accept'))).toContain('Somebody else looks after it by now');
    expect((await ofItem()).steward.id).toBe(people.dora);
    expect((await around(people.ben)).length).toBe(0);
  });

  it('finds it on the community’s page, named where they are shown it; an activity by its day in any case', async () => {
    const activity = await coming(people.ben);
    await ask(people.ben, people.carla, 'issue', issue);
    await ask(people.ben, people.carla, 'activity', activity.id);
    const before = await asked(people.carla);
    expect(before.map(({ thing: { kind, name, at: when } }) => ({ kind, name, when }))).toEqual([{ kind: 'activity', name: null, when: activity.startsAt }, { kind: 'issue', name: 'Seals fail early', when: null }]);
    await coming(people.carla);
    const [theActivity, theIssue] = await asked(people.carla);
    // Carla is in the team, so its calendar opens to her.
    expect(theActivity!.thing.name).toBe(activity.subject);
    expect((await asked(people.ben))).toEqual([]);
    for (const { id: invitation } of [theActivity!, theIssue!]) expect((await answer(people.carla, invitation, true)).status).toBe(204);
    expect((await ofIssue()).steward.id).toBe(people.carla);
    expect((await at(people.ben, 'GET', `rhythm/${activity.id}/record`)).body.lookedAfter.steward).toMatchObject({ id: people.carla, isMe: false });
    expect(await asked(people.carla)).toEqual([]);
  });

  it('may say no, is not pressed again for a while, and nobody is told which it was', async () => {
    await ask(people.ben, people.dora, 'issue', issue);
    const [one] = await asked(people.dora);
    expect((await answer(people.carla, one!.id, true)).status).toBe(404);
    expect((await answer(people.dora, one!.id, false)).status).toBe(204);
    expect([await asked(people.dora), await around(people.ben), (await ofIssue()).steward]).toEqual([[], [], null]);
    const again = async () => (await ask(people.ben, people.dora, 'issue', issue)).body?.code ?? 'asked';
    expect(await again()).toBe('asked-lately');
    // No answer in time reads the same.
    await ask(people.ben, people.carla, 'issue', issue);
    const [unanswered] = await asked(people.carla);
    await later(22);
    expect([await asked(people.carla), await around(people.ben)]).toEqual([[], []]);
    expect((await answer(people.carla, unanswered!.id, true)).body).toMatchObject({ status: 409, code: 'asked-too-long-ago' });
    expect((await ask(people.ben, people.carla, 'issue', issue)).body.code).toBe('asked-lately');
    await later(91);
    expect([await again(), (await asked(people.dora)).length]).toEqual(['asked', 1]);
    expect((await ask(people.ben, people.carla, 'issue', issue)).status).toBe(204);
  });

  it('is asked by coordinators and core group, and by whoever looks after it now, who hands it on and may take the question back', async () => {
    expect((await ask(people.dora, people.carla, 'item', item)).body).toMatchObject({ status: 403, code: 'who-may-ask' });
    for (const [whom, code] of [[people.emil, 'not-a-member'], [people.ben, 'take-it-on']] as const) expect((await ask(people.ben, whom, 'item', item)).body).toMatchObject({ status: 409, code });
    await at(people.dora, 'PUT', `practice/items/${item}/steward`);
    expect((await ask(people.ben, people.carla, 'item', item)).body).toMatchObject({ status: 409, code: 'has-a-steward' });
    expect((await ask(people.dora, people.carla, 'item', item)).status).toBe(204);
    const [sent] = await around(people.dora);
    expect(sent).toMatchObject({ thing: { kind: 'item', name: 'Seals that last' }, abilities: { answer: false, withdraw: true } });
    expect((await at(people.carla, 'DELETE', `members/invitations/${sent!.id}`)).status).toBe(403);
    expect((await at(people.dora, 'DELETE', `members/invitations/${sent!.id}`)).status).toBe(204);
    expect((await answer(people.carla, sent!.id, true)).body.code).toBe('answered-before');
    expect((await ask(people.dora, people.carla, 'item', item)).status).toBe(204);
    const [again] = await asked(people.carla);
    expect((await answer(people.carla, again!.id, true)).status).toBe(204);
    expect((await ofItem()).steward).toMatchObject({ id: people.carla });
  });

  it('is told when there is nothing left to look after, and is asked no more once they leave', async () => {
    await ask(people.ben, people.dora, 'item', item);
    const [one] = await asked(people.dora);
    await at(people.ben, 'DELETE', `practice/items/${item}`);
    expect((await answer(people.dora, one!.id, true)).body).toMatchObject({ status: 409, code: 'nothing-to-look-after' });
    await at(people.ben, 'PUT', `practice/items/${item}/place`);
    await ask(people.ben, people.carla, 'issue', issue);
    await world.idle();
    await at(people.carla, 'DELETE', 'membership');
    const [card] = await cardsAbout(world, people.carla, `Pump keepers ${named}`);
    expect(JSON.stringify(await press(world, people.carla, card!, 'members.accept'))).toContain('no longer exists');
    expect((await ofIssue()).steward).toBeNull();
    await at(people.ben, 'POST', 'closing', { removeAdded: false });
    expect((await ask(people.ben, people.dora, 'issue', issue)).status).toBeGreaterThanOrEqual(400);
  });
});

describe('what is useful to do next', () => {
  const things = async (as: string) => (await at(as, 'GET', 'next')).body.things as { what: string; title: string | null; count: number; at: string }[];
  it('is told to each as far as they may do it: to whom it falls, where it is done, and no more once it is', async () => {
    await at(people.dora, 'PUT', `practice/items/${item}/steward`);
    await at(people.dora, 'DELETE', 'membership');
    expect(await things(people.carla)).toEqual([
      { what: 'practice-find-steward', title: 'Seals that last', count: 1, at: 'practice?state=orphaned' }, { what: 'practice-answer-issue', title: 'Seals fail early', count: 1, at: `practice?answer=${issue}` },
      { what: 'care-about-an-issue', title: 'Seals fail early', count: 1, at: `charter?issue=${issue}` }, { what: 'say-what-you-offer', title: null, count: 1, at: 'members' },
    ]);
    await at(people.carla, 'PUT', `practice/items/${item}/steward`);
    await at(people.carla, 'PUT', `charter/issues/${issue}/care`);
    await at(people.carla, 'PUT', 'membership/words', { offers: ['Seals'], seeks: [], knownAs: [], timeZone: null });
    expect((await things(people.carla)).map(({ what }) => what)).toEqual(['issue-unattended', 'practice-answer-issue']);
    await at(people.carla, 'PUT', `charter/issues/${issue}/steward`);
    expect((await things(people.carla)).map(({ what }) => what)).toEqual(['practice-answer-issue']);

    // What the coordinator can do something about: a place that is gone, who comes soon, what is with them alone.
    await sql`update ties set state = 'lost', state_reason = 'deleted', state_since = now() where community_id = ${id} and kind = 'channel'`.execute(world.database.engine.kysely);
    const activity = await coming(people.ben);
    const more = (await at(people.ben, 'POST', 'practice/items', { items: [1, 2, 3].map((number) => ({ source: 'link', url: `https://pumps.example/${number}`, title: `Pump ${number}`, lookAfter: true })) })).body;
    expect(more.items).toHaveLength(3);
    const ofBen = await things(people.ben);
    expect(ofBen.map(({ what }) => what)).toEqual(['place-lost', 'welcome', 'launch-lay-out', 'practice-answer-issue']);
    await sql`update communities set stage = 'maturing' where id = ${id}`.execute(world.database.engine.kysely);
    expect((await things(people.ben))[3]).toMatchObject({ title: activity.subject, at: `rhythm?activity=${activity.id}` });
    await at(people.ben, 'PUT', `rhythm/${activity.id}/steward`);
    expect((await things(people.ben)).find(({ what }) => what === 'activity-unattended')?.at).not.toBe(`rhythm?activity=${activity.id}`);
    // The first of these is done; then there is room for what is with one person alone.
    await sql`update ties set state = 'sound', state_reason = null where community_id = ${id}`.execute(world.database.engine.kysely);
    await sql`update member_welcomes set at = at - interval '8 days' where community_id = ${id}`.execute(world.database.engine.kysely);
    expect((await things(people.ben)).find(({ what }) => what === 'hand-on')).toEqual({ what: 'hand-on', title: null, count: 3, at: `practice?stewardId=${people.ben}` });
    const followUp = '8e1f3c5a-0000-4000-8000-000000000001';
    await at(people.ben, 'PUT', `rhythm/${activity.id}/follow-ups/${followUp}`, { words: 'Send the drawing' });
    await at(people.ben, 'PATCH', `rhythm/${activity.id}/follow-ups/${followUp}`, { mine: true });
    expect((await things(people.ben))[0]).toEqual({ what: 'follow-up', title: 'Send the drawing', count: 1, at: `rhythm?activity=${activity.id}` });
    // Who is not in it is told nothing, and once it is closed nobody is.
    expect(await things(people.emil)).toEqual([]);
    expect((await world.call(people.emil, 'GET', '/api/communities/8e1f3c5a-0000-4000-8000-000000000001/next')).status).toBe(404);
    await at(people.ben, 'POST', 'closing', { removeAdded: false });
    expect(await things(people.ben)).toEqual([]);
  });
});

describe('how looking after things spreads', () => {
  const spread = async (as: string) => (await at(as, 'GET', 'stewardship')).body.months as { month: string; tenths: number | null }[];
  it('is told of the community in tenths, from five members on, month by month, to its members', async () => {
    const month = new Date().toISOString().slice(0, 7);
    expect(await spread(people.carla)).toEqual([{ month, tenths: null }]);
    expect((await at(people.emil, 'GET', 'stewardship')).status).toBe(403);
    const engine = world.database.engine.kysely;
    await sql`insert into memberships (tenant_id, community_id, person_id, part, joined_at) select ${world.tenantId}, ${id}, md5('spread' || n)::uuid, 'active', now() from generate_series(1, 5) n`.execute(engine);
    await at(people.ben, 'POST', 'practice/items', { items: Array.from({ length: 8 }, (_, number) => ({ source: 'link', url: `https://pumps.example/${number}`, title: `Pump ${number}`, lookAfter: true })) });
    // Ten things: eight of the coordinator’s, of which four, then five, go to as many members.
    const give = (count: number) => sql`update practice_items i set steward_id = md5('spread' || x.n)::uuid from (select id, row_number() over (order by title, id) as n from practice_items where community_id = ${id} and steward_id is not null) x where i.id = x.id and x.n <= ${count}`.execute(engine);
    await give(4);
    expect(await spread(people.carla)).toEqual([{ month, tenths: null }]);
    await give(5);
    expect(await spread(people.carla)).toEqual([{ month, tenths: 5 }]);
    await world.database.inTenant(world.tenantId, async (trx) => {
      await spreadStore.noteMonth(trx, world.tenantId, monthsUpTo(new Date())[9]!);
      await sql`update practice_items set steward_id = ${people.ben} where community_id = ${id}`.execute(trx);
    });
    expect(await spread(people.carla)).toEqual([{ month: monthsUpTo(new Date())[9]!, tenths: 5 }, { month, tenths: null }]);
  });

  it('counts months across a year’s end', () => {
    expect(monthsUpTo(new Date('2027-01-31T23:59:00Z'), 3)).toEqual(['2026-11', '2026-12', '2027-01']);
    expect([shareInTenths({ things: 0, withMembers: 0, members: 0 }), shareInTenths({ things: 20, withMembers: 5, members: 4 }), shareInTenths({ things: 20, withMembers: 9, members: 5 })]).toEqual([null, null, 5]);
  });
});

describe('the rules of looking after something', () => {
  const [mine, theirs, left] = [{ isMember: true, isMe: true }, { isMember: true, isMe: false }, { isMember: false, isMe: false }];
  it('let members offer themselves, and assign nothing', () => {
    expect([mayLookAfter('peripheral', null), mayLookAfter('coordinator', theirs), mayLookAfter(null, null)].map(({ allowed }) => allowed)).toEqual([true, false, false]);
    expect([mayEndStewardship('active', mine), mayEndStewardship('core', left), mayEndStewardship('coordinator', theirs)].map(({ allowed }) => allowed)).toEqual([true, true, false]);
    expect([mayAsk('active', mine), mayAsk('active', null), mayAsk('core', null), mayAsk('coordinator', left), mayAsk('coordinator', theirs), mayAsk(null, mine)].map(({ allowed }) => allowed)).toEqual([true, false, true, true, false, false]);
    expect(mayBeAsked({ isMember: true, isMe: false, askedLately: false }).allowed).toBe(true);
  });

  it('leave nothing to do where there is nothing to look after', () => {
    expect(lookedAfterBy({ id: 'a', displayName: 'Ana' }, { personId: 'a', part: 'coordinator', open: false }).abilities).toEqual({ takeOn: false, giveUp: false, ask: false });
  });
});
