import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { checkPermissions } from '../../api/permissions/permissions-contract.ts';
import { permissionsOf } from '../../api/platform/graph/permissions.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { startTestApi } from '../support/api.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { buildApp } from '../support/sandbox.ts';
import { builtTeams, upn } from '../support/tenant-builder.ts';

const wanted = permissionsOf();
const exactly = { delegatedPermissions: wanted.delegated, applicationPermissions: wanted.application };
/** The package of the catalogue is this version's. */
const manifest = { ...buildApp().manifest, version: '0.1.0' };

describe('what Trellis is permitted', () => {
  let world: CommunityWorld;
  /** Consents again as `changes` say; tokens that are out there are of before, so the API gets new ones. */
  const consented = (changes: Parameters<typeof buildApp>[0]) => world.sandbox.registerApp(buildApp({ manifest, ...exactly, ...changes }));
  const check = async (as = upn('anna')) => world.api.request(checkPermissions, { as });

  beforeAll(async () => { world = await startCommunityWorld({ apps: [buildApp({ manifest, ...exactly })] }); });
  beforeEach(() => {
    // Past every token's time: each check gets its own.
    world.clock.now = new Date(world.clock.now.getTime() + 2 * 3_600_000);
    world.sandbox.faults.clear();
    consented({});
  });
  afterAll(() => world?.close());

  it('is for programme leads who are signed in', async () => {
    expect((await world.api.request(checkPermissions)).status).toBe(401);
    expect([(await check(upn('ben'))).status, (await check(upn('ben'))).body.code]).toEqual([403, 'programme-lead-only']);
  });

  it('is sound when everything is granted, and asks for no consent', async () => {
    const { status, body } = await check();
    expect([status, body.trouble, body.sound, body.adminConsentUrl, body.catalogue.state]).toEqual([200, [], true, null, 'same']);
    expect(body.delegated.map(({ permission }) => permission).sort()).toEqual(wanted.delegated);
    expect([...body.delegated, ...body.application].every(({ state }) => state === 'granted')).toBe(true);
  });

  it('says what is missing, withheld and too much, and where an administrator consents', async () => {
    consented({ delegatedPermissions: ['User.Read', 'Mail.Read'], applicationPermissions: ['User.Read.All'] });
    const { body } = await check();
    expect(body.sound).toBe(false);
    expect(body.delegated.find(({ permission }) => permission === 'Group.Read.All')).toEqual({ permission: 'Group.Read.All', state: 'missing', without: 'seeCalendars' });
    expect(body.delegated.find(({ permission }) => permission === 'Mail.Read')).toEqual({ permission: 'Mail.Read', state: 'unneeded', without: null });
    expect(body.application.find(({ permission }) => permission === 'Files.Read.All')?.state).toBe('withheld');
    expect(body.adminConsentUrl).toBe(`${world.sandbox.url}/${world.sandbox.tenantId}/adminconsent?client_id=${world.sandbox.app.clientId}`);
    // Without its permission the catalogue cannot be looked at; that is said and not guessed.
    expect(body.catalogue.state).toBe('unknown');
    expect(body.trouble).toMatchObject([{ about: 'catalogue', code: 'graph-forbidden' }]);
  });

  it('says that nothing is granted when nobody ever consented', async () => {
    consented({ delegatedPermissions: [], applicationPermissions: [] });
    const { body } = await check();
    expect(new Set(body.delegated.map(({ state }) => state))).toEqual(new Set(['missing', 'withheld']));
  });

  it('names the difference between the package in the catalogue and this version', async () => {
    consented({ resourceSpecific: [...wanted.resourceSpecific.slice(1), 'ChannelMessage.Read.Group'], manifest: { ...manifest, version: '0.0.9' } });
    expect((await check()).body.catalogue).toEqual({ state: 'other-permissions', version: '0.0.9', ours: '0.1.0', lacks: [wanted.resourceSpecific[0]], adds: ['ChannelMessage.Read.Group'] });
    consented({ manifest: { ...manifest, version: '0.0.9' } });
    expect((await check()).body.catalogue.state).toBe('other-version');
  });

  it('says of each team whether Trellis and its consent are there', async () => {
    await world.community({ pinTab: false });
    const lineOf = async () => (await check()).body.teams;
    expect(await lineOf()).toEqual([{ groupId: builtTeams.open, name: 'Pumps', state: 'not-added', missing: wanted.resourceSpecific }]);
    // Added before it asked for all that it asks for now.
    consented({ resourceSpecific: ['TeamsAppInstallation.Read.Group'] });
    const token = await world.sandbox.graphToken(upn('ben'));
    const { body: catalogue } = await world.sandbox.graph(token, `/appCatalogs/teamsApps?$filter=externalId eq '${manifest.id}'`);
    const installed = await world.sandbox.graph(token, `/teams/${builtTeams.open}/installedApps`, { method: 'POST', body: {
      'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${catalogue.value[0].id}`,
      consentedPermissionSet: { resourceSpecificPermissions: [{ permissionValue: 'TeamsAppInstallation.Read.Group', permissionType: 'application' }] },
    } });
    expect(installed.status).toBe(201);
    consented({});
    expect(await lineOf()).toMatchObject([{ state: 'consent-missing', missing: wanted.resourceSpecific.filter((each) => each !== 'TeamsAppInstallation.Read.Group') }]);
  });

  it('says so when Microsoft 365 does not answer, and claims nothing', async () => {
    world.sandbox.faults.set([{ path: '^/v1.0/', status: 503 }]);
    const { status, body } = await check();
    expect(status).toBe(200);
    expect(body.trouble.map(({ about }) => about)).toEqual(['catalogue']);
    expect([body.catalogue.state, body.teams.map(({ state }) => state), body.sound]).toEqual(['unknown', ['unknown'], false]);
  });

  it('is told by npm run doctor, which ends with 0 when nobody has to act and with 1 otherwise', async () => {
    const empty = await createTestDatabase();
    const doctorOn = async (database: { url: string }) => {
      const api = await startTestApi({ sandbox: world.sandbox, database, settings: { CLI_CLIENT_ID: world.sandbox.app.clientId }, overrides: { clock: () => world.clock.now } });
      const env = {
        PATH: process.env.PATH, TRELLIS_ENV: 'dev', PUBLIC_URL: api.url, LOGIN_URL: world.sandbox.url, TENANT_ID: world.sandbox.tenantId, CLI_CLIENT_ID: world.sandbox.app.clientId,
        APP_ID_URI: world.sandbox.app.appIdUri, TRELLIS_PASSWORD: 'sandbox', NODE_EXTRA_CA_CERTS: world.sandbox.caFile,
      };
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/doctor.ts', '--as', upn('anna')], { env });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString(); });
      const status = await new Promise<number | null>((resolve) => { child.once('close', resolve); });
      await api.close();
      return { status, text };
    };
    const sound = await doctorOn(empty);
    expect([sound.status, sound.text]).toEqual([0, expect.stringContaining('Nobody has to act.')]);
    await empty.close();
    await world.community({ name: 'Valve people' });
    const unsound = await doctorOn(world.database);
    expect([unsound.status, unsound.text]).toEqual([1, expect.stringMatching(/for people[^\n]*User\.Read/)]);
    expect(unsound.text).toMatch(/Consent missing|Not added/);
    expect(unsound.text).toContain('Somebody has to act.');
  });
});
