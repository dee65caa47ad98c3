import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { people } from '../support/tenant-builder.ts';
import { startWorld, type World } from '../teams/teams-harness.ts';
import { approval, askedCommunity, cardsAbout, hurry, press, sponsorshipOf, textOf } from './card-client.ts';

let world: World;
beforeAll(async () => { world = await startWorld(); }, 60_000);
afterEach(() => { world.sandbox.faults.clear(); });
afterAll(async () => { await world?.stop(); });

const delivery = async (id: string) => {
  const { delivery_state: state, delivery_reason: reason } = await sponsorshipOf(world, id);
  return [state, reason];
};
const remind = (id: string) => world.call(people.ben, 'POST', `/api/communities/${id}/sponsorship/card`);
const sending = '^/connector/v3/conversations/[^/]+/activities$';

describe('the card on its way', () => {
  it('says that the app is not in the catalogue', async () => {
    world.sandbox.faults.set([{ path: '^/v1\\.0/appCatalogs', status: 200, body: { value: [] } }]);
    const id = await askedCommunity(world, 'No app here', { sponsorId: people.dora });
    await world.idle();
    expect(await delivery(id)).toEqual(['unreachable', 'app-not-installed']);
  });

  it('installs the app for a person who does not have it, and sends the card alone', async () => {
    const id = await askedCommunity(world, 'First contact', { sponsorId: people.emil });
    await world.idle();
    expect(await delivery(id)).toEqual(['delivered', null]);
    expect(await world.teams.as(people.emil).botMessages()).toHaveLength(1);
  });

  it('says that the person blocked the bot; a reminder reaches them once they let it', async () => {
    const client = world.teams.as(people.carla);
    await client.installApp(world.clientId);
    await client.blockBot(world.clientId);
    const id = await askedCommunity(world, 'Blocked', { sponsorId: people.carla });
    await world.idle();
    expect(await delivery(id)).toEqual(['unreachable', 'blocked-by-person']);
    await client.blockBot(world.clientId, false);
    expect((await remind(id)).body.delivery).toMatchObject({ state: 'waiting', reason: null });
    await world.idle();
    expect(await delivery(id)).toEqual(['delivered', null]);
    expect(await cardsAbout(world, people.carla, 'Blocked')).toHaveLength(1);
  });

  it('says that the organisation does not allow it', async () => {
    world.sandbox.faults.set([{ method: 'POST', path: '^/v1\\.0/users/[^/]+/teamwork/installedApps', status: 403 }]);
    const id = await askedCommunity(world, 'Not allowed', { sponsorId: people.dora });
    await world.idle();
    expect(await delivery(id)).toEqual(['unreachable', 'refused-by-policy']);
    world.sandbox.faults.clear();
    await remind(id);
    await world.idle();
    expect(await delivery(id)).toEqual(['delivered', null]);
  });

  it('tries again by itself when the bot service does not answer', async () => {
    world.sandbox.faults.set([{ method: 'POST', path: sending, status: 503 }]);
    const id = await askedCommunity(world, 'Late');
    await world.idle();
    expect(await delivery(id)).toEqual(['unreachable', 'service-unavailable']);
    world.sandbox.faults.clear();
    await hurry(world);
    expect(await delivery(id)).toEqual(['delivered', null]);
    expect(await cardsAbout(world, people.anna, 'Late')).toHaveLength(1);
  });

  it('reminds with one more card, however often it is asked for; all of them follow the decision', async () => {
    const id = await askedCommunity(world, 'Reminded');
    await world.idle();
    await Promise.all([remind(id), remind(id), remind(id)]);
    await world.idle();
    const cards = await cardsAbout(world, people.anna, 'Reminded');
    expect(cards).toHaveLength(2);
    await press(world, people.anna, cards[0]!, 'sponsorship.approve', approval(world));
    await world.idle();
    for (const card of await cardsAbout(world, people.anna, 'Reminded')) expect(textOf(card)).toContain('Anna Rowan sponsors this community');
    expect((await remind(id)).body.code).toBe('no-open-request');
  });

  it('is sent five times at most: then it is time to talk', async () => {
    const id = await askedCommunity(world, 'Reminded often');
    await world.idle();
    const statuses: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      const { status, body } = await world.call(people.ben, 'POST', `/api/communities/${id}/sponsorship/card`);
      statuses.push(status);
      if (status === 409) expect(body).toMatchObject({ code: 'reminded-enough', remedy: expect.stringContaining('Talk') });
      await world.idle();
    }
    expect(statuses).toEqual([202, 202, 202, 202, 409]);
    expect(await cardsAbout(world, people.anna, 'Reminded often')).toHaveLength(5);
  });

  it('makes a new chat when the one it knows is gone', async () => {
    await world.database.inTenant(world.tenantId, (trx) => trx.updateTable('conversations').set({ conversation_id: 'a:gone' }).where('person_id', '=', people.anna).execute());
    const id = await askedCommunity(world, 'Chat was gone');
    await world.idle();
    expect(await delivery(id)).toEqual(['delivered', null]);
  });
});

describe('when the process ends between sending and noting', () => {
  /** The message arrives, its answer does not. */
  const loseAnswer = () => world.sandbox.faults.set([{ method: 'POST', path: sending, resetAfter: true, times: 1 }]);

  it('a copy that was sent twice comes down to one as soon as it is looked at', async () => {
    loseAnswer();
    const id = await askedCommunity(world, 'Sent twice');
    await world.idle();
    await hurry(world);
    expect(await delivery(id)).toEqual(['delivered', null]);
    const copies = await cardsAbout(world, people.anna, 'Sent twice');
    expect(copies).toHaveLength(2);
    for (const copy of copies) await press(world, people.anna, copy, 'sponsorship.refresh');
    await world.idle();
    const [left, ...others] = await cardsAbout(world, people.anna, 'Sent twice');
    expect(others).toEqual([]);
    await press(world, people.anna, left!, 'sponsorship.approve', approval(world));
    await world.idle();
    expect(textOf((await cardsAbout(world, people.anna, 'Sent twice'))[0]!)).toContain('Anna Rowan sponsors');
  });

  it('a copy that is answered before it is noted counts, and no other is sent', async () => {
    loseAnswer();
    const id = await askedCommunity(world, 'Answered at once');
    await world.idle();
    const [copy] = await cardsAbout(world, people.anna, 'Answered at once');
    await press(world, people.anna, copy!, 'sponsorship.decline', { reason: 'Too early' });
    await hurry(world);
    expect((await sponsorshipOf(world, id)).state).toBe('declined');
    const [only, ...others] = await cardsAbout(world, people.anna, 'Answered at once');
    expect(others).toEqual([]);
    expect(textOf(only!)).toContain('Too early');
  });

  it('the coordinator is told once in the end, too', async () => {
    await askedCommunity(world, 'Told twice');
    await world.idle();
    loseAnswer();
    await press(world, people.anna, (await cardsAbout(world, people.anna, 'Told twice'))[0]!, 'sponsorship.decline', { reason: 'Next year' });
    await world.idle();
    await hurry(world);
    for (const copy of await cardsAbout(world, people.ben, 'Told twice')) await press(world, people.ben, copy, 'sponsorship.refresh');
    await world.idle();
    const [told, ...others] = await cardsAbout(world, people.ben, 'Told twice');
    expect(others).toEqual([]);
    expect(textOf(told!)).toContain('Next year');
  });

  it('a card is not sent for a request that was taken back meanwhile', async () => {
    world.sandbox.faults.set([{ method: 'POST', path: sending, status: 503 }]);
    const id = await askedCommunity(world, 'Too late');
    await world.idle();
    await world.call(people.ben, 'DELETE', `/api/communities/${id}/sponsorship`);
    world.sandbox.faults.clear();
    await hurry(world);
    expect(await cardsAbout(world, people.anna, 'Too late')).toEqual([]);
  });
});
