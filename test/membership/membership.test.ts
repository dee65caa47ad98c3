import { randomUUID } from 'node:crypto';
import { listMembers } from '../../api/membership/members-contract.ts';
import { getMe, getMyManager, joinCommunity, leaveCommunity, searchPeople } from '../../api/membership/membership-contract.ts';
import { mayJoin, mayLeave } from '../../api/membership/membership-policy.ts';
import { peopleSearch, toPerson } from '../../api/membership/people-directory.ts';
import { sql } from 'kysely';
import { people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';

let world: CommunityWorld;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
afterEach(() => { world.sandbox.faults.clear(); });

const join = (communityId: string, as: string) => world.api.request(joinCommunity, { as, params: { communityId } });
const leave = (communityId: string, as: string) => world.api.request(leaveCommunity, { as, params: { communityId } });
const setPart = (communityId: string, personId: string, part: string) =>
  sql`update memberships set part = ${part} where community_id = ${communityId} and person_id = ${personId}`.execute(world.database.engine.kysely);

describe('joining and leaving', () => {
  it('makes a peripheral member, once, and nothing of one who leaves twice', async () => {
    const { id } = await world.community({ ties: [] });
    for (let time = 0; time < 2; time += 1) expect((await join(id, upn('emil'))).body).toEqual({ part: 'peripheral', memberCount: 2 });
    for (let time = 0; time < 2; time += 1) expect((await leave(id, upn('emil'))).body).toEqual({ part: null, memberCount: 1 });
    expect((await join(id, upn('ben'))).body).toEqual({ part: 'coordinator', memberCount: 1 });
  });

  it('keeps the count right when many come and go at once', async () => {
    const { id } = await world.community({ ties: [] });
    const names = ['anna', 'carla', 'dora', 'emil'] as const;
    const answers = await Promise.all([...names, ...names].map((name) => join(id, upn(name))));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    await Promise.all([leave(id, upn('anna')), leave(id, upn('anna')), leave(id, upn('dora')), join(id, upn('carla'))]);
    const { rows } = await sql<{ member_count: number; counted: number }>`select member_count, (select count(*)::int from memberships m where m.community_id = c.id) as counted
      from communities c where id = ${id}`.execute(world.database.engine.kysely);
    expect(rows).toEqual([{ member_count: 3, counted: 3 }]);
  });

  it('keeps the last coordinator, and says what to do', async () => {
    const { id } = await world.community({ ties: [] });
    const refused = await leave(id, upn('ben'));
    expect([refused.status, refused.body]).toEqual([409, expect.objectContaining({ code: 'last-coordinator', remedy: expect.stringContaining('once they accept, you can leave') })]);
    await join(id, upn('dora'));
    await setPart(id, people.dora, 'coordinator');
    const both = await Promise.all([leave(id, upn('ben')), leave(id, upn('dora'))]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is for people who are signed in, and communities that are there', async () => {
    const { id } = await world.community({ ties: [] });
    for (const operation of [joinCommunity, leaveCommunity, listMembers]) {
      expect((await world.api.request(operation as never, { params: { communityId: id } as never })).status).toBe(401);
      expect((await world.api.request(operation as never, { as: upn('emil'), params: { communityId: randomUUID() } as never })).status).toBe(404);
      expect((await world.api.request(operation as never, { as: upn('emil'), params: { communityId: 'none' } as never })).status).toBe(400);
    }
  });

  it('needs no Graph', async () => {
    const { id } = await world.community({ ties: [] });
    world.sandbox.faults.set([{ path: '^/v1.0/', hang: true }]);
    expect((await join(id, upn('emil'))).body).toEqual({ part: 'peripheral', memberCount: 2 });
  });

  it('is decided by rules that anybody can read', () => {
    expect([mayJoin(null), mayJoin('core')]).toEqual([true, false]);
    expect(mayLeave('coordinator', 1)).toMatchObject({ allowed: false, code: 'last-coordinator' });
    expect([mayLeave('coordinator', 2), mayLeave('core', 1), mayLeave(null, 0)].every((verdict) => verdict.allowed)).toBe(true);
  });
});

describe('the members of a community', () => {
  it('come coordinators first, then the core group, then by name, page by page', async () => {
    const { id } = await world.community({ ties: [] });
    for (const name of ['emil', 'dora', 'carla', 'anna'] as const) await join(id, upn(name));
    await setPart(id, people.emil, 'core');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: { body: { items: { person: { displayName: string } }[]; next: string | null } } = await world.api.request(listMembers, { as: upn('dora'), params: { communityId: id }, query: cursor ? { limit: 2, cursor } : { limit: 2 } });
      seen.push(...body.items.map((item) => item.person.displayName));
      cursor = body.next;
    } while (cursor);
    expect(seen).toEqual(['Ben Rowan', 'Emil Rowan', 'Anna Rowan', 'Carla Rowan', 'Dora Rowan']);
  });
});

describe('people', () => {
  it('who am I, with what I may do', async () => {
    const { body } = await world.api.request(getMe, { as: upn('anna') });
    expect(body).toEqual({
      person: { id: people.anna, displayName: 'Anna Rowan', jobTitle: 'Head of works', department: 'Works' }, roles: ['ProgrammeLead'], abilities: { createCommunity: true, importCommunities: true, seeBrokenTies: true, checkPermissions: true, seeBoard: true },
    });
    world.sandbox.journal.clear();
    await world.api.request(getMe, { as: upn('anna') });
    expect(world.roundTrips()).toBe(0);
    expect((await world.api.request(getMe, { as: upn('dora') })).body).toMatchObject({ roles: [], abilities: { importCommunities: false, seeBrokenTies: false } });
    expect((await world.api.request(getMe)).status).toBe(401);
  });

  it('lets one in by the token’s name when Graph does not answer', async () => {
    world.sandbox.faults.set([{ path: '^/v1.0/me', status: 503 }]);
    expect((await world.api.request(getMe, { as: upn('emil') })).body.person).toEqual({ id: people.emil, displayName: 'Emil Rowan', jobTitle: null, department: null });
    world.sandbox.faults.clear();
    expect((await world.api.request(getMe, { as: upn('emil') })).body.person.department).toBe('Labs');
  });

  it('have a manager, or none', async () => {
    expect((await world.api.request(getMyManager, { as: upn('ben') })).body.manager).toEqual({ id: people.anna, displayName: 'Anna Rowan', jobTitle: 'Head of works', department: 'Works' });
    expect((await world.api.request(getMyManager, { as: upn('anna') })).body.manager).toBeNull();
    expect((await world.api.request(getMyManager)).status).toBe(401);
    world.sandbox.faults.set([{ path: '^/v1.0/me/manager', status: 403 }]);
    const refused = await world.api.request(getMyManager, { as: upn('ben') });
    expect([refused.status, refused.body.code]).toEqual([403, 'graph-forbidden']);
  });

  it('are found by name or address, also with what a search gives a meaning to', async () => {
    const find = async (search: string) => (await world.api.request(searchPeople, { as: upn('ben'), query: { search } })).body.items?.map((item) => item.displayName);
    expect(await find('carla')).toEqual(['Carla Rowan']);
    expect((await find('rowan'))!.sort()).toEqual(['Anna Rowan', 'Ben Rowan', 'Carla Rowan', 'Dora Rowan', 'Emil Rowan']);
    for (const search of ['"', '\\', 'a" OR "displayName:b', "o'neil", '&$top=1']) expect(await find(search)).toEqual([]);
    expect((await world.api.request(searchPeople, { as: upn('ben'), query: { search: '' } })).status).toBe(400);
    expect((await world.api.request(searchPeople, { query: { search: 'carla' } })).status).toBe(401);
    expect(peopleSearch('a"b\\')).toBe('"displayName:a\\"b\\\\" OR "mail:a\\"b\\\\" OR "userPrincipalName:a\\"b\\\\"');
    expect(toPerson({ displayName: 'Nobody' })).toBeNull();
  });
});
