import { sql } from 'kysely';
import { lookForLeavers } from '../../api/membership/look-for-leavers.ts';
import { mayTakeOver } from '../../api/membership/membership-policy.ts';
import { cardsAbout, press } from '../sponsorship/card-client.ts';
import { buildApp } from '../support/sandbox.ts';
import { people } from '../support/tenant-builder.ts';
import { startWorld, type World } from '../teams/teams-harness.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.sandbox.registerApp(administrator);
}, 60_000);
afterEach(() => { world.sandbox.faults.clear(); });
afterAll(async () => { await world?.stop(); });

const page = async (id: string, as: string) => (await world.call(as, 'GET', `/api/communities/${id}`)).body;
const takeOver = (id: string, as: string) => world.call(as, 'PUT', `/api/communities/${id}/membership/coordination`);
const look = async () => {
  await lookForLeavers(world.api.services, world.tenantId);
  await world.idle();
};
const administrator = buildApp({ clientId: '6b1c6a3e-8f0e-4b0e-9a55-0d6a5ad0c0aa', applicationPermissions: ['User.ReadWrite.All', 'Directory.ReadWrite.All'], delegatedPermissions: [], appRoles: [] });
/** A community as a whole, with a charter that says nothing. */
const community: World['community'] = async (...made) => {
  const id = await world.community(...made);
  await sql`insert into charters (tenant_id, community_id, version, domain, for_whom, practice, ways_of_working, key_issues, updated_by, updated_at) values (${world.tenantId}, ${id}, 1, '', '', '', '', '[]', ${people.ben}, now())`.execute(world.database.engine.kysely);
  return id;
};
/** The organisation's administrator at work. */
const admin = async (method: string, personId: string, body?: object) => {
  const { body: { access_token: token } } = await world.sandbox.requestToken({ client_id: administrator.clientId, client_secret: administrator.clientSecret, grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' });
  expect((await world.sandbox.graph(String(token), `/users/${personId}`, { method, ...(body && { body }) })).status).toBeLessThan(300);
};
const close = (personId: string) => admin('PATCH', personId, { accountEnabled: false });
const open = (personId: string) => admin('PATCH', personId, { accountEnabled: true });

it('finds closed accounts at the first look and by what changed, and the same person back', async () => {
  const id = await community({ ben: 'coordinator', nobody: 'active', emil: 'active' });
  const gone = async () => (await world.call(people.ben, 'GET', `/api/communities/${id}/members`)).body.items.filter((item: { gone: boolean }) => item.gone).map((item: { person: { id: string } }) => item.person.id);
  await look();
  expect(await gone()).toEqual([people.nobody]);
  await close(people.emil);
  world.sandbox.journal.clear();
  await look();
  expect(world.sandbox.journal.graphRequests).toHaveLength(1);
  expect((await gone()).sort()).toEqual([people.nobody, people.emil].sort());
  await open(people.emil);
  // The place where the last look ended is too old for Microsoft 365: all people are looked at again.
  world.sandbox.faults.set([{ path: '/users/delta\\?\\$deltatoken', status: 410, times: 1 }]);
  await look();
  expect(await gone()).toEqual([people.nobody]);
  // So when it is a place elsewhere, or none at all.
  for (const link of ['https://elsewhere.example/v1.0/users/delta?$deltatoken=x', `${world.sandbox.url}/v1.0/users/delta?$deltatoken=x`]) {
    await sql`update directory_rounds set delta_link = ${link} where tenant_id = ${world.tenantId}`.execute(world.database.engine.kysely);
    await (link.includes('elsewhere') ? close : open)(people.emil);
    await look();
    expect((await gone()).includes(people.emil)).toBe(link.includes('elsewhere'));
  }
});

it('asks the core group when the last coordinator is gone; the first who says so coordinates, and another may, too', async () => {
  const id = await community({ carla: 'coordinator', dora: 'core', emil: 'core', anna: 'active' }, { name: 'Orphaned pumps' });
  await look();
  expect((await page(id, people.dora)).vacant).toBeNull();
  expect((await takeOver(id, people.dora)).body).toMatchObject({ status: 403, code: 'is-coordinated' });
  await close(people.carla);
  await look();
  expect((await page(id, people.dora)).vacant).toEqual({ missing: ['Carla Rowan'], hasCoreGroup: true, mayTakeOver: true });
  expect((await takeOver(id, people.anna)).body).toMatchObject({ status: 403, code: 'core-group-first' });
  expect((await takeOver(id, people.ben)).body).toMatchObject({ status: 403, code: 'members-only' });
  expect((await world.call(people.anna, 'GET', '/api/succession')).body.items).toMatchObject([{ id, hasCoreGroup: true }]);
  await look();
  const cards = await cardsAbout(world, people.dora, 'Orphaned pumps');
  expect(cards).toHaveLength(1);
  const both = await Promise.all([press(world, people.dora, cards[0]!, 'members.takeOver'), takeOver(id, people.emil)]);
  expect(both[1].status).toBe(204);
  const { body } = await world.call(people.anna, 'GET', `/api/communities/${id}/members?part=coordinator`);
  expect(body.items.map((item: { person: { id: string } }) => item.person.id).sort()).toEqual([people.dora, people.emil].sort());
  expect((await page(id, people.dora)).vacant).toBeNull();
  expect(JSON.stringify(await press(world, people.dora, cards[0]!, 'members.showSuccession'))).toContain('You coordinate it now');
  await open(people.carla);
  await look();
  expect((await page(id, people.carla)).myPart).toBe('active');
});

it('lets any member take it on where there is no core group', async () => {
  const id = await community({ carla: 'coordinator', emil: 'peripheral' });
  await close(people.carla);
  await look();
  expect((await page(id, people.emil)).vacant).toMatchObject({ hasCoreGroup: false, mayTakeOver: true });
  for (let click = 0; click < 2; click += 1) expect((await takeOver(id, people.emil)).status).toBe(204);
  expect((await page(id, people.emil)).myPart).toBe('coordinator');
  await open(people.carla);
});

it('ends the membership of those who do not come back in a month, and says nothing after an incomplete answer', async () => {
  const id = await community({ ben: 'coordinator', nobody: 'active', dora: 'active' });
  await sql`delete from directory_rounds`.execute(world.database.engine.kysely);
  world.sandbox.faults.set([{ path: '^/v1.0/users/delta', status: 200, body: { value: [] } }]);
  await look();
  expect((await page(id, people.ben)).memberCount).toBe(3);
  world.sandbox.faults.clear();
  await look();
  await sql`update memberships set gone_at = now() - interval '31 days' where gone_at is not null`.execute(world.database.engine.kysely);
  await look();
  expect((await page(id, people.ben)).memberCount).toBe(2);
});

it('is for members, core group first', () => {
  const facts = { vacant: true, coreIsHere: true, wasAsked: false };
  expect([mayTakeOver('core', facts), mayTakeOver('active', facts), mayTakeOver('active', { ...facts, coreIsHere: false }), mayTakeOver('core', { ...facts, vacant: false, wasAsked: true }), mayTakeOver('active', { ...facts, vacant: false, wasAsked: true }), mayTakeOver(null, facts)].map(({ allowed }) => allowed)).toEqual([true, false, true, true, false, false]);
});
