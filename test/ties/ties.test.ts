import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { repeatedTies } from '../../api/ties/check-ties.ts';
import { nameRefusal } from '../../api/ties/place-names.ts';
import { changesOf, graphIdOf, itemIdOf, sameTarget, type TieSeen, toTarget } from '../../api/ties/ties.ts';
import { listMyTeams, listPlaces, type TieTarget } from '../../api/ties/ties-contract.ts';
import { builtChannels, builtDrives, builtTeams, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { refusalWords } from '../../api/platform/words.ts';

let world: CommunityWorld;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
beforeEach(() => { world.sandbox.journal.clear(); });
afterEach(() => { world.sandbox.faults.clear(); });

const places = (as: string | undefined, groupId: string) => world.api.request(listPlaces, { as, params: { groupId } });

describe('what a community can be tied to', () => {
  it('are the teams that the person is in', async () => {
    expect((await world.api.request(listMyTeams, { as: upn('carla') })).body.items).toEqual([
      { groupId: builtTeams.closed, displayName: 'Budget', description: 'Figures before they are public' }, { groupId: builtTeams.open, displayName: 'Pumps', description: 'Everyone who keeps pumps running' },
    ]);
    expect((await world.api.request(listMyTeams, { as: upn('emil') })).body.items).toEqual([]);
    expect((await world.api.request(listMyTeams)).status).toBe(401);
  });

  it('are a team’s channels, libraries and calendar, in one round trip', async () => {
    const { status, body } = await places(upn('ben'), builtTeams.open);
    expect([status, world.roundTrips()]).toEqual([200, 1]);
    expect(body).toMatchObject({ team: { displayName: 'Pumps' }, libraries: [{ driveId: builtDrives.open, name: 'Documents' }], calendar: { groupId: builtTeams.open, name: 'Pumps' } });
    expect(body.channels.map((channel) => channel.channelId).sort()).toEqual([builtChannels.general, builtChannels.help].sort());
  });

  it('are not told of a team that is closed to the person, no more than of none', async () => {
    const closed = await places(upn('emil'), builtTeams.closed);
    const asked = world.roundTrips();
    const unknown = await places(upn('emil'), randomUUID());
    expect([closed.status, { ...closed.body, correlationId: '' }]).toEqual([404, { ...unknown.body, status: 404, code: 'not-found', correlationId: '' }]);
    // The same work, so that the time tells nothing either.
    expect([asked, world.roundTrips()]).toEqual([1, 2]);
    expect((await places(undefined, builtTeams.open)).status).toBe(401);
    expect((await places(upn('ben'), 'none')).status).toBe(400);
  });

  it('leave out what the person may not see, and say when Graph does not answer', async () => {
    world.sandbox.faults.set([{ path: '/calendar', status: 403 }]);
    expect((await places(upn('ben'), builtTeams.open)).body).toMatchObject({ calendar: null, libraries: [{ name: 'Documents' }] });
    world.sandbox.faults.set([{ path: '^/v1.0/', status: 429, headers: { 'retry-after': '30' } }]);
    const busy = await places(upn('ben'), builtTeams.open);
    expect([busy.status, busy.body.code]).toEqual([503, 'graph-throttled']);
  });
});

describe('targets', () => {
  const target: fc.Arbitrary<TieTarget> = fc.tuple(fc.constantFrom('team', 'channel', 'library', 'folder', 'calendar'), fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y'), fc.constantFrom('1', '2'))
    .map(([kind, groupId, graphId, itemId]) => toTarget(kind as TieTarget['kind'], groupId, graphId, itemId));

  it('are the same after being stored and read', () => {
    fc.assert(fc.property(target, (one) => expect(toTarget(one.kind, one.groupId, graphIdOf(one), itemIdOf(one))).toEqual(one)));
  });

  it('are told apart, and repeats found', () => {
    fc.assert(fc.property(fc.array(target, { maxLength: 8 }), (targets) => {
      const repeated = new Set(repeatedTies(targets));
      for (const [index, one] of targets.entries()) expect(repeated.has(index)).toBe(targets.slice(0, index).some((before) => sameTarget(before, one)));
    }));
  });
});

describe('what happened to a tie', () => {
  const text = fc.constantFrom('a', 'b');
  const seen: fc.Arbitrary<TieSeen> = fc.record({ state: fc.constantFrom('sound', 'archived', 'lost'), reason: fc.constant(null), name: text, location: fc.option(text) });
  const known = fc.record({ state: fc.constantFrom('sound' as const, 'archived' as const, 'lost' as const), name: text, location: fc.option(text) });

  it('is nothing when nothing changed, and is told once', () => {
    fc.assert(fc.property(known, seen, (before, now) => {
      expect(changesOf(before, { ...before, reason: null })).toEqual([]);
      const after = { state: now.state, name: now.state === 'lost' ? before.name : now.name!, location: now.location! };
      expect(changesOf(after, { ...after, reason: null })).toEqual([]);
      expect(changesOf(before, now).filter(({ what }) => !['renamed', 'moved'].includes(what))).toHaveLength(before.state === now.state ? 0 : 1);
    }));
  });

  it('has the field’s words', () => {
    const before = { state: 'sound', name: 'Cases', location: 'Documents' } as const;
    const changes = (seenNow: Partial<TieSeen>, from: Parameters<typeof changesOf>[0] = before) => changesOf(from, { state: 'sound', reason: null, ...seenNow });
    expect(changes({ name: 'Case files', location: 'Documents / 2026' })).toEqual([{ what: 'renamed', before: 'Cases' }, { what: 'moved', before: 'Documents' }]);
    expect(changes({ state: 'archived' })).toEqual([{ what: 'archived', before: null }]);
    expect(changes({}, { ...before, state: 'archived' })).toEqual([{ what: 'reopened', before: null }]);
    expect(changes({ state: 'lost' })).toEqual([{ what: 'lost', before: null }]);
    expect(changes({}, { ...before, state: 'lost' })).toEqual([{ what: 'restored', before: null }]);
  });
});

describe('names of new places', () => {
  it.each([
    ['channel', 'Seals & gaskets', 'cannot have the character “&”'], ['channel', '_seals', 'cannot begin with _'], ['channel', 'x'.repeat(51), 'at most 50 characters'], ['channel', 'Dichtungen – Fälle 密封', null],
    ['folder', 'what?', 'cannot have the character “?”'], ['folder', 'Cases.', 'keeps names'], ['folder', '~$draft', 'keeps names'], ['folder', 'CON', 'keeps names'], ['folder', 'Seals & gaskets #2', null],
    ['library', 'a_vti_b', 'keeps names'], ['team', 'Seals / gaskets', null], ['team', 'a\u0007b', 'cannot have the character'],
  ] as const)('%s “%s”: %s', (kind, name, reason) => {
    const refusal = nameRefusal(kind, name);
    if (reason === null) expect(refusal).toBeNull();
    else expect(refusalWords(refusal!, 'en').reason).toContain(reason);
  });
});
