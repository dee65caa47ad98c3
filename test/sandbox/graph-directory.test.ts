import { decodeJwt, SignJWT } from 'jose';
import { randomBytes } from 'node:crypto';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { builtTeams, buildTeam, buildTenant, people, upn } from '../support/tenant-builder.ts';

const eventual = { ConsistencyLevel: 'eventual' };
const tenant = buildTenant({ teams: ['Alpha', 'Beta', 'Gamma'].map(name => buildTeam(name)) });

describe("Graph's users and groups", () => {
  let sandbox: TestSandbox;
  let anna: string;
  let ben: string;
  let asApp: string;
  let now = Date.now();
  beforeAll(async () => {
    sandbox = await startTestSandbox({ tenant, clock: () => now });
    [anna, ben, asApp] = await Promise.all([sandbox.graphToken(upn('anna')), sandbox.graphToken(upn('ben')), sandbox.appGraphToken()]);
  });
  afterAll(() => sandbox.stop());

  describe('the token', () => {
    const refused = async (token: string) => {
      const { status, headers, body } = await sandbox.graph(token, '/me');
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer /);
      expect(body.error.code).toBe('InvalidAuthenticationToken');
      expect(body.error.innerError).toMatchObject({ date: expect.any(String), 'request-id': headers.get('request-id') });
      return body.error.message as string;
    };

    it('must be there, well formed and signed by this tenant', async () => {
      expect(await refused('')).toBe('Access token is empty.');
      await refused('nonsense');
      const [, payload] = anna.split('.');
      await refused(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`);
      await refused(await new SignJWT(decodeJwt(anna)).setProtectedHeader({ alg: 'HS256', kid: 'x' }).sign(randomBytes(32)));
      await refused(`${anna.slice(0, -6)}AAAAAA`);
    });

    it('must be for Graph', async () => {
      expect(await refused(await sandbox.tokenFor(upn('anna')))).toContain('audience');
    });

    it('must not be expired', async () => {
      const token = await sandbox.graphToken(upn('anna'));
      now += 2 * 60 * 60 * 1000;
      expect(await refused(token)).toContain('expired');
      now = Date.now();
    });

    it('must carry a permission for the operation', async () => {
      const narrow = await sandbox.graphToken(upn('anna'), 'https://graph.microsoft.com/User.Read');
      expect((await sandbox.graph(narrow, '/me')).status).toBe(200);
      const groups = await sandbox.graph(narrow, '/groups');
      expect([groups.status, groups.body.error.code]).toEqual([403, 'Authorization_RequestDenied']);
      const teams = await sandbox.graph(narrow, '/me/joinedTeams');
      expect(teams.status).toBe(403);
      expect(teams.body.error.message).toMatch(/^Missing scope permissions on the request\. API requires one of 'Team\.ReadBasic\.All/);
      expect((await sandbox.graph(asApp, '/groups')).status).toBe(403);
    });

    it('of an app has no /me', async () => {
      expect((await sandbox.graph(asApp, '/me')).body.error.message).toContain('delegated');
    });
  });

  it('echoes the client request id and dates its answers', async () => {
    const { headers } = await sandbox.graph(anna, '/me', { headers: { 'client-request-id': 'mine' } });
    expect(headers.get('client-request-id')).toBe('mine');
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('date')).toBeTruthy();
  });

  it('gives me, my manager, my reports', async () => {
    expect((await sandbox.graph(ben, '/me?$select=displayName,department')).body).toEqual({
      '@odata.context': `${sandbox.url}/v1.0/$metadata#users(displayName,department)/$entity`, id: people.ben, displayName: 'Ben Rowan', department: 'Works',
    });
    expect((await sandbox.graph(ben, '/me')).body).not.toHaveProperty('department');
    expect((await sandbox.graph(ben, '/me/manager')).body).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: people.anna });
    expect((await sandbox.graph(anna, '/me/manager')).status).toBe(404);
    expect((await sandbox.graph(anna, '/me/directReports?$select=id')).body.value.map((user: { id: string }) => user.id).sort())
      .toEqual([people.ben, people.carla, people.nobody].sort());
    expect((await sandbox.graph(asApp, `/users/${people.dora}/manager?$select=id`)).body.id).toBe(people.ben);
    expect((await sandbox.graph(ben, `/users/${upn('dora')}?$expand=manager`)).body.manager.id).toBe(people.ben);
  });

  it('shows of others only the basics to an app with basic permission', async () => {
    const basicOnly = await startTestSandbox({ tenant, apps: [{ ...sandbox.app, delegatedPermissions: ['User.Read', 'User.ReadBasic.All'] }] });
    try {
      const token = await basicOnly.graphToken(upn('ben'));
      const path = `/users/${people.dora}?$select=displayName,jobTitle`;
      expect((await basicOnly.graph(token, path)).body).toMatchObject({ displayName: 'Dora Rowan', jobTitle: null });
      expect((await basicOnly.graph(token, '/me/manager')).status).toBe(403);
    } finally {
      await basicOnly.stop();
    }
  });

  it('finds people by search, with the header the directory asks for', async () => {
    const found = await sandbox.graph(ben, '/users?$search="displayName:dor" OR "mail:emil"&$select=id&$count=true', { headers: eventual });
    expect(found.body.value.map((user: { id: string }) => user.id)).toEqual([people.dora, people.emil]);
    expect(found.body['@odata.count']).toBe(2);
    for (const search of ['dora', '"dora"', '"shoeSize:43"', '"displayName:dora" "mail:dora"']) {
      expect({ search, status: (await sandbox.graph(ben, `/users?$search=${encodeURIComponent(search)}`, { headers: eventual })).status }).toEqual({ search, status: 400 });
    }
    expect((await sandbox.graph(ben, '/users?$search="displayName:dor"')).body.error.code).toBe('Request_UnsupportedQuery');
  });

  it.each([
    [`userPrincipalName in ('${upn('anna')}','${upn('ben').toUpperCase()}')`, ['anna', 'ben']],
    ["startsWith(displayName,'Car')", ['carla']],
    ["department eq 'Labs' and jobTitle eq 'Engineer'", ['carla', 'emil']],
    ["(displayName eq 'Dora Rowan' or displayName eq 'Ben Rowan') and accountEnabled eq true", ['ben', 'dora']],
    ['accountEnabled eq false', ['nobody']],
    ["displayName eq 'O''Brien'", []],
    [`id eq '${people.emil}' or department eq 'Labs' and startsWith(givenName,'C')`, ['carla', 'emil']],
  ])('filters people by %s', async (filter, names) => {
    const { status, body } = await sandbox.graph(ben, `/users?$select=id&$filter=${encodeURIComponent(filter)}`);
    expect(status).toBe(200);
    expect(body.value.map((user: { id: string }) => user.id)).toEqual(names.map(name => people[name as keyof typeof people]));
  });

  it.each(["department ne 'Labs'", "not(department eq 'Labs')", "endsWith(mail,'example')"])('takes %s only as an advanced query', async filter => {
    const path = `/users?$select=id&$filter=${encodeURIComponent(filter)}`;
    expect((await sandbox.graph(ben, path)).body.error.code).toBe('Request_UnsupportedQuery');
    expect((await sandbox.graph(ben, `${path}&$count=true`, { headers: eventual })).status).toBe(200);
  });

  it.each(['/users?$skip=3', '/users?$filter=displayName', "/users?$filter=shoeSize eq 43", '/users?$top=1000', '/users?$top=x', '/users?$select=shoeSize', '/users?$orderby=shoeSize', '/users?$expand=shoes', '/me/joinedTeams?$top=5', '/users?$nonsense=1'])('answers 400 to %s', async path => {
    expect((await sandbox.graph(ben, path)).status).toBe(400);
  });

  it('compares with at most 15 values in one filter', async () => {
    const upns = (count: number) => Array.from({ length: count }, (_, index) => `'p${index}@rowan.example'`).join(',');
    expect((await sandbox.graph(ben, `/users?$filter=userPrincipalName in (${upns(15)})`)).status).toBe(200);
    expect((await sandbox.graph(ben, `/users?$filter=userPrincipalName in (${upns(16)})`)).body.error.message).toContain('Max allowed: 15');
  });

  it('leads through pages until there is nothing left', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/users?$top=2&$select=displayName&$orderby=displayName';
    let pages = 0;
    while (next) {
      const { body } = await sandbox.graph(ben, next);
      seen.push(...body.value.map((user: { displayName: string }) => user.displayName));
      next = (body['@odata.nextLink'] as string | undefined)?.split('/v1.0')[1];
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(seen).toEqual(['Anna Rowan', 'Ben Rowan', 'Carla Rowan', 'Dora Rowan', 'Emil Rowan', 'Nobody Rowan']);
  });

  it('finds groups that are teams, by name and by search', async () => {
    const teams = await sandbox.graph(ben, `/groups?$select=id,displayName&$filter=${encodeURIComponent("resourceProvisioningOptions/Any(x:x eq 'Team') and displayName eq 'Beta'")}`);
    expect(teams.body.value).toEqual([{ id: expect.any(String), displayName: 'Beta' }]);
    const found = await sandbox.graph(ben, '/groups?$search="displayName:gam"&$select=displayName', { headers: eventual });
    expect(found.body.value.map((group: { displayName: string }) => group.displayName)).toEqual(['Gamma']);
    const byIds = await sandbox.graph(ben, `/groups?$filter=${encodeURIComponent(`id in ('${builtTeams.open}','${builtTeams.closed}')`)}&$select=displayName`);
    expect(byIds.body.value).toHaveLength(2);
  });

  it('gives members and owners, expanded too', async () => {
    const members = await sandbox.graph(ben, `/groups/${builtTeams.open}/members?$select=id`);
    expect(members.body.value.map((user: { id: string }) => user.id).sort()).toEqual([people.ben, people.carla, people.dora].sort());
    expect((await sandbox.graph(ben, `/groups/${builtTeams.open}/owners?$select=id`)).body.value).toHaveLength(1);
    const expanded = await sandbox.graph(ben, `/groups/${builtTeams.open}?$expand=members($select=id),owners&$select=displayName`);
    expect(expanded.body.members.map((user: object) => Object.keys(user).sort())).toEqual(Array.from({ length: 3 }, () => ['@odata.type', 'id']));
    expect(expanded.body.owners).toEqual([expect.objectContaining({ displayName: expect.any(String) })]);
  });

  it('gives the site of a group to those who may see its content', async () => {
    expect((await sandbox.graph(ben, `/groups/${builtTeams.open}/sites/root`)).body.webUrl).toBe(`${sandbox.url}/sites/pumps`);
    expect((await sandbox.graph(ben, `/groups/${builtTeams.closed}/sites/root`)).status).toBe(403);
    expect((await sandbox.graph(ben, `/groups/${people.anna}`)).body.error.code).toBe('Request_ResourceNotFound');
  });

  it('has photos of most people', async () => {
    const outcomes = await Promise.all(Object.values(people).map(async id => (await sandbox.graph(ben, `/users/${id}/photos/48x48/$value`))));
    const statuses = new Set(outcomes.map(each => each.status));
    expect([...statuses].every(status => status === 200 || status === 404)).toBe(true);
    expect(outcomes.some(each => each.headers.get('content-type') === 'image/png')).toBe(true);
    expect((await sandbox.graph(ben, `/users/${people.ben}/photos/49x49/$value`)).body.error.code).toBe('ImageNotFound');
  });

  it('does not know other methods and paths', async () => {
    expect((await sandbox.graph(ben, '/users', { method: 'DELETE' })).status).toBe(405);
    expect((await sandbox.graph(ben, '/planets')).body.error.message).toContain("'planets'");
  });
});
