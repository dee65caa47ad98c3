import { AppManifestUtils } from '@microsoft/app-manifest';
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { appPackageFolder, readManifest } from '../../scripts/app-package.ts';
import { permissionsOf, purposes } from '../../api/platform/graph/permissions.ts';
import { permissionFiles, permissionsPage, resourceAccess } from '../../scripts/permissions.ts';
import type { Wire } from './wire.ts';

const clientId = '7c1d2a90-4be3-4f68-8f25-1a6b9e3d5c47';
const values = { CLIENT_ID: clientId, APP_ID_URI: `api://trellis.example/botid-${clientId}`, PUBLIC_URL: 'https://trellis.example', APP_NAME_SUFFIX: ' "dev"' };
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Wire;

/** Width and height of a PNG, from its header. */
function sizeOf(file: string): [number, number] {
  const png = readFileSync(`${appPackageFolder}${file}`);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('the Teams app package', () => {
  it('is valid against Microsoft\'s schema', async () => {
    expect(await AppManifestUtils.validateAgainstSchema(readManifest(values))).toEqual([]);
  });

  it('has every placeholder filled in, quotation marks and all', () => {
    const manifest = readManifest(values) as Wire;
    expect(JSON.stringify(manifest)).not.toContain('${{');
    expect(manifest.name.short).toBe('Trellis "dev"');
    expect(manifest.validDomains).toEqual(['trellis.example']);
    expect(manifest.staticTabs[0].contentUrl).toBe('https://trellis.example/tab');
    expect(manifest.configurableTabs[0].configurationUrl).toBe('https://trellis.example/tab/configure');
    expect(manifest.webApplicationInfo).toEqual({ id: clientId, resource: values.APP_ID_URI });
    expect(manifest.composeExtensions[0].commands[0]).toMatchObject({ id: 'findCommunity', initialRun: true });
  });

  it('says which value is missing', () => {
    expect(() => readManifest({ ...values, APP_ID_URI: undefined as never })).toThrow(expect.objectContaining({ code: 'manifest-value-missing', placeholder: 'APP_ID_URI' }));
  });

  it('has icons of the sizes that Teams wants', () => {
    expect(sizeOf('color.png')).toEqual([192, 192]);
    expect(sizeOf('outline.png')).toEqual([32, 32]);
  });

  it('names itself in its language file as in the manifest', () => {
    const manifest = readManifest({ ...values, APP_NAME_SUFFIX: '' }) as Wire;
    const english = read(`${appPackageFolder}en.json`);
    expect(english['name.short']).toBe(manifest.name.short);
    expect(english['description.full']).toBe(manifest.description.full);
  });
});

describe('the permissions', () => {
  it('asked for in the registration are those of the table of operations', () => {
    expect(read(permissionFiles.registration).requiredResourceAccess[0].resourceAccess).toEqual(resourceAccess());
  });

  it('asked for per team are those of the table of operations', () => {
    const manifest = readManifest(values) as Wire;
    expect(manifest.authorization.permissions.resourceSpecific).toEqual(permissionsOf().resourceSpecific.map((name) => ({ name, type: 'Application' })));
  });

  it('are each said to be for something, in words', () => {
    const words = read(`${import.meta.dirname}/../../src/locales/en.json`).permissions.without;
    const { delegated, application, resourceSpecific } = permissionsOf();
    const said = [delegated.map((name) => purposes.delegated[name]), application.map((name) => purposes.application[name]), resourceSpecific.map((name) => purposes.resourceSpecific[name])].flat();
    expect(said.filter((purpose) => typeof words[purpose] !== 'string')).toEqual([]);
    expect(Object.keys(words).sort()).toEqual([...said].sort());
  });

  it('are no more than 16 for a team, which is all that a manifest may ask for', () => {
    expect(permissionsOf().resourceSpecific.length).toBeLessThanOrEqual(16);
  });

  it('are listed in docs/permissions.md (node scripts/permissions.ts)', () => {
    expect(readFileSync(permissionFiles.page, 'utf8')).toBe(permissionsPage());
  });

  it('let only Teams\' own clients sign in without asking', () => {
    const { preAuthorizedApplications, oauth2PermissionScopes } = read(permissionFiles.registration).api;
    expect(preAuthorizedApplications.map((one: { appId: string }) => one.appId)).toEqual(['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346']);
    expect(oauth2PermissionScopes.map((one: { value: string }) => one.value)).toEqual(['access_as_user']);
  });
});
