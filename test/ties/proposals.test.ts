import fc from 'fast-check';
import type { z } from 'zod';
import { nameRefusal, permittedName } from '../../api/ties/place-names.ts';
import { propose, rankTeams, type SeenPlaces, type SeenTeam, type Wish } from '../../api/ties/proposals.ts';
import { makingAbilities, need, type Need, proposePlaces } from '../../api/ties/proposals-contract.ts';
import { driveId, driveItemId, stableId } from '../../sandbox/tenant/stable-id.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { buildApp } from '../support/sandbox.ts';
import { buildTeam, buildTenant, builtChannels, builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';

const every = need.options;
const wishFor = (more: Partial<Wish> = {}): Wish => ({ needs: every, name: 'Welding', topics: [], here: null, ...more });
const team = (name: string, more: Partial<SeenTeam> = {}): SeenTeam => ({ groupId: stableId('proposed', name), name, samePeople: false, ...more });
const inside = (name: string, more: Partial<SeenPlaces> = {}): SeenPlaces => ({
  channels: [{ channelId: `${name} General`, name: 'General' }], libraries: [{ driveId: `${name} Documents`, name: 'Documents' }], calendar: true, folders: [], files: 0, ...more,
});
const proposed = (wish: Wish, teams: [SeenTeam, SeenPlaces][]) => propose(wish, teams.map(([each]) => each), new Map(teams.map(([{ groupId }, places]) => [groupId, places])));
const lines = (wish: Wish, teams: [SeenTeam, SeenPlaces][]) => proposed(wish, teams).teams.map((each) => [
  each.name, each.reasons, each.places.map((place) => `${place.target.kind} ${place.name} for ${place.needs.join(', ')}: ${place.reasons.join(', ')}`),
]);

describe('what is proposed', () => {
  it('is one team that has all of it, before several', () => {
    expect(lines(wishFor(), [[team('Painting'), inside('Painting')], [team('Welding'), inside('Welding')], [team('Welding Leeds'), inside('Leeds')]])).toEqual([
      ['Welding', ['same-name', 'all-in-one', 'in-it'], ['channel General for talk, ask, show: of-team', 'library Documents for files: of-team', 'calendar Welding for meet: of-team']],
    ]);
  });

  it('is nothing for a need that nobody named', () => {
    expect(lines(wishFor({ needs: ['meet'] }), [[team('Welding'), inside('Welding')]])).toEqual([['Welding', ['same-name', 'in-it'], ['calendar Welding for meet: of-team']]]);
    expect(proposed(wishFor({ needs: [] }), [[team('Welding'), inside('Welding')]])).toEqual({ teams: [], unmet: [], anew: [] });
  });

  it('is the channel, folder or library that is named like the community, in a team that is not', () => {
    const places = inside('Works', {
      channels: [{ channelId: 'g', name: 'General' }, { channelId: 'w', name: 'WELDING!' }, { channelId: 'h', name: 'Questions and answers' }],
      folders: [{ driveId: 'd', itemId: 'f', name: 'Welding', location: 'Documents' }],
    });
    expect(lines(wishFor(), [[team('Manufacturing'), places], [team('Painting'), inside('Painting')]])).toEqual([
      ['Manufacturing', ['all-in-one', 'in-it'], ['channel WELDING! for talk, ask, show: same-name', 'folder Welding for files: same-name', 'calendar Manufacturing for meet: of-team']],
    ]);
  });

  it('is the channel named for asking, where none is named like the community', () => {
    const places = inside('Pumps', { channels: [{ channelId: 'g', name: 'General' }, { channelId: 'h', name: 'Ask for help' }, { channelId: 's', name: 'Show and tell' }] });
    expect(lines(wishFor({ name: 'Pumps', needs: ['talk', 'ask', 'show'] }), [[team('Pumps'), places]])[0]![2]).toEqual([
      'channel General for talk: of-team', 'channel Ask for help for ask: for-it', 'channel Show and tell for show: for-it',
    ]);
  });

  it('is a library that has files of it, for files alone', () => {
    expect(lines(wishFor(), [[team('Painting'), inside('Painting', { files: 3 })]])).toEqual([['Painting', ['in-it'], ['library Documents for files: has-files, of-team']]]);
    expect(proposed(wishFor(), [[team('Painting'), inside('Painting', { files: 3 })]]).unmet).toEqual(['talk', 'ask', 'show', 'meet']);
  });

  it('is nothing of a team that has to do with the community only by its people; they decide between two that have', () => {
    expect(proposed(wishFor(), [[team('All hands', { samePeople: true }), inside('All')]]).teams).toEqual([]);
    expect(lines(wishFor({ needs: ['meet'] }), [[team('Welding A'), inside('A')], [team('Welding B', { samePeople: true }), inside('B')]]).map(([name, reasons]) => [name, reasons])).toEqual([['Welding B', ['like-name', 'same-people', 'in-it']]]);
  });

  it('is where the person is, when a tab is being added there', () => {
    expect(lines(wishFor({ needs: ['files'], here: team('Painting').groupId }), [[team('Welding'), inside('Welding')], [team('Painting'), inside('Painting')]]).map(([name]) => name)).toEqual(['Painting']);
  });

  it('names what could be made: in the team that is proposed, a team of its own at last', () => {
    const { anew } = proposed(wishFor({ needs: ['talk', 'files', 'meet'], name: 'Welding / joining' }), [[team('Welding'), inside('Welding')]]);
    expect(anew.map((each) => [each.need, each.places.map(({ kind, teamName, libraryName, name }) => [kind, teamName, libraryName, name])])).toEqual([
      ['talk', [['channel', 'Welding', null, 'Welding joining'], ['team', null, null, 'Welding / joining']]],
      ['files', [['folder', 'Welding', 'Documents', 'Welding joining'], ['library', 'Welding', null, 'Welding joining'], ['team', null, null, 'Welding / joining']]],
      ['meet', [['team', null, null, 'Welding / joining']]],
    ]);
  });
});

const word = fc.constantFrom('Welding', 'welding', 'Wélding', 'Welding Leeds', 'Painting', 'Quality', 'General', 'Ask', 'A', '');
const anyPlaces: fc.Arbitrary<SeenPlaces> = fc.record({
  channels: fc.uniqueArray(fc.record({ channelId: fc.uuid(), name: word }), { maxLength: 3, selector: ({ channelId }) => channelId }),
  libraries: fc.uniqueArray(fc.record({ driveId: fc.uuid(), name: word }), { maxLength: 2, selector: (each) => each.driveId }),
  calendar: fc.boolean(), folders: fc.array(fc.record({ driveId: fc.uuid(), itemId: fc.uuid(), name: word, location: word }), { maxLength: 2 }), files: fc.nat(3),
});
const anyTeams = fc.uniqueArray(fc.record({ groupId: fc.uuid(), name: word, samePeople: fc.boolean(), places: fc.option(anyPlaces) }), { maxLength: 6, selector: ({ groupId }) => groupId });
const anyWish = fc.record({ needs: fc.uniqueArray(fc.constantFrom<Need>(...every)), name: word, topics: fc.array(word, { maxLength: 2 }), here: fc.constant(null) });
const run = (wish: Wish, teams: readonly (SeenTeam & { places: SeenPlaces | null })[]) =>
  propose(wish, teams, new Map(teams.flatMap(({ groupId, places }) => (places ? [[groupId, places]] : []))));

describe('whatever a person sees', () => {
  it('each need has one place at most, or is told to be unmet; and nothing is there for other needs', () => {
    fc.assert(fc.property(anyWish, anyTeams, (wish, teams) => {
      const { teams: chosen, unmet, anew } = run(wish, teams);
      const served = chosen.flatMap(({ places }) => places.flatMap(({ needs }) => needs));
      expect([...served, ...unmet].toSorted()).toEqual([...wish.needs].toSorted());
      expect(anew.map((each) => each.need).toSorted()).toEqual([...wish.needs].toSorted());
      expect(chosen.every(({ places }) => places.length > 0 && places.every(({ reasons }) => reasons.length > 0))).toBe(true);
    }));
  });

  it('nothing new stands for a need for which a place fits that exists: a team or place of the community’s name is never passed over', () => {
    fc.assert(fc.property(anyWish.filter(({ name }) => name.length > 1), anyTeams, fc.uuid(), (wish, teams, groupId) => {
      const full = { groupId, name: wish.name, samePeople: false, places: inside(groupId) };
      const { unmet, teams: chosen } = run(wish, [...teams, full]);
      expect(unmet).toEqual([]);
      // Only what is seen is proposed, and only what is not there is offered anew.
      const seen = new Set([...teams, full].map((each) => each.groupId));
      expect(chosen.every((each) => seen.has(each.groupId) && each.places.every(({ target }) => target.groupId === each.groupId))).toBe(true);
    }));
  });

  it('the answer is the same, in whatever order the teams come', () => {
    fc.assert(fc.property(anyWish, anyTeams.chain((teams) => fc.tuple(fc.constant(teams), fc.shuffledSubarray(teams, { minLength: teams.length }))), (wish, [teams, shuffled]) => {
      expect(run(wish, shuffled)).toEqual(run(wish, teams));
      expect(rankTeams(wish, shuffled)).toEqual(rankTeams(wish, teams));
    }));
  });

  it('a name for what could be made is one that Microsoft 365 takes', () => {
    fc.assert(fc.property(fc.constantFrom('channel', 'folder', 'library', 'team'), fc.string({ unit: 'binary', maxLength: 200 }), (kind, name) => {
      const permitted = permittedName(kind, name);
      expect(permitted === '' || nameRefusal(kind, permitted) === null).toBe(true);
    }));
    expect([permittedName('channel', '~ Seals / gaskets: ‘new’ ~'), permittedName('folder', 'con'), permittedName('team', 'A/B')]).toEqual(['Seals gaskets ‘new’', '', 'A/B']);
  });
});

describe('proposals over HTTP', () => {
  let world: CommunityWorld;
  const seals = buildTeam('Sealing', { members: [people.ben, people.carla], libraries: [{ id: driveId('built team', 'Sealing'), name: 'Documents', items: [
    { id: driveItemId('sealing', 'guide'), name: 'seals-guide.md', content: '# Seals', createdBy: people.ben, createdDateTime: '2026-02-01T10:00:00Z', lastModifiedBy: people.ben, lastModifiedDateTime: '2026-03-01T10:00:00Z' },
  ] }] });
  beforeAll(async () => { world = await startCommunityWorld({ tenant: buildTenant({ teams: [seals, ...Array.from({ length: 12 }, (_, number) => buildTeam(`Crew ${number}`))] }) }); });
  afterAll(async () => { await world.close(); });
  beforeEach(() => { world.sandbox.journal.clear(); });
  afterEach(() => { world.sandbox.faults.clear(); });
  const ask = (body: z.input<(typeof proposePlaces)['body']>, as: string | undefined = upn('ben')) => world.api.request(proposePlaces, { as, body });

  it('come in two round trips, however many teams there are, and change nothing', async () => {
    const { status, body } = await ask({ needs: ['talk', 'ask', 'files', 'meet'], name: 'Pumps', people: [people.carla] });
    expect([status, world.roundTrips(), world.graphWrites()]).toEqual([200, 2, []]);
    expect(body.teams).toEqual([{
      groupId: builtTeams.open, name: 'Pumps', reasons: ['same-name', 'same-people', 'all-in-one', 'in-it'], places: [
        { target: { kind: 'channel', groupId: builtTeams.open, channelId: builtChannels.general }, name: 'General', location: null, needs: ['talk'], reasons: ['of-team'] },
        { target: { kind: 'channel', groupId: builtTeams.open, channelId: builtChannels.help }, name: 'Ask for help', location: null, needs: ['ask'], reasons: ['for-it'] },
        { target: { kind: 'library', groupId: builtTeams.open, driveId: builtDrives.open }, name: 'Documents', location: null, needs: ['files'], reasons: expect.arrayContaining(['of-team']) },
        { target: { kind: 'calendar', groupId: builtTeams.open }, name: 'Pumps', location: null, needs: ['meet'], reasons: ['of-team'] },
      ],
    }]);
  });

  it('find a folder, and files, of the community’s name', async () => {
    const cases = (await ask({ needs: ['files'], name: 'Cases', topics: ['pumps'] })).body;
    expect(cases.teams[0]?.places).toMatchObject([{ target: { kind: 'folder', groupId: builtTeams.open, driveId: builtDrives.open }, name: 'Cases', location: 'Documents', reasons: ['same-name'] }]);
    const files = (await ask({ needs: ['files', 'talk'], name: "Seals'", topics: ['sealing'] })).body;
    expect(files.teams[0]?.places.at(-1)).toMatchObject({ name: 'Documents', reasons: ['has-files', 'of-team'] });
  });

  it('propose nothing that the person may not see, and say what is unmet', async () => {
    const { body } = await ask({ needs: ['meet'], name: 'Budget' }, upn('dora'));
    expect([body.teams, body.unmet, body.anew.map(({ places }) => places.map(({ kind }) => kind))]).toEqual([[], ['meet'], [['team']]]);
    expect((await ask({ needs: ['meet', 'talk'], name: 'Pumps' }, upn('emil'))).body).toMatchObject({ teams: [], unmet: ['talk', 'meet'] });
  });

  it('are refused to one who is not signed in, and for what is no need', async () => {
    expect((await world.api.request(proposePlaces, { body: { needs: ['meet'] } })).status).toBe(401);
    expect((await ask({ needs: ['party' as never] })).body).toMatchObject({ code: 'bad-input' });
  });

  it('tell that Microsoft 365 is busy, instead of proposing something new', async () => {
    world.sandbox.faults.set([{ method: 'GET', path: '/channels$', status: 503 }, { method: 'GET', path: '/joinedTeams$', status: 503 }]);
    expect((await ask({ needs: ['talk'], name: 'Pumps' })).status).toBe(503);
  }, 30_000);
});

describe('what can be made', () => {
  it('is told with the permission that it takes, whether it is there, and where to consent', async () => {
    const all = await startCommunityWorld();
    try {
      const { status, body } = await all.api.request(makingAbilities, { as: upn('ben') });
      expect([status, body.consentUrl, body.items.map(({ kind, permissions, granted }) => [kind, permissions.map(({ name }) => name), granted])]).toEqual([200, null, [
        ['channel', ['Channel.Create'], true], ['folder', ['Files.ReadWrite.All'], true], ['library', ['Sites.Manage.All', 'Sites.Read.All'], true], ['team', ['Group.ReadWrite.All', 'Team.Create'], true],
      ]]);
      expect((await all.api.request(makingAbilities)).status).toBe(401);
    } finally { await all.close(); }
    const app = buildApp();
    const some = await startCommunityWorld({ apps: [{ ...app, delegatedPermissions: app.delegatedPermissions.filter((name) => name !== 'Team.Create') }] });
    try {
      const { body } = await some.api.request(makingAbilities, { as: upn('ben') });
      expect(body.items.filter(({ granted }) => !granted)).toEqual([{ kind: 'team', granted: false, permissions: [{ name: 'Group.ReadWrite.All', granted: true }, { name: 'Team.Create', granted: false }] }]);
      expect(body.consentUrl).toMatch(/\/adminconsent\?client_id=/);
    } finally { await some.close(); }
  });
});

