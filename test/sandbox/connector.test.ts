import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { plantCard, sampleClientId, startSampleApp, type SampleApp } from '../support/sample-app.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { createTeamsClient, type TeamsClient } from '../../sandbox/teams-page/teams-client.ts';
import { buildTeam, buildTenant, builtChannels, builtTeams, people } from '../support/tenant-builder.ts';

interface ConnectorBody { id: string; activityId: string; serviceUrl: string; members: { aadObjectId: string }[] }

/** The connector as a bot meets it: plain HTTP with tokens of the sandbox's Entra, and the Teams SDK behind the app. */
describe('bot connector', () => {
  let app: SampleApp;
  let sandbox: TestSandbox;
  let teams: TeamsClient;
  let token: string;

  beforeAll(async () => {
    app = await startSampleApp();
    sandbox = await startTestSandbox({ apps: [app.registration] });
    teams = createTeamsClient({ teamsUrl: sandbox.teamsUrl });
    await app.connect(sandbox.url, sandbox.tenantId);
    const answer = await sandbox.requestToken({ grant_type: 'client_credentials', client_id: sampleClientId, client_secret: 'sample', scope: 'https://api.botframework.com/.default' });
    token = answer.body['access_token'] as string;
  });

  afterAll(async () => {
    await sandbox.stop();
    await app.close();
  });

  beforeEach(() => {
    sandbox.reset();
    app.activities.length = 0;
  });

  const call = async (method: string, path: string, body?: unknown, bearer = token) => {
    const answer = await fetch(`${sandbox.url}/connector/v3${path}`, {
      method, headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} as ConnectorBody : JSON.parse(text) as ConnectorBody };
  };
  const chatWith = (personId: string) => call('POST', '/conversations', { bot: { id: `28:${sampleClientId}` }, members: [{ id: personId }], tenantId: sandbox.tenantId, isGroup: false });
  const activitiesOf = (conversationId: string) => `/conversations/${conversationId}/activities`;
  const hello = { type: 'message', text: 'Hello' };

  it('refuses a caller without a token, with a token for Graph, and with a forged one', async () => {
    const refusal = { status: 401, body: { message: 'Authorization has been denied for this request.' } };
    const graphToken = (await sandbox.requestToken({ grant_type: 'client_credentials', client_id: sampleClientId, client_secret: 'sample', scope: 'https://graph.microsoft.com/.default' })).body['access_token'] as string;
    expect(await call('POST', '/conversations', {}, '')).toEqual(refusal);
    expect(await call('POST', '/conversations', {}, graphToken)).toEqual(refusal);
    expect(await call('POST', '/conversations', {}, `${token.slice(0, -6)}AAAAAA`)).toEqual(refusal);
  });

  it('opens one chat with a person who has the app, each time the same', async () => {
    await teams.as(people.ben).installApp(sampleClientId);
    const first = await chatWith(people.ben);
    expect(first.status).toBe(201);
    expect(first.body.serviceUrl).toBe(`${sandbox.url}/connector/`);
    expect((await chatWith(people.ben)).body.id).toBe(first.body.id);
    const sent = await call('POST', activitiesOf(first.body.id), hello);
    expect(sent.status).toBe(201);
    expect(await teams.as(people.ben).messages(first.body.id)).toMatchObject([{ id: sent.body.id, text: 'Hello', from: { kind: 'bot', name: 'Garden' } }]);
  });

  it('says when the person does not have the app', async () => {
    expect(await chatWith(people.carla)).toMatchObject({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
  });

  it('says when the app was removed, or the person has blocked the bot, after the chat was opened', async () => {
    const ben = teams.as(people.ben);
    await ben.installApp(sampleClientId);
    const { body: chat } = await chatWith(people.ben);
    await ben.blockBot(sampleClientId);
    expect(await call('POST', activitiesOf(chat.id), hello)).toMatchObject({ status: 403, body: { error: { code: 'ConversationBlockedByUser' } } });
    await ben.blockBot(sampleClientId, false);
    expect((await call('POST', activitiesOf(chat.id), hello)).status).toBe(201);
    await ben.removeApp(sampleClientId);
    expect(await call('POST', activitiesOf(chat.id), hello)).toMatchObject({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
  });

  it('knows no other tenant, no unknown conversation, no empty and no huge message', async () => {
    const elsewhere = await call('POST', '/conversations', { bot: { id: `28:${sampleClientId}` }, members: [{ id: people.ben }], tenantId: people.anna });
    expect(elsewhere.status).toBe(403);
    expect(await call('POST', activitiesOf('a:unknown'), hello)).toMatchObject({ status: 404, body: { error: { code: 'ConversationNotFound' } } });
    await teams.as(people.ben).installApp(sampleClientId);
    const { body: chat } = await chatWith(people.ben);
    expect(await call('POST', activitiesOf(chat.id), { type: 'message' })).toMatchObject({ status: 400, body: { error: { code: 'BadSyntax' } } });
    expect(await call('POST', activitiesOf(chat.id), { type: 'message', text: 'x'.repeat(120_000) })).toMatchObject({ status: 413, body: { error: { code: 'MessageSizeTooBig' } } });
  });

  it('changes and deletes the bot\'s messages, and no one else\'s', async () => {
    const ben = teams.as(people.ben);
    await ben.installApp(sampleClientId);
    const { body: chat } = await chatWith(people.ben);
    const { body: sent } = await call('POST', activitiesOf(chat.id), hello);
    expect((await call('PUT', `${activitiesOf(chat.id)}/${sent.id}`, { type: 'message', text: 'Good day' })).status).toBe(200);
    expect(await ben.messages(chat.id)).toMatchObject([{ text: 'Good day', updatedAt: expect.any(String) }]);
    expect((await call('DELETE', `${activitiesOf(chat.id)}/${sent.id}`)).status).toBe(200);
    expect(await ben.messages(chat.id)).toMatchObject([{ deleted: true, text: '' }]);
    expect(await call('PUT', `${activitiesOf(chat.id)}/${sent.id}`, hello)).toMatchObject({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    const own = await ben.send(chat.id, { text: 'Mine' });
    expect((await call('PUT', `${activitiesOf(chat.id)}/${own.id}`, hello)).status).toBe(403);
  });

  it('posts in a channel of a team that has the app, and replies in the thread', async () => {
    const create = () => call('POST', '/conversations', { isGroup: true, channelData: { channel: { id: builtChannels.help } }, activity: hello });
    expect(await create()).toMatchObject({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
    await teams.as(people.ben).installAppInTeam(builtTeams.open, sampleClientId);
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body.id).toBe(`${builtChannels.help};messageid=${body.activityId}`);
    await call('POST', activitiesOf(body.id), { type: 'message', text: 'And more' });
    expect(await teams.as(people.carla).messages(builtChannels.help)).toMatchObject([{ text: 'Hello', rootId: null }, { text: 'And more', rootId: body.activityId }]);
    await expect(teams.as(people.emil).messages(builtChannels.help)).rejects.toMatchObject({ status: 404 });
  });

  it('lists members with the ids that activities carry', async () => {
    const ben = teams.as(people.ben);
    await ben.installApp(sampleClientId);
    const { body: chat } = await chatWith(people.ben);
    await ben.send(chat.id, { text: 'Who am I?' });
    const message = await app.received((activity) => activity['text'] === 'Who am I?');
    const members = await call('GET', `/conversations/${chat.id}/members`);
    expect(members.body).toMatchObject([{ id: message['from'].id, objectId: people.ben, userPrincipalName: 'ben@rowan.example', tenantId: sandbox.tenantId }]);
    expect((await call('GET', `/conversations/${chat.id}/members/${people.ben}`)).body).toMatchObject({ id: message['from'].id, aadObjectId: people.ben });
    expect((await call('GET', `/conversations/${chat.id}/members/${people.carla}`)).status).toBe(404);
    await ben.installAppInTeam(builtTeams.open, sampleClientId);
    const paged = await call('GET', `/conversations/${builtChannels.general}/pagedMembers`);
    expect(paged.body.members.map((member: { aadObjectId: string }) => member.aadObjectId).sort()).toEqual([people.ben, people.carla, people.dora].sort());
  });

  it('fails on demand as the service fails', async () => {
    await teams.as(people.ben).installApp(sampleClientId);
    const { body: chat } = await chatWith(people.ben);
    sandbox.faults.set([
      { method: 'POST', path: '/connector/.*activities', status: 429, headers: { 'Retry-After': '1' }, body: { error: { code: 'TooManyRequests', message: 'Slow down.' } }, times: 1 },
      { method: 'POST', path: '/connector/.*activities', status: 412, times: 1 },
      { method: 'POST', path: '/connector/.*activities', status: 502, times: 1 },
    ]);
    const answers = [await call('POST', activitiesOf(chat.id), hello), await call('POST', activitiesOf(chat.id), hello), await call('POST', activitiesOf(chat.id), hello), await call('POST', activitiesOf(chat.id), hello)];
    expect(answers.map((answer) => answer.status)).toEqual([429, 412, 502, 201]);
    sandbox.faults.clear();
  });

  it('tells the bot where its app is installed and removed', async () => {
    const ben = teams.as(people.ben);
    await ben.installApp(sampleClientId);
    const installed = await app.received((activity) => activity['type'] === 'installationUpdate');
    expect(installed).toMatchObject({
      action: 'add', channelId: 'msteams', from: { aadObjectId: people.ben, id: expect.stringMatching(/^29:/) }, recipient: { id: `28:${sampleClientId}` },
      conversation: { conversationType: 'personal', tenantId: sandbox.tenantId }, channelData: { tenant: { id: sandbox.tenantId } }, serviceUrl: `${sandbox.url}/connector/`,
    });
    expect(await app.received((activity) => activity['type'] === 'conversationUpdate')).toMatchObject({ membersAdded: expect.arrayContaining([expect.objectContaining({ id: `28:${sampleClientId}` })]) });
    await ben.installAppInTeam(builtTeams.open, sampleClientId);
    const inTeam = await app.received((activity) => activity['type'] === 'conversationUpdate' && activity['conversation'].conversationType === 'channel');
    expect(inTeam).toMatchObject({ channelData: { eventType: 'teamMemberAdded', team: { aadGroupId: builtTeams.open, id: builtChannels.general } } });
    await ben.removeApp(sampleClientId);
    await app.received((activity) => activity['type'] === 'installationUpdate' && activity['action'] === 'remove');
  });

  it('signs activities as the bot service does', async () => {
    const seen: string[] = [];
    const listener = createServer((request, response) => {
      seen.push(request.headers.authorization ?? '');
      response.writeHead(202);
      response.end();
    });
    await new Promise<void>((resolve) => listener.listen(0, 'localhost', resolve));
    const address = listener.address() as { port: number };
    sandbox.registerApp({ ...app.registration, botMessagingEndpoint: `http://localhost:${address.port}/` });
    const ben = teams.as(people.ben);
    await ben.installApp(sampleClientId);
    const { body: chat } = await chatWith(people.ben);
    await ben.send(chat.id, { text: 'Signed?' });
    while (seen.length === 0) await new Promise((resolve) => listener.once('request', resolve));
    expect(decodeJwt(seen[0]!.replace('Bearer ', ''))).toMatchObject({ iss: 'https://api.botframework.com', aud: sampleClientId, serviceurl: `${sandbox.url}/connector/` });
    sandbox.registerApp(app.registration);
    listener.closeAllConnections();
    await new Promise((resolve) => listener.close(resolve));
  });

  it('passes messages, card actions and searches to a bot that checks every token', async () => {
    const ben = teams.as(people.ben);
    await ben.installApp(sampleClientId);
    const { body: chat } = await chatWith(people.ben);
    await ben.send(chat.id, { text: 'plain *words*' });
    expect(await ben.waitForMessage((message) => message.from.kind === 'bot')).toMatchObject({ text: '**You said:** plain *words*' });

    const { body: sent } = await call('POST', activitiesOf(chat.id), { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: plantCard('Rose') }] });
    const voted = await ben.act(chat.id, sent.id, { verb: 'vote', data: { plant: 'Rose', why: 'the scent' } });
    expect(voted).toMatchObject({ outcome: 'card', card: { body: expect.arrayContaining([expect.objectContaining({ text: 'Voted: Ben Rowan (the scent)' })]) } });
    expect(app.activities.at(-1)).toMatchObject({ type: 'invoke', name: 'adaptiveCard/action', replyToId: sent.id, value: { trigger: 'manual', action: { type: 'Action.Execute', verb: 'vote' } } });
    expect(await ben.act(chat.id, sent.id, { verb: 'refuse', data: { plant: 'Rose' } })).toEqual({ outcome: 'error', code: 'BadRequest', message: 'Not this plant.' });
    expect(await ben.act(chat.id, sent.id, { verb: 'say', data: { plant: 'Rose' } })).toEqual({ outcome: 'message', message: 'It is said.' });
    expect(await ben.act(chat.id, sent.id, { kind: 'submit', data: { ask: 'Rose' } })).toEqual({ outcome: 'sent' });
    await ben.waitForMessage((message) => message.text === 'You asked about Rose');

    const first = await ben.composeQuery();
    expect(first).toMatchObject({ type: 'result', attachments: expect.arrayContaining([expect.objectContaining({ preview: expect.objectContaining({ content: expect.objectContaining({ title: 'Rose' }) }) })]) });
    expect(first.attachments).toHaveLength(25);
    expect((await ben.composeQuery({ skip: 50 })).attachments).toHaveLength(10);
    expect((await ben.composeQuery({ text: 'vine 3' })).attachments).toHaveLength(1);
    expect(await ben.composeSubmit({ commandId: 'plant', data: { plant: 'Fern' } })).toMatchObject({ type: 'message', text: 'Planted by Ben Rowan' });
    expect(await ben.composeSelect({ value: { plant: 'Fern' } })).toMatchObject({ type: 'result', attachments: [{ content: { body: expect.arrayContaining([expect.objectContaining({ text: 'Fern' })]) } }] });
  });

  it('lets whoever clicks a shared card act in their own name', async () => {
    const ben = teams.as(people.ben);
    const result = await ben.composeQuery({ text: 'jasmine', conversationId: builtChannels.help });
    const post = await ben.send(builtChannels.help, { text: 'For everyone', attachments: [{ ...result.attachments[0]!, clientId: sampleClientId }] });
    await teams.as(people.carla).act(builtChannels.help, post.id, { verb: 'vote', data: { plant: 'Jasmine' } });
    const outcome = await teams.as(people.dora).act(builtChannels.help, post.id, { verb: 'vote', data: { plant: 'Jasmine' } });
    expect(JSON.stringify(outcome)).toContain('Carla Rowan, Dora Rowan');
    expect(app.activities.at(-1)).toMatchObject({
      from: { aadObjectId: people.dora }, conversation: { conversationType: 'channel', isGroup: true, id: `${builtChannels.help};messageid=${post.id}` },
      channelData: { team: { aadGroupId: builtTeams.open }, channel: { id: builtChannels.help } },
    });
    await expect(teams.as(people.emil).act(builtChannels.help, post.id, { verb: 'vote' })).rejects.toMatchObject({ status: 404 });
  });

  it('shows a private channel to its members only', async () => {
    const hidden = { id: '19:hidden@thread.tacv2', displayName: 'Hidden', membershipType: 'private' as const, members: [people.carla] };
    const team = buildTeam('Valves', { owners: [people.ben], members: [people.ben, people.carla], channels: [{ id: '19:valves@thread.tacv2', displayName: 'General', membershipType: 'standard' }, hidden] });
    const other = await startTestSandbox({ apps: [app.registration], tenant: buildTenant({ teams: [team] }) });
    try {
      const there = createTeamsClient({ teamsUrl: other.teamsUrl });
      await there.as(people.carla).send(hidden.id, { text: 'Between us' });
      await expect(there.as(people.ben).messages(hidden.id)).rejects.toMatchObject({ status: 404 });
      const channelsOf = async (personId: string) => (await there.as(personId).teams()).find((each) => each.displayName === 'Valves')!.channels.map((each) => each.displayName);
      expect(await channelsOf(people.ben)).toEqual(['General']);
      expect(await channelsOf(people.carla)).toEqual(['General', 'Hidden']);
    } finally {
      await other.stop();
    }
  });

  it('keeps conversations when the sandbox is started again', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'connector-'));
    const first = await startTestSandbox({ apps: [app.registration], stateDir });
    const chat = await createTeamsClient({ teamsUrl: first.teamsUrl }).as(people.ben).openChat({ withPersonId: people.carla });
    await createTeamsClient({ teamsUrl: first.teamsUrl }).as(people.ben).send(chat.id, { text: 'Until tomorrow' });
    await first.stop();
    const second = await startTestSandbox({ apps: [app.registration], stateDir });
    const carla = createTeamsClient({ teamsUrl: second.teamsUrl }).as(people.carla);
    expect(await carla.chats()).toMatchObject([{ title: 'Ben Rowan', unread: 1, preview: 'Until tomorrow' }]);
    expect(await carla.feed()).toMatchObject([{ title: 'Ben Rowan sent you a message', read: false }]);
    await second.stop();
    rmSync(stateDir, { recursive: true });
  });

  it('says that the app cannot be reached when its bot is down', async () => {
    sandbox.registerApp({ ...app.registration, botMessagingEndpoint: 'http://localhost:9/nobody' });
    expect(await teams.as(people.ben).composeQuery()).toMatchObject({ type: 'error', text: 'Unable to reach Garden. Please try again.' });
    sandbox.registerApp(app.registration);
  });
});
