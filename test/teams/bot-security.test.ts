import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { people } from '../support/tenant-builder.ts';
import { botToken } from './bot-token.ts';
import { startWorld, type World } from './teams-harness.ts';
import type { Wire } from './wire.ts';

let world: World;
let serviceUrl: string;
beforeAll(async () => {
  world = await startWorld();
  serviceUrl = `${world.sandbox.url}/connector/`;
}, 60_000);
afterAll(async () => { await world?.stop(); });

const activity = (changes: object = {}) => ({
  type: 'invoke', name: 'composeExtension/query', id: randomUUID(), channelId: 'msteams', serviceUrl,
  from: { id: '29:anna', name: 'Anna Rowan', aadObjectId: people.anna }, recipient: { id: `28:${world.clientId}`, name: 'Trellis' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: world.tenantId }, channelData: { tenant: { id: world.tenantId } },
  value: { commandId: 'findCommunity', parameters: [{ name: 'initialRun', value: 'true' }], queryOptions: { skip: 0, count: 25 } }, ...changes,
});

async function post(body: unknown, authorization?: string): Promise<{ status: number; body: Wire }> {
  const response = await fetch(`${world.api.url}/api/messages`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...(authorization && { authorization }) }, body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

const signed = (key: KeyObject, claims: object, header: object = {}) => new SignJWT({ serviceurl: serviceUrl, ...claims })
  .setProtectedHeader({ alg: 'RS256', kid: 'mine', typ: 'JWT', ...header })
  .setIssuedAt().setExpirationTime('1h').setIssuer('https://api.botframework.com').setAudience(world.clientId).sign(key);

describe('activities', () => {
  it('are taken from the bot service', async () => {
    const { status, body } = await post(activity(), `Bearer ${await botToken(world.sandbox, world.clientId, serviceUrl)}`);
    expect([status, body.composeExtension.type]).toEqual([200, 'message']);
  });

  it('are refused without a token, with one signed by someone else, and without a signature', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none', typ: 'JWT' })}.${part({ iss: 'https://api.botframework.com', aud: world.clientId, serviceurl: serviceUrl, exp: 4e9 })}.`;
    const good = await botToken(world.sandbox, world.clientId, serviceUrl);
    const refused = await Promise.all([
      post(activity()), post(activity(), 'Bearer nonsense'), post(activity(), `Basic ${good}`), post(activity(), `Bearer ${unsigned}`),
      post(activity(), `Bearer ${await signed(privateKey, {})}`), post(activity(), `Bearer ${good.slice(0, -6)}AAAAAA`),
    ]);
    expect(refused.map(({ status, body }) => [status, body.error])).toEqual(refused.map(() => [401, 'Unauthorized']));
  });

  it('are refused for another bot, and from another service than the token names', async () => {
    const otherBot = await botToken(world.sandbox, randomUUID(), serviceUrl);
    const good = await botToken(world.sandbox, world.clientId, serviceUrl);
    expect((await post(activity(), `Bearer ${otherBot}`)).status).toBe(401);
    expect((await post(activity({ serviceUrl: 'https://evil.example/' }), `Bearer ${good}`)).status).toBe(401);
    expect((await post(activity({ serviceUrl: undefined }), `Bearer ${good}`)).status).toBe(400);
  });

  it('are refused with the token that a person\'s tab holds', async () => {
    const tabToken = await world.sandbox.tokenFor(people.ben);
    expect((await post(activity(), `Bearer ${tabToken}`)).status).toBe(401);
  });

  it('do nothing for people of another tenant, whatever the card says', async () => {
    const communityId = await world.community({ ben: 'coordinator' });
    const token = await botToken(world.sandbox, world.clientId, serviceUrl);
    const join = (changes: object) => post(activity({
      name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb: 'community.join', data: { communityId, tenantId: world.tenantId, personId: people.dora } }, trigger: 'manual' }, ...changes,
    }), `Bearer ${token}`);
    const stranger = await join({ conversation: { id: 'a:1', tenantId: randomUUID() }, channelData: { tenant: { id: randomUUID() } } });
    expect(stranger.body.statusCode).toBe(400);
    const mixed = await join({ channelData: { tenant: { id: randomUUID() } } });
    expect(mixed.body.statusCode).toBe(400);
    const anna = await join({});
    expect(anna.body.type).toBe('application/vnd.microsoft.card.adaptive');
    const { body } = await world.call(people.ben, 'GET', `/api/communities/${communityId}/members`);
    expect(body.items.map((member: Wire) => member.person.id).sort()).toEqual([people.anna, people.ben].sort());
  });

  it('with a verb that no card has are refused, whatever it is called', async () => {
    const token = `Bearer ${await botToken(world.sandbox, world.clientId, serviceUrl)}`;
    for (const verb of ['nothing', 'constructor', 'toString', '__proto__']) {
      const { body } = await post(activity({ name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb, data: {} }, trigger: 'manual' } }), token);
      expect([verb, body.statusCode, body.value?.code]).toEqual([verb, 400, 'BadRequest']);
    }
  });

  it('that are too large or no JSON are refused, and the API goes on', async () => {
    const token = `Bearer ${await botToken(world.sandbox, world.clientId, serviceUrl)}`;
    expect((await post('{"type":', token)).status).toBe(400);
    expect((await post('[]', token)).status).toBe(400);
    expect((await post(activity({ text: 'x'.repeat(300_000) }), token).catch(() => ({ status: 413 }))).status).toBe(413);
    expect((await post(activity(), token)).status).toBe(200);
  });
});
