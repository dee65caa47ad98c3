import { randomUUID } from 'node:crypto';
import { communityPage, createCommunity, finishCreating, listCommunities, listDrafts, saveDraft } from '../../api/communities/communities-contract.ts';
import { builtChannels, builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';
import { buildCommunity, type CommunityWorld, firstActivity, openTies, startCommunityWorld } from './community-world.ts';

let world: CommunityWorld;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
beforeEach(() => { world.sandbox.journal.clear(); });
afterEach(() => { world.sandbox.faults.clear(); });

describe('creating a community', () => {
  it('ties it to the team, channel, library and calendar, with one round trip to check them all', async () => {
    const page = await world.community({ topics: ['pumps', 'pumps', 'seals'], unit: 'Works' });
    expect(communityPage.safeParse(page).success).toBe(true);
    expect(page).toMatchObject({
      name: 'Pump people', stage: 'potential', unit: 'Works', topics: ['pumps', 'seals'], memberCount: 1, myPart: 'coordinator',
      charter: { version: 1, keyIssues: [{ title: 'Seals fail early', state: 'open' }], updatedBy: { displayName: 'Ben Rowan' } },
      members: [{ part: 'coordinator', person: { displayName: 'Ben Rowan', jobTitle: 'Engineer', department: 'Works' } }],
      abilities: { join: false, leave: false, editCharter: true, askSponsor: true, withdrawAsk: false }, unfinished: [], sponsorship: null,
    });
    expect(page.ties.map((tie) => [tie.kind, tie.name, tie.state])).toEqual([
      ['team', 'Pumps', 'sound'], ['channel', 'Ask for help', 'sound'], ['library', 'Documents', 'sound'], ['calendar', 'Pumps', 'sound'],
    ]);
    expect(world.roundTrips()).toBe(1);
    expect(world.graphWrites()).toEqual([]);
  });

  it('pins the tab and puts the first activity on the calendar, once, however often it is sent', async () => {
    const body = buildCommunity({ pinTab: true, firstActivity: firstActivity(world.clock.now) });
    const ask = () => world.api.request(createCommunity, { as: upn('ben'), body });
    const first = await ask();
    expect([first.status, first.body.unfinished]).toEqual([201, []]);
    expect(world.graphWrites()).toEqual([
      `POST /v1.0/teams/${builtTeams.open}/installedApps`, `POST /v1.0/teams/${builtTeams.open}/channels/${builtChannels.help}/tabs`, `POST /v1.0/groups/${builtTeams.open}/events`,
    ]);
    const again = await ask();
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect(world.graphWrites()).toHaveLength(3);
    const { tabs, events } = await held(first.body.id, 'First clinic');
    expect(tabs).toMatchObject([{ displayName: 'Pump people', configuration: { entityId: first.body.id, contentUrl: `http://localhost:3978/tab/communities/${first.body.id}` } }]);
    expect(events).toHaveLength(1);
    expect(new Date(`${events[0]!.start.dateTime}Z`).toISOString().slice(0, 19)).toBe(body.firstActivity!.startsAt.slice(0, 19));
  });

  it('asks Graph three times, one after another, to tie it to what exists and pin its tab; twice where the app is there', async () => {
    const pinned = async () => {
      world.sandbox.journal.clear();
      const { status, body } = await world.create(upn('ben'), { name: 'Counted', pinTab: true, ties: [openTies[0]!, { kind: 'channel', groupId: builtTeams.open, channelId: builtChannels.general }, ...openTies.slice(1)] });
      expect([status, body.unfinished, body.ties.length]).toEqual([201, [], 5]);
      return world.roundTrips();
    };
    await removeApp();
    // The target: at most six requests, at most three of them one after another.
    expect([await pinned(), await pinned()]).toEqual([3, 2]);
  });

  it('looks for itself what it had seen before, once something went wrong', async () => {
    await removeApp();
    world.sandbox.faults.set([{ method: 'POST', path: '/tabs$', resetAfter: true, times: 1 }, { method: 'POST', path: '/installedApps$', resetAfter: true, times: 1 }]);
    const body = buildCommunity({ name: 'Twice', pinTab: true });
    const first = await world.api.request(createCommunity, { as: upn('ben'), body });
    world.sandbox.faults.clear();
    const again = first.body.unfinished.length > 0 ? await world.api.request(createCommunity, { as: upn('ben'), body }) : first;
    expect(again.body.unfinished).toEqual([]);
    expect((await held(again.body.id, 'none')).tabs).toHaveLength(1);
  });

  it('creates all the same when the app cannot be looked up, and says what is not done', async () => {
    await removeApp();
    world.sandbox.faults.set([{ method: 'GET', path: '/appCatalogs/teamsApps', status: 403 }]);
    const page = await world.community({ name: 'No catalogue', pinTab: true });
    expect(page.unfinished).toMatchObject([{ step: 'install-app', code: 'graph-forbidden' }, { step: 'pin-tab' }]);
  });

  it('makes one community of a double click', async () => {
    const body = buildCommunity({ name: 'Double click', pinTab: true, firstActivity: { ...firstActivity(world.clock.now), subject: 'Double' } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.api.request(createCommunity, { as: upn('ben'), body })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    const { tabs, events } = await held(answers[0]!.body.id, 'Double');
    expect([tabs.length, events.length]).toEqual([1, 1]);
  });

  it('takes the draft away when the community is there, and keeps it when it is not', async () => {
    const draftId = randomUUID();
    await world.api.request(saveDraft, { as: upn('ben'), params: { draftId }, body: { content: { name: 'Half typed' } } });
    const ids = async () => (await world.api.request(listDrafts, { as: upn('ben') })).body.items.map((draft) => draft.id);
    expect((await world.create(upn('ben'), { requestId: draftId, templateId: 'none-such' })).status).toBe(400);
    expect(await ids()).toContain(draftId);
    await world.community({ requestId: draftId });
    expect(await ids()).not.toContain(draftId);
  });

  it('asks the sponsor, and refuses oneself and people whom nobody knows', async () => {
    const ask = { whyNow: 'Three sites repair the same pumps', memberHoursPerMonth: 4, budget: '', visibility: 'none' as const };
    const page = await world.community({ sponsor: { ...ask, sponsorId: people.anna } });
    expect(page.sponsorship).toMatchObject({ state: 'asked', sponsor: { displayName: 'Anna Rowan', jobTitle: 'Head of works' }, askedBy: { displayName: 'Ben Rowan' } });
    const own = await world.create(upn('ben'), { sponsor: { ...ask, sponsorId: people.ben } });
    expect([own.status, own.body.fields?.[0]?.field]).toEqual([400, '/sponsor/sponsorId']);
    const unknown = await world.create(upn('ben'), { sponsor: { ...ask, sponsorId: randomUUID() } });
    expect([unknown.status, unknown.body.code, unknown.body.fields?.[0]?.field]).toEqual([422, 'sponsor-not-found', '/sponsor/sponsorId']);
  });

  it('takes markup in a name and a charter as text', async () => {
    const name = '<img src=x onerror=alert(1)> & "friends"';
    const page = await world.community({ name, charter: { ...buildCommunity().charter, domain: '<script>alert(1)</script> **bold**' } });
    expect([page.name, page.charter.domain]).toEqual([name, '<script>alert(1)</script> **bold**']);
  });
});

describe('creating with something new', () => {
  const channel = { kind: 'channel', groupId: builtTeams.open, name: 'Seals' } as const;
  const folder = { kind: 'folder', groupId: builtTeams.open, driveId: builtDrives.open, name: 'Seal cases' } as const;

  it('makes the places with the community, ties them, and makes nothing twice', async () => {
    const body = buildCommunity({ name: 'Seal people', ties: [openTies[0]!], newPlaces: [channel, folder] });
    for (let times = 0; times < 2; times += 1) {
      const answer = await world.api.request(createCommunity, { as: upn('ben'), body });
      expect([answer.status, answer.body.unfinished, answer.body.ties.map((tie) => [tie.kind, tie.name])]).toEqual([201, [], [['team', 'Pumps'], ['channel', 'Seals'], ['folder', 'Seal cases']]]);
    }
    expect(world.graphWrites().map((line) => line.replace(/\/items\/.*/, '/items/…'))).toEqual([`POST /v1.0/teams/${builtTeams.open}/channels`, `POST /v1.0/drives/${builtDrives.open}/items/…`]);
  });

  it('shows a team that takes its time as going on, and ties it when it is there', async () => {
    world.sandbox.settings.teamOperationMs = 60_000;
    const page = await world.community({ name: 'Gasket people', ties: [], newPlaces: [{ kind: 'team', name: 'Gaskets' }] });
    expect([page.ties, page.unfinished]).toMatchObject([[], [{ step: 'create-team', going: true }]]);
    world.clock.now = new Date(world.clock.now.getTime() + 61_000);
    const { body } = await world.api.request(finishCreating, { as: upn('ben'), params: { communityId: page.id } });
    expect([body.unfinished, body.ties.map((tie) => tie.kind)]).toEqual([[], ['team', 'channel', 'library', 'calendar']]);
  });

  it('is refused before anything is made, naming the field: a name that is taken, or cannot be had; the same twice; too much', async () => {
    for (const [newPlaces, status, fields] of [
      [[{ ...folder, name: 'Others' }, { ...channel, name: 'ask for HELP' }], 409, ['/newPlaces/1/name']],
      [[{ ...channel, name: 'A / B' }], 400, ['/newPlaces/0/name']],
      [[folder, { ...folder, name: 'SEAL cases' }], 400, ['/newPlaces/1']],
      [[{ ...channel, name: 'Elsewhere', groupId: builtTeams.closed }], 400, ['/newPlaces/0/groupId']],
      [Array.from({ length: 5 }, (_, number) => ({ kind: 'team', name: `Team ${number}` }) as const), 400, ['/newPlaces']],
    ] as const) {
      const answer = await world.create(upn('ben'), { name: 'Refused', newPlaces: [...newPlaces] });
      expect([answer.status, answer.body.fields?.map(({ field }) => field)]).toEqual([status, fields]);
    }
    expect(world.graphWrites()).toEqual([]);
    const { body } = await world.api.request(listCommunities, { as: upn('ben'), query: { search: 'Refused' } });
    expect(body.items.map(({ name }) => name)).not.toContain('Refused');
  });

  it('creates the community also where Graph forbids the place, and says what to do', async () => {
    world.sandbox.faults.set([{ method: 'POST', path: '/channels$', status: 403 }]);
    const page = await world.community({ name: 'Forbidden', newPlaces: [{ ...channel, name: 'Forbidden' }] });
    expect(page.unfinished).toMatchObject([{ step: 'create-channel', code: 'graph-forbidden', detail: 'The channel could not be made: you may not add channels to this team.' }]);
  });
});

describe('creating is refused', () => {
  it('to one who is not signed in', async () => {
    const { status, body } = await world.api.request(createCommunity, { body: buildCommunity() });
    expect([status, body.code]).toEqual([401, 'not-signed-in']);
  });

  it.each([
    ['an unknown template', { templateId: 'none-such' }, '/templateId'],
    ['a place chosen twice', { ties: [openTies[0]!, openTies[0]!] }, '/ties/1'],
    ['a tab without a channel', { ties: [openTies[0]!], pinTab: true }, '/pinTab'],
    ['an activity without a calendar', { ties: [openTies[0]!], firstActivity: firstActivity(new Date()) }, '/firstActivity'],
    ['an activity in the past', { firstActivity: { ...firstActivity(new Date()), startsAt: '2020-01-01T00:00:00Z' } }, '/firstActivity/startsAt'],
    ['a zone that nobody knows', { firstActivity: { ...firstActivity(new Date()), timeZone: 'Mars/Olympus' } }, '/firstActivity/timeZone'],
    ['an offset instead of a zone', { firstActivity: { ...firstActivity(new Date()), timeZone: '+02:00' } }, '/firstActivity/timeZone'],
    ['a name that is too long', { name: 'x'.repeat(121) }, '/name'],
  ] as const)('for %s, naming the field', async (_what, changes, field) => {
    const { status, body } = await world.create(upn('ben'), changes as never);
    expect([status, body.fields?.map((each) => each.field)]).toEqual([400, [field]]);
    expect(body.fields![0]!.remedy).not.toBe('');
  });

  it('when a place vanished or is closed to the person, and tells both alike', async () => {
    const closed = await world.create(upn('emil'), { ties: [{ kind: 'team', groupId: builtTeams.closed }, { kind: 'library', groupId: builtTeams.closed, driveId: builtDrives.closed }] });
    const unknown = await world.create(upn('emil'), { ties: [{ kind: 'team', groupId: randomUUID() }, { kind: 'library', groupId: randomUUID(), driveId: 'b!none' }] });
    expect([closed.status, closed.body.code, closed.body.fields?.map((each) => each.field)]).toEqual([422, 'ties-not-found', ['/ties/0', '/ties/1']]);
    expect({ ...closed.body, correlationId: '' }).toEqual({ ...unknown.body, correlationId: '' });
    const vanished = await world.create(upn('ben'), { ties: [openTies[0]!, openTies[1]!, { kind: 'library', groupId: builtTeams.open, driveId: builtDrives.closed }] });
    expect(vanished.body.fields).toEqual([{ field: '/ties/2', reason: 'This document library is not there, or you may not see it.', remedy: 'Choose another document library of the team, or leave it out for now.' }]);
  });
});

/** Takes Trellis out of the open team again, as an owner does in Teams. */
async function removeApp(): Promise<void> {
  const token = await world.sandbox.personToken(upn('ben'));
  const { body } = await world.sandbox.graph(token, `/teams/${builtTeams.open}/installedApps?$expand=teamsApp`);
  for (const { id, teamsApp } of body.value) if (teamsApp?.externalId === world.sandbox.app.clientId) await world.sandbox.graph(token, `/teams/${builtTeams.open}/installedApps/${id}`, { method: 'DELETE' });
}

interface HeldTab { displayName: string; configuration?: { entityId?: string; contentUrl?: string } }
interface HeldEvent { subject: string; start: { dateTime: string } }

/** What Graph holds of a community: its tabs in the channel, and events with a subject. */
async function held(communityId: string, subject: string): Promise<{ tabs: HeldTab[]; events: HeldEvent[] }> {
  const token = await world.sandbox.graphToken(upn('ben'));
  const tabs = await world.sandbox.graph(token, `/teams/${builtTeams.open}/channels/${builtChannels.help}/tabs`);
  const events = await world.sandbox.graph(token, `/groups/${builtTeams.open}/events?$top=100`, { headers: { Prefer: 'outlook.timezone="UTC"' } });
  return {
    tabs: tabs.body.value.filter((tab: HeldTab) => tab.configuration?.entityId === communityId),
    events: events.body.value.filter((event: HeldEvent) => event.subject === subject),
  };
}
