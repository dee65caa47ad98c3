import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { builtChannels, builtTeams, people } from '../support/tenant-builder.ts';
import { actionsOf, type ComposeAttachment } from '../../sandbox/teams-page/teams-client.ts';
import { peopleStore } from '../../api/membership/people-store.ts';
import { UnavailableError } from '../../api/platform/errors.ts';
import { startWorld, type World } from './teams-harness.ts';
import type { Wire } from './wire.ts';

let world: World;
const ids: Record<string, string> = {};
beforeAll(async () => {
  world = await startWorld();
  ids.weld = await world.community({ ben: 'coordinator', dora: 'active' }, { name: 'Welding', about: 'Joining metal well', unit: 'Works' });
  ids.robots = await world.community({ ben: 'coordinator' }, { name: 'Robots & welding', about: 'Arms that do what we mean', unit: 'Labs' });
  ids.markup = await world.community({ ben: 'coordinator', dora: 'core', carla: 'active' }, { name: '**Bold** <b>x</b> [y](https://evil.example) {{DATE(2020-01-01T00:00:00Z)}}', about: '<img src=x onerror=alert(1)> 50%_off \\ done', unit: 'Works' });
  await world.database.inTenant(world.tenantId, (trx) => peopleStore.remember(trx, world.tenantId, [{ id: people.carla, displayName: 'Carla Rowan', jobTitle: null, department: 'Labs' }], new Date()));
}, 60_000);
afterAll(async () => { await world?.stop(); });

const titles = (attachments: ComposeAttachment[]): unknown[] => attachments.map(({ preview }) => (preview as Wire).content.title);

describe('Find a community', () => {
  it('finds by words of name and description, names that begin so first', async () => {
    const { attachments } = await world.teams.as(people.anna).composeQuery({ text: 'WELD' });
    expect(titles(attachments)).toEqual(['Welding', 'Robots & welding']);
    expect(titles((await world.teams.as(people.anna).composeQuery({ text: 'mean arms' })).attachments)).toEqual(['Robots & welding']);
  });

  it('suggests without words: one\'s own unit first, then the biggest', async () => {
    const { attachments } = await world.teams.as(people.carla).composeQuery();
    expect(titles(attachments).map((title) => String(title).slice(0, 8))).toEqual(['Robots &', '**Bold**', 'Welding']);
  });

  it('suggests to somebody whom Trellis does not know yet, communities of no unit too', async () => {
    const id = await world.community({ ben: 'coordinator' }, { name: 'Of no unit', about: 'Anybody', unit: null });
    try {
      expect(titles((await world.teams.as(people.anna).composeQuery()).attachments)).toContain('Of no unit');
      expect(titles((await world.teams.as(people.carla).composeQuery()).attachments)).toContain('Of no unit');
    } finally {
      await sql`delete from communities where id = ${id}`.execute(world.database.engine.kysely);
    }
  });

  it('finds one or two letters where words of a name begin, page by page', async () => {
    const find = async (changes: object) => titles((await world.teams.as(people.anna).composeQuery({ text: 'we', ...changes })).attachments);
    expect(await find({})).toEqual(['Welding', 'Robots & welding']);
    expect([await find({ skip: 0, count: 1 }), await find({ skip: 1, count: 1 })]).toEqual([['Welding'], ['Robots & welding']]);
  });

  it('finds a mistyped name', async () => {
    expect(titles((await world.teams.as(people.anna).composeQuery({ text: 'weldign' })).attachments)).toContain('Welding');
  });

  it('names no place that a community is tied to, in the list, the card and the directory', async () => {
    const created = await world.call(people.anna, 'POST', '/api/communities', {
      requestId: randomUUID(), templateId: 'professional-discipline', name: 'Figures', about: 'Reading figures', charter: { domain: 'Figures', forWhom: '', practice: '', waysOfWorking: '', keyIssues: [] },
      ties: [{ kind: 'team', groupId: builtTeams.closed }, { kind: 'channel', groupId: builtTeams.closed, channelId: builtChannels.closedGeneral }],
    });
    expect([created.status, created.body.ties[0].name]).toEqual([201, 'Budget']);
    const found = await world.teams.as(people.dora).composeQuery({ text: 'figures' });
    expect(titles(found.attachments)).toEqual(['Figures']);
    const directory = await world.call(people.dora, 'GET', '/api/communities?search=figures');
    expect(directory.body.items).toMatchObject([{ name: 'Figures' }]);
    expect(JSON.stringify([found, directory.body])).not.toMatch(/budget/i);
    await sql`delete from communities where name = 'Figures'`.execute(world.database.engine.kysely);
  });

  it('gives pages', async () => {
    const client = world.teams.as(people.anna);
    const pages = await Promise.all([0, 1, 2, 3].map((skip) => client.composeQuery({ skip, count: 1 })));
    const seen = pages.flatMap(({ attachments }) => titles(attachments));
    expect(new Set(seen).size).toBe(3);
    expect(pages[3]).toMatchObject({ type: 'result', attachments: [] });
  });

  it('says so when nothing matches, also for signs that databases read', async () => {
    for (const text of ['%%%%q7', "'; drop table communities; --", '\\', '???', 'x'.repeat(400)]) {
      const result = await world.teams.as(people.anna).composeQuery({ text });
      expect([text, result.type, result.text]).toEqual([text, 'message', expect.stringContaining('No community matches')]);
    }
    expect(titles((await world.teams.as(people.anna).composeQuery({ text: '50%_' })).attachments)).toHaveLength(1);
  });

  it('shows markup in names as text', async () => {
    const { attachments: [found] } = await world.teams.as(people.anna).composeQuery({ text: 'Bold' });
    expect((found!.preview as Wire).content.text).not.toMatch(/[<>]/);
    const card = found!.content as Wire;
    const ownWords = card.body.flatMap((block: Wire) => block.inlines ?? []);
    expect(ownWords.every((inline: Wire) => inline.type === 'TextRun')).toBe(true);
    expect(JSON.stringify(card)).not.toContain('{{DATE(2020');
    expect(card.body.some((block: Wire) => block.type === 'TextBlock')).toBe(false);
  });

  it('answers in time although Graph does not answer at all', async () => {
    world.sandbox.faults.set([{ path: '^/v1\\.0/', hang: true }]);
    try {
      const began = performance.now();
      expect((await world.teams.as(people.anna).composeQuery({ text: 'weld' })).type).toBe('result');
      expect(performance.now() - began).toBeLessThan(5_000);
    } finally {
      world.sandbox.faults.clear();
    }
  });

  it('says so when the database does not answer, in time', async () => {
    const { database } = world.api.services;
    const { inTenant } = database;
    database.inTenant = () => Promise.reject(new UnavailableError({ code: 'database-unavailable' }));
    try {
      expect(await world.teams.as(people.anna).composeQuery({ text: 'weld' })).toMatchObject({ type: 'message', text: expect.stringContaining('try again') });
    } finally {
      database.inTenant = inTenant;
    }
  });
});

describe('a shared community', () => {
  const share = async (chatId: string) => {
    const client = world.teams.as(people.carla);
    const { attachments } = await client.composeQuery({ text: 'Welding' });
    const { contentType, content } = attachments[0]!;
    return client.send(chatId, { attachments: [{ contentType, content, clientId: world.clientId }] });
  };
  const press = async (personId: string, chatId: string, message: { id: string; attachments: { content?: unknown }[] }) => {
    const join = actionsOf(message.attachments[0]!.content).find((action) => action['verb'] === 'community.join')!;
    return world.teams.as(personId).act(chatId, message.id, { kind: 'execute', verb: 'community.join', data: join['data'] });
  };
  const membersOf = async () => (await world.call(people.ben, 'GET', `/api/communities/${ids.weld}/members`)).body.items.map((one: Wire) => one.person.id);

  it('lets whoever clicks join in their own name, once, in a channel', async () => {
    await world.teams.as(people.ben).installAppInTeam(builtTeams.open, world.clientId);
    const message = await share(builtChannels.help);
    const first = await press(people.carla, builtChannels.help, message);
    expect(JSON.stringify(first)).toContain('You joined Welding');
    const again = await press(people.carla, builtChannels.help, message);
    expect(JSON.stringify(again)).toContain('You are in Welding already');
    const dora = await press(people.dora, builtChannels.help, message);
    expect(JSON.stringify(dora)).toContain('already');
    expect(await membersOf()).toEqual(expect.arrayContaining([people.ben, people.carla, people.dora]));
    expect(await membersOf()).toHaveLength(3);
  });

  it('works in a chat between two people, where the bot is not', async () => {
    const chat = await world.teams.as(people.carla).openChat({ withPersonId: people.emil });
    const message = await share(chat.id);
    expect(JSON.stringify(await press(people.emil, chat.id, message))).toContain('You joined Welding');
    expect(await membersOf()).toContain(people.emil);
  });

  it('says so when the community no longer exists', async () => {
    const chat = await world.teams.as(people.carla).openChat({ withPersonId: people.emil });
    const message = await share(chat.id);
    await world.database.inTenant(world.tenantId, (trx) => trx.deleteFrom('communities').where('id', '=', ids.weld!).execute());
    expect(await press(people.emil, chat.id, message)).toEqual({ outcome: 'message', message: 'This community no longer exists.' });
  });
});
