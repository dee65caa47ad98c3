import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actionsOf, cardOf, type MessageView } from '../support/teams-client.ts';
import { people } from '../support/tenant-builder.ts';
import { startWorld, type World } from '../teams/teams-harness.ts';

let world: World;
beforeAll(async () => { world = await startWorld(); }, 60_000);
afterAll(async () => { await world?.stop(); });

const ask = { sponsorId: people.anna, whyNow: 'Three plants rebuild the same rig', memberHoursPerMonth: 4, budget: 'One visit a year', visibility: 'speak-at-launch' };

async function asked(changes: Partial<typeof ask> = {}, name = 'Pump keepers'): Promise<string> {
  const id = await world.community({ ben: 'coordinator', dora: 'active' }, { name });
  const { status, body } = await world.call(people.ben, 'POST', `/api/communities/${id}/sponsorship`, { ...ask, ...changes });
  expect([status, body.state ?? body]).toEqual([201, 'asked']);
  await world.idle();
  return id;
}

const textOf = (message: MessageView): string => JSON.stringify(cardOf(message));
const cardAbout = (name: string) => (message: MessageView) => textOf(message).includes(name);
const button = (message: MessageView, verb: string) => actionsOf(cardOf(message)).find((action) => action['verb'] === verb)!;

async function press(personId: string, message: MessageView, verb: string, inputs: Record<string, unknown> = {}) {
  const client = world.teams.as(personId);
  const chat = await client.openChat();
  return client.act(chat.id, message.id, { kind: 'execute', verb, data: { ...button(message, verb)['data'] as object, ...inputs } });
}

const approval = { hours: 3, budget: '', visibility: 'mention-in-unit', reviewOn: '2099-01-01' };
const inSixMonths = () => new Date(world.clock.now.getTime() + 180 * 86_400_000).toISOString().slice(0, 10);

describe('asking a manager to sponsor', () => {
  it('sends a card that says who asks, for what, and why now', async () => {
    await asked({}, 'Valve circle');
    const [card] = (await world.teams.as(people.anna).botMessages()).filter(cardAbout('Valve circle'));
    const text = textOf(card!);
    for (const part of ['Ben Rowan', 'Keeping old pumps running', ask.whyNow, '4 hours a month', ask.budget, 'Speak at the launch']) expect(text).toContain(part);
  });

  it('installs the app for a manager who does not have it', async () => {
    const id = await asked({ sponsorId: people.emil }, 'Emil asked');
    const { body } = await world.call(people.ben, 'POST', `/api/communities/${id}/sponsorship/card`);
    expect(body.delivery.state).toBe('waiting');
    await world.idle();
    expect((await world.teams.as(people.emil).botMessages()).filter(cardAbout('Emil asked'))).toHaveLength(2);
  });

  it('takes the approval with its commitments, updates the card, and tells the coordinator', async () => {
    const id = await asked({}, 'Approved one');
    const anna = world.teams.as(people.anna);
    const card = (await anna.botMessages()).findLast(cardAbout('Approved one'))!;
    const reviewOn = inSixMonths();
    const answer = await press(people.anna, card, 'sponsorship.approve', { ...approval, reviewOn });
    expect(answer.outcome).toBe('card');
    await world.idle();
    const shown = textOf((await anna.botMessages()).findLast(cardAbout('Approved one'))!);
    expect(shown).toContain('Approved');
    expect(shown).toContain('3 hours a month');
    expect(shown).not.toContain('sponsorship.approve');
    const told = (await world.teams.as(people.ben).botMessages()).findLast(cardAbout('Approved one'))!;
    expect(textOf(told)).toContain('Anna Rowan sponsors Approved one');
    const again = await world.call(people.ben, 'POST', `/api/communities/${id}/sponsorship`, ask);
    expect([again.status, again.body.code]).toEqual([409, 'sponsor-asked-already']);
  });

  it('keeps the first decision and says who made it on a second click', async () => {
    await asked({}, 'Clicked twice');
    const card = (await world.teams.as(people.anna).botMessages()).findLast(cardAbout('Clicked twice'))!;
    await press(people.anna, card, 'sponsorship.decline', { reason: 'Not this year' });
    const second = await press(people.anna, card, 'sponsorship.approve', { ...approval, reviewOn: inSixMonths() });
    expect(JSON.stringify(second)).toContain('Declined by Anna Rowan');
    expect(JSON.stringify(second)).toContain('Not this year');
  });
});
