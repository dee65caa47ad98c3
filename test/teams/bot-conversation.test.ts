import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Settings } from '../../api/platform/settings.ts';
import { cardViewOf } from '../../api/sponsorship/sponsorship-read-model.ts';
import { languageOf } from '../../api/teams/conversation-store.ts';
import { readIn } from '../../api/teams/wording.ts';
import { stableId } from '../../sandbox/tenant/stable-id.ts';
import { buildDomain, builtTeams, people } from '../support/tenant-builder.ts';
import { cardOf } from '../../sandbox/teams-page/teams-client.ts';
import { startWorld, type World } from './teams-harness.ts';

let world: World;
const [fleur, odile] = [stableId('built', 'fleur'), stableId('built', 'odile')];
beforeAll(async () => {
  world = await startWorld({ users: [{ id: fleur, displayName: 'Fleur Rowan', userPrincipalName: `fleur@${buildDomain}`, preferredLanguage: 'fr-FR' }, { id: odile, displayName: 'Odile Rowan', userPrincipalName: `odile@${buildDomain}`, preferredLanguage: 'fr-FR' }] });
}, 60_000);
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

  it('speaks French with whoever reads Teams in French, also in cards that come later', async () => {
    const client = world.teams.as(fleur);
    await client.installApp(world.clientId);
    await client.waitForMessage((message) => JSON.stringify(cardOf(message)).includes('Bienvenue dans Trellis'));
    const communityId = await world.community({ ben: 'coordinator' });
    const asked = await world.call(people.ben, 'POST', `/api/communities/${communityId}/sponsorship`, { sponsorId: fleur, whyNow: 'Now', memberHoursPerMonth: 2, budget: '', visibility: 'none' });
    expect(asked.status).toBeLessThan(300);
    const card = await client.waitForMessage((message) => JSON.stringify(cardOf(message)).includes('vous demande de parrainer une communauté'));
    expect(JSON.stringify(cardOf(card))).toContain('2 heures par mois pour chaque membre');
    const { id: chatId } = await client.openChat();
    const { cardId, version } = JSON.parse(/"data":(\{"cardId":[^}]*\})/.exec(JSON.stringify(cardOf(card)))![1]!) as { cardId: string; version: number };
    expect(JSON.stringify(await client.act(chatId, card.id, { verb: 'sponsorship.decline', data: { cardId, version, reason: '' } }))).toContain('Donnez une raison');
  });

  it('speaks first in the language that the directory has of a person, and rather in the one they read the tab in', async () => {
    const spoken = (personId: string) => world.database.inTenant(world.tenantId, (trx) => languageOf(trx, world.tenantId, personId));
    const communityId = await world.community({ ben: 'coordinator' });
    expect((await world.call(people.ben, 'POST', `/api/communities/${communityId}/sponsorship`, { sponsorId: odile, whyNow: 'Now', memberHoursPerMonth: 2, budget: '', visibility: 'none' })).status).toBeLessThan(300);
    expect([await known(odile), await spoken(odile)]).toEqual([undefined, 'fr']);
    for (const [language, then] of [['en-GB', 'en'], ['fr-CA', 'fr']] as const) {
      const me = await fetch(`${world.api.url}/api/me`, { headers: { authorization: `Bearer ${await world.sandbox.tokenFor(odile)}`, 'accept-language': language } });
      expect([(await me.json()).person.language, await spoken(odile)]).toEqual([undefined, then]);
    }
    // Asked by somebody who had their data erased since.
    await world.call(people.ben, 'DELETE', '/api/me/data');
    const { id } = await world.database.engine.kysely.selectFrom('sponsorship_cards').select('id').where('person_id', '=', odile).executeTakeFirstOrThrow();
    const found = await world.database.inTenant(world.tenantId, (trx) => cardViewOf(trx, world.tenantId, id, { clientId: world.clientId } as Settings, new Date()));
    expect([readIn('fr', () => found!.view.asker), readIn('en', () => found!.view.asker)]).toEqual(['Quelqu’un', 'Someone']);
  });
});

describe('the pages that the manifest names', () => {
  it.each(['privacy', 'terms'])('there is %s', async (page) => {
    const inFrench = await fetch(`${world.api.url}/${page}`, { headers: { 'accept-language': 'fr' } });
    expect(await inFrench.text()).toMatch(/<html lang="fr">[^]*(Ce que Trellis conserve|Conditions d’utilisation)/);
    const answer = await fetch(`${world.api.url}/${page}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await answer.text()).toMatch(/<h1>.+<\/h1>\s*<p>/);
  });
});
