import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { readFileSync } from 'node:fs';
import { closeCommunity, reopenCommunity } from '../../api/communities/close-community.ts';
import { membershipStore } from '../../api/membership/membership-store.ts';
import { eventually } from '../support/eventually.ts';
import { actionsOf, cardOf } from '../../sandbox/teams-page/teams-client.ts';
import { people } from '../support/tenant-builder.ts';
import { startWorld, type World } from '../teams/teams-harness.ts';
import { approval, ask, askedCommunity, cardsAbout, invokeAs, press, sponsorshipOf, textOf } from './card-client.ts';
import type { Wire } from '../teams/wire.ts';

let world: World;
beforeAll(async () => { world = await startWorld(); }, 60_000);
afterAll(async () => { await world?.stop(); });

async function asked(name: string, changes: Partial<typeof ask> = {}): Promise<string> {
  const id = await askedCommunity(world, name, changes);
  await world.idle();
  return id;
}
const latest = async (personId: string, name: string) => (await cardsAbout(world, personId, name)).at(-1)!;
const dataOf = (message: Parameters<typeof cardOf>[0]) => actionsOf(cardOf(message)).find((action) => action['verb'] === 'sponsorship.approve')!['data'] as object;

describe('asking a manager to sponsor', () => {
  it('sends a card that says who asks, for what, and why now', async () => {
    await asked('Valve circle');
    const text = textOf(await latest(people.anna, 'Valve circle'));
    for (const part of ['Ben Rowan', 'Keeping old pumps running', ask.whyNow, '4 hours a month', ask.budget, 'Speak at the launch']) expect(text).toContain(part);
  });

  it('takes the approval with its commitments, updates the card, and tells the coordinator', async () => {
    const id = await asked('Approved one');
    const answer = await press(world, people.anna, await latest(people.anna, 'Approved one'), 'sponsorship.approve', approval(world));
    expect(answer.outcome).toBe('card');
    await world.idle();
    const [shown, ...others] = await cardsAbout(world, people.anna, 'Approved one');
    expect(others).toEqual([]);
    expect(textOf(shown!)).toContain('3 hours a month');
    expect(textOf(shown!)).not.toContain('sponsorship.approve');
    expect(textOf(await latest(people.ben, 'Approved one'))).toContain('Anna Rowan sponsors Approved one');
    const again = await world.call(people.ben, 'POST', `/api/communities/${id}/sponsorship`, ask);
    expect([again.status, again.body.code]).toEqual([409, 'sponsor-asked-already']);
  });

  it('keeps the first decision and says who made it on a second click', async () => {
    await asked('Clicked twice');
    const card = await latest(people.anna, 'Clicked twice');
    await press(world, people.anna, card, 'sponsorship.decline', { reason: 'Not this year' });
    const second = JSON.stringify(await press(world, people.anna, card, 'sponsorship.approve', approval(world)));
    expect(second).toContain('Declined by Anna Rowan');
    expect(second).toContain('Not this year');
  });

  it('decides once when many answers come at the same time', async () => {
    const id = await asked('Many at once');
    const card = await latest(people.anna, 'Many at once');
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => (index % 2 === 0
      ? press(world, people.anna, card, 'sponsorship.approve', approval(world))
      : press(world, people.anna, card, 'sponsorship.decline', { reason: `No ${index}` }))));
    await world.idle();
    expect(answers.filter((answer) => !JSON.stringify(answer).includes('answered before'))).toHaveLength(1);
    expect(await cardsAbout(world, people.ben, 'Many at once')).toHaveLength(1);
    expect(['approved', 'declined']).toContain((await sponsorshipOf(world, id)).state);
  });

  it('takes no answer from anyone but the person asked, whatever the card says', async () => {
    const id = await asked('Someone elses');
    const data = dataOf(await latest(people.anna, 'Someone elses'));
    for (const person of [people.dora, people.ben]) {
      const answer = await invokeAs(world, person, 'sponsorship.approve', { ...data, ...approval(world), sponsorId: person, personId: people.anna });
      expect(answer.type).toBe('application/vnd.microsoft.activity.message');
      expect(answer.value).toMatch(person === people.ben ? /You made this request/ : /Only Anna Rowan can answer/);
    }
    expect((await sponsorshipOf(world, id)).state).toBe('asked');
  });

  it('keeps what was typed when something in the form cannot be taken', async () => {
    await asked('Typed in vain');
    const card = await latest(people.anna, 'Typed in vain');
    const past = JSON.stringify(await press(world, people.anna, card, 'sponsorship.approve', { ...approval(world), budget: 'Two visits', reviewOn: '2020-01-01' }));
    expect(past).toContain('Two visits');
    expect(past).toContain('Choose a day for the review that is ahead');
    const tooMuch = JSON.stringify(await press(world, people.anna, card, 'sponsorship.approve', { ...approval(world), hours: 400, budget: 'Three visits' }));
    expect(tooMuch).toContain('Three visits');
    expect(JSON.stringify(await press(world, people.anna, card, 'sponsorship.decline', { reason: '  ' }))).toContain('Please give a reason');
  });

  it('takes the answer of a host that knows only Action.Submit', async () => {
    const id = await asked('By submit');
    const card = await latest(people.anna, 'By submit');
    const button = actionsOf(cardOf(card)).find((action) => action['verb'] === 'sponsorship.decline')!;
    const fallback = (button['fallback'] as { data: object }).data;
    const client = world.teams.as(people.anna);
    await client.act((await client.openChat()).id, card.id, { kind: 'submit', data: { ...fallback, reason: 'By the old way' } });
    await world.idle();
    expect((await sponsorshipOf(world, id)).state).toBe('declined');
    expect(textOf(await latest(people.anna, 'By submit'))).toContain('By the old way');
    // What such a host cannot show in the card is said in the chat: here, of a card that is no more.
    await client.act((await client.openChat()).id, card.id, { kind: 'submit', data: { ...fallback, cardId: '00000000-0000-4000-8000-000000000000', reason: 'Again' } });
    const { notice } = JSON.parse(readFileSync(new URL('../../api/teams/locales/en.json', import.meta.url), 'utf8')).sponsorship as { notice: { gone: string } };
    await eventually(async () => { expect(JSON.stringify(await client.botMessages())).toContain(notice.gone); });
  });

  it('shows markup in what people typed as text', async () => {
    await asked('**Loud** <b>x</b> [link](https://evil.example)', { whyNow: '{{DATE(2020-01-01T00:00:00Z)}} *now*' });
    const card = cardOf(await latest(people.anna, '**Loud**')) as Wire;
    expect(JSON.stringify(card)).not.toContain('{{DATE(2020');
    const blocks = card.body.filter((block: Wire) => block.type === 'TextBlock').map((block: Wire) => block.text).join();
    expect(blocks).not.toContain('Loud');
  });

  it('is for people who are signed in', async () => {
    const id = await world.community({ ben: 'coordinator' });
    for (const [method, path] of [['POST', ''], ['DELETE', ''], ['POST', '/card']] as const) {
      const answer = await fetch(`${world.api.url}/api/communities/${id}/sponsorship${path}`, { method, headers: { 'content-type': 'application/json' }, ...(method === 'POST' && { body: JSON.stringify(ask) }) });
      expect([method, path, answer.status]).toEqual([method, path, 401]);
    }
  });

  it('refuses what is out of bounds, by its field', async () => {
    const id = await world.community({ ben: 'coordinator' });
    const { status, body } = await world.call(people.ben, 'POST', `/api/communities/${id}/sponsorship`, { ...ask, memberHoursPerMonth: 41, whyNow: ' ', budget: 'x'.repeat(201) });
    expect([status, body.fields.map((one: Wire) => one.field).sort()]).toEqual([400, ['/budget', '/memberHoursPerMonth', '/whyNow']]);
  });

  it('is for coordinators, and never for oneself', async () => {
    const id = await world.community({ ben: 'coordinator', dora: 'core' });
    const path = `/api/communities/${id}/sponsorship`;
    expect((await world.call(people.dora, 'POST', path, ask)).body.code).toBe('coordinators-only');
    expect((await world.call(people.emil, 'POST', path, ask)).status).toBe(403);
    const oneself = await world.call(people.ben, 'POST', path, { ...ask, sponsorId: people.ben });
    expect([oneself.status, oneself.body.fields?.[0].field]).toEqual([400, '/sponsorId']);
    const nobody = await world.call(people.ben, 'POST', path, { ...ask, sponsorId: '00000000-0000-4000-8000-000000000000' });
    expect([nobody.status, nobody.body.fields?.[0].field]).toEqual([400, '/sponsorId']);
    expect((await world.call(people.ben, 'POST', `/api/communities/00000000-0000-4000-8000-000000000000/sponsorship`, ask)).status).toBe(404);
  });

  it('asks once, and sends one card, when the same is sent several times at once; another person has to wait', async () => {
    const id = await world.community({ ben: 'coordinator' }, { name: 'Asked at once' });
    const path = `/api/communities/${id}/sponsorship`;
    const answers = await Promise.all(Array.from({ length: 6 }, () => world.call(people.ben, 'POST', path, ask)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    await world.idle();
    expect(await cardsAbout(world, people.anna, 'Asked at once')).toHaveLength(1);
    const other = await world.call(people.ben, 'POST', path, { ...ask, sponsorId: people.carla });
    expect([other.status, other.body.code]).toEqual([409, 'sponsor-asked-already']);

    const contested = `/api/communities/${await world.community({ ben: 'coordinator', dora: 'coordinator' })}/sponsorship`;
    const both = await Promise.all([[people.ben, people.anna], [people.dora, people.carla]].map(([asker, sponsorId]) => world.call(asker!, 'POST', contested, { ...ask, sponsorId })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    await world.idle();
  });

  it('can be taken back while it waits; the card then says so', async () => {
    const id = await asked('Taken back');
    const path = `/api/communities/${id}/sponsorship`;
    const card = await latest(people.anna, 'Taken back');
    expect((await world.call(people.dora, 'DELETE', path)).status).toBe(403);
    expect((await world.call(people.ben, 'DELETE', path)).body.state).toBe('withdrawn');
    await world.idle();
    expect(textOf(await latest(people.anna, 'Taken back'))).toContain('The request was taken back');
    expect(JSON.stringify(await press(world, people.anna, card, 'sponsorship.approve', approval(world)))).toContain('Taken back');
    expect((await world.call(people.ben, 'DELETE', path)).body.code).toBe('no-open-request');
    expect((await world.call(people.ben, 'POST', path, ask)).status).toBe(201);
    await world.idle();
  });
});

describe('naming someone better placed', () => {
  it('asks the person named by full name or address, with the same request, and tells the coordinator', async () => {
    await asked('Passed by name');
    await press(world, people.anna, await latest(people.anna, 'Passed by name'), 'sponsorship.passOn', { person: 'Carla Rowan' });
    await world.idle();
    const card = await latest(people.carla, 'Passed by name');
    expect(textOf(card)).toContain(ask.whyNow);
    expect(textOf(await latest(people.anna, 'Passed by name'))).toContain('Anna Rowan named Carla Rowan as better placed');
    expect(textOf(await latest(people.ben, 'Passed by name'))).toContain('Carla Rowan has been asked');
    const refused = JSON.stringify(await press(world, people.carla, card, 'sponsorship.passOn', { person: 'anna@rowan.example' }));
    expect(refused).toContain('Anna Rowan already passed this request on');
    await press(world, people.carla, card, 'sponsorship.approve', approval(world));
    await world.idle();
    expect(textOf(await latest(people.ben, 'Passed by name'))).toContain('Carla Rowan sponsors');
  });

  it('asks who is meant when a name fits several', async () => {
    await asked('Which one');
    const card = await latest(people.anna, 'Which one');
    const answer = await press(world, people.anna, card, 'sponsorship.passOn', { person: 'Rowan' }) as { card: Wire };
    const choices = JSON.stringify(answer.card);
    expect(choices).toContain('Who do you mean');
    expect(choices).toContain(people.emil);
    await press(world, people.anna, card, 'sponsorship.passOn', { personId: people.emil });
    await world.idle();
    expect(await cardsAbout(world, people.emil, 'Which one')).toHaveLength(1);
  });

  it('says why someone cannot be asked, and keeps the name', async () => {
    const id = await asked('Cannot be asked');
    const card = await latest(people.anna, 'Cannot be asked');
    const named = async (person: string) => JSON.stringify(await press(world, people.anna, card, 'sponsorship.passOn', { person }));
    expect(await named('Nobody Such')).toMatch(/Nobody called “Nobody Such” was found.*Nobody Such/);
    // The account of somebody who has left.
    expect(await named('nobody@rowan.example')).toContain('Nobody called');
    expect(await named('Ben Rowan')).toContain('Ben Rowan made this request and cannot answer it');
    expect(await named('Anna Rowan')).toContain('That is you');
    expect(await named('x')).toContain('at least two letters');
    world.sandbox.faults.set([{ path: '^/v1\\.0/users', status: 503 }]);
    try {
      expect(await named('Zacharias')).toMatch(/directory does not answer.*Zacharias/);
    } finally {
      world.sandbox.faults.clear();
    }
    expect((await sponsorshipOf(world, id)).state).toBe('asked');
  });
});

describe('the sponsor who agreed', () => {
  const actor = (personId = people.ben) => ({ tenantId: world.tenantId, personId, displayName: personId === people.ben ? 'Ben Rowan' : 'Anna Rowan', roles: [] });
  const close = (id: string, by?: string) => closeCommunity(world.api.services, actor(by), id, { removeAdded: false }, AbortSignal.timeout(10_000));
  const reopen = (id: string) => reopenCommunity(world.api.services, actor(), id);
  /** Lets the minute pass in which closing may be taken back. */
  const passed = async () => {
    await sql`update pgboss.job set start_after = now() where name like 'tell-sponsor/%'`.execute(world.database.engine.kysely);
    await world.idle();
  };
  const told = async (name: string) => (await cardsAbout(world, people.anna, name)).map(textOf).flatMap((text) => [/Ben Rowan (closed|opened) [^"]*/.exec(text)?.[0] ?? []].flat());
  async function sponsored(name: string): Promise<string> {
    const id = await asked(name);
    await press(world, people.anna, await latest(people.anna, name), 'sponsorship.approve', approval(world));
    await world.idle();
    return id;
  }

  it('is told when the community is closed, and when it is opened again; not of what was taken back at once', async () => {
    const id = await sponsored('Closed one');
    await close(id);
    await reopen(id);
    await close(id);
    await reopen(id);
    await passed();
    expect(await told('Closed one')).toEqual([]);
    await close(id);
    await passed();
    expect(await told('Closed one')).toEqual(['Ben Rowan closed Closed one']);
    await reopen(id);
    await close(id);
    await passed();
    expect(await told('Closed one')).toEqual(['Ben Rowan closed Closed one']);
    await reopen(id);
    await passed();
    expect(await told('Closed one')).toEqual(['Ben Rowan closed Closed one', 'Ben Rowan opened Closed one again']);
    expect(actionsOf(cardOf(await latest(people.anna, 'Closed one'))).map((action) => action['type'])).toEqual(['Action.OpenUrl']);
  });

  it('is not told of their own doing; nor is anybody who has not agreed', async () => {
    const id = await sponsored('Own doing');
    await world.database.inTenant(world.tenantId, (trx) => membershipStore.add(trx, world.tenantId, id, [{ personId: people.anna, part: 'coordinator' }], world.clock.now));
    await close(id, people.anna);
    const open = await asked('Not answered');
    await close(open);
    await passed();
    expect([(await cardsAbout(world, people.anna, 'Own doing')).filter((message) => textOf(message).includes('closed')), await told('Not answered')]).toEqual([[], []]);
  });
});
