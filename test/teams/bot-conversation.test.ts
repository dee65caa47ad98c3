import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtTeams, people } from '../support/tenant-builder.ts';
import { cardOf } from '../support/teams-client.ts';
import { startWorld, type World } from './teams-harness.ts';

let world: World;
beforeAll(async () => { world = await startWorld(); }, 60_000);
afterAll(async () => { await world?.stop(); });

const known = (personId: string) => world.database.inTenant(world.tenantId, (trx) => trx.selectFrom('conversations').selectAll().where('person_id', '=', personId).executeTakeFirst());

describe('the bot', () => {
  it('welcomes a person who installs the app, once, and knows where to reach them', async () => {
    const client = world.teams.as(people.anna);
    await client.installApp(world.clientId);
    const welcome = await client.waitForMessage((message) => JSON.stringify(cardOf(message)).includes('Welcome to Trellis'));
    expect(JSON.stringify(cardOf(welcome))).toContain(`/l/entity/${world.clientId}/communities`);
    expect(await client.botMessages()).toHaveLength(1);
    expect(await known(people.anna)).toMatchObject({ service_url: `${world.sandbox.url}/connector/` });
  });

  it('answers any message with what can be done where', async () => {
    const client = world.teams.as(people.anna);
    const chat = await client.openChat();
    await client.send(chat.id, { text: 'hello?' });
    await client.waitForMessage((message) => JSON.stringify(cardOf(message)).includes('What you can do here'));
  });

  it('says nothing in a team it is added to', async () => {
    await world.teams.as(people.ben).installAppInTeam(builtTeams.open, world.clientId);
    await world.teams.as(people.ben).installApp(world.clientId);
    await world.teams.as(people.ben).waitForMessage((message) => JSON.stringify(cardOf(message)).includes('Welcome'));
    const [team] = (await world.teams.as(people.ben).teams()).filter((each) => each.id === builtTeams.open);
    for (const channel of team!.channels) expect(await world.teams.as(people.ben).messages(channel.id)).toEqual([]);
  });
});

describe('the pages that the manifest names', () => {
  it.each(['privacy', 'terms'])('there is %s', async (page) => {
    const answer = await fetch(`${world.api.url}/${page}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await answer.text()).toMatch(/<h1>.+<\/h1>\s*<p>/);
  });
});
