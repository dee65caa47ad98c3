import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { actionsOf, cardOf, type MessageView } from '../../sandbox/teams-page/teams-client.ts';
import { people } from '../support/tenant-builder.ts';
import { botToken } from '../teams/bot-token.ts';
import type { World } from '../teams/teams-harness.ts';
import type { Wire } from '../teams/wire.ts';

export const ask = { sponsorId: people.anna, whyNow: 'Three plants rebuild the same rig', memberHoursPerMonth: 4, budget: 'One visit a year', visibility: 'speak-at-launch' };

export const textOf = (message: MessageView): string => JSON.stringify(cardOf(message));
export const inSixMonths = (world: World): string => new Date(world.clock.now.getTime() + 180 * 86_400_000).toISOString().slice(0, 10);
export const approval = (world: World) => ({ hours: 3, budget: '', visibility: 'mention-in-unit', reviewOn: inSixMonths(world) });

/** A community whose coordinator `ben` has asked `anna` (or another) to sponsor; the card is on its way. */
export async function askedCommunity(world: World, name: string, changes: Partial<typeof ask> = {}): Promise<string> {
  const id = await world.community({ ben: 'coordinator', dora: 'active' }, { name });
  const { status, body } = await world.call(people.ben, 'POST', `/api/communities/${id}/sponsorship`, { ...ask, ...changes });
  expect([status, body?.state ?? body]).toEqual([201, 'asked']);
  return id;
}

/** The cards about a community in a person's chat with the bot, oldest first. */
export async function cardsAbout(world: World, personId: string, name: string): Promise<MessageView[]> {
  return (await world.teams.as(personId).botMessages()).filter((message) => !message.deleted && textOf(message).includes(name));
}

/** Presses a button as Teams does; `inputs` are what the person typed. */
export async function press(world: World, personId: string, message: MessageView, verb: string, inputs: Record<string, unknown> = {}) {
  const client = world.teams.as(personId);
  const refresh = (cardOf(message)['refresh'] as { action: { verb: string; data: object } } | undefined)?.action;
  const button = verb === refresh?.verb ? refresh : actionsOf(cardOf(message)).find((action) => action['verb'] === verb)!;
  return client.act((await client.openChat()).id, message.id, { kind: 'execute', verb, data: { ...button.data as object, ...inputs } });
}

/** What the API says of the sponsoring, through the community's own request. */
export async function sponsorshipOf(world: World, communityId: string) {
  const { rows: [row] } = await world.database.inTenant(world.tenantId, (trx) =>
    sql<{ state: string; delivery_state: string; delivery_reason: string | null }>`select state, delivery_state, delivery_reason from sponsorships where community_id = ${communityId} order by asked_at desc limit 1`.execute(trx));
  return row!;
}

/** Jobs that wait to be tried again do so now. */
export async function hurry(world: World): Promise<void> {
  await sql`update pgboss.job set start_after = now() where state = 'retry'`.execute(world.database.engine.kysely);
  await world.idle();
}

/** Posts an invoke to the bot as the bot service would, for someone whose Teams shows no such card. */
export async function invokeAs(world: World, personId: string, verb: string, data: object): Promise<Wire> {
  const serviceUrl = `${world.sandbox.url}/connector/`;
  const response = await fetch(`${world.api.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await botToken(world.sandbox, world.clientId, serviceUrl)}` },
    body: JSON.stringify({
      type: 'invoke', name: 'adaptiveCard/action', id: randomUUID(), channelId: 'msteams', serviceUrl,
      from: { id: `29:${personId}`, name: 'Someone', aadObjectId: personId }, recipient: { id: `28:${world.clientId}`, name: 'Trellis' },
      conversation: { id: 'a:elsewhere', conversationType: 'personal', tenantId: world.tenantId }, channelData: { tenant: { id: world.tenantId } },
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
    }),
  });
  return response.json();
}
