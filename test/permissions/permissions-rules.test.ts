import { describe, expect, it } from '@jest/globals';
import { permissionsOf } from '../../api/platform/graph/permissions.ts';
import { compare, compareCatalogue, compareTeam, grantedBy, isSound } from '../../api/permissions/permissions.ts';

const token = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;
const wanted = permissionsOf();

describe('what a token grants', () => {
  it('is its scopes for a person and its roles for Trellis itself; nothing where it does not say', () => {
    expect(grantedBy(token({ scp: 'User.Read Files.Read.All' }), 'scp')).toEqual(['User.Read', 'Files.Read.All']);
    expect(grantedBy(token({ roles: ['User.Read.All'] }), 'roles')).toEqual(['User.Read.All']);
    expect([grantedBy(token({}), 'scp'), grantedBy('opaque', 'roles'), grantedBy('a.b.c', 'scp'), grantedBy(token({ roles: 7 }), 'roles')]).toEqual([[], [], [], []]);
  });
});

describe('permissions compared with what is asked for', () => {
  it('are all granted when the token has them; signing in adds nothing', () => {
    expect(new Set(compare('delegated', [...wanted.delegated, 'openid', 'profile', 'email', 'offline_access']).map(({ state }) => state))).toEqual(new Set(['granted']));
  });

  it('say first what is missing and what stops working, then what was withheld, then what is too much', () => {
    const lines = compare('application', ['Mail.ReadWrite']);
    expect(lines.map(({ state }) => state)).toEqual([...Array.from({ length: wanted.application.length - 1 }, () => 'missing'), 'withheld', 'unneeded']);
    expect(lines.find(({ state }) => state === 'withheld')).toEqual({ permission: 'Files.Read.All', state: 'withheld', without: 'followLibraries' });
    expect(lines.at(-1)).toEqual({ permission: 'Mail.ReadWrite', state: 'unneeded', without: null });
  });
});

describe('the app in the catalogue', () => {
  it.each([
    ['same', { version: '1', asks: ['b', 'a'] }, { state: 'same' }],
    ['of another version', { version: '0', asks: ['a', 'b'] }, { state: 'other-version', version: '0' }],
    ['asking teams for other things', { version: '1', asks: ['a', 'c'] }, { state: 'other-permissions', lacks: ['b'], adds: ['c'] }],
    ['not saying what it asks', { version: '1', asks: null }, { state: 'same' }],
    ['not there', null, { state: 'absent' }],
  ])('is %s', (_, there, expected) => {
    expect(compareCatalogue(there, '1', ['a', 'b'])).toMatchObject(expected);
  });
});

describe('a team', () => {
  const team = { groupId: 'g', name: 'Pumps' };
  it('is ready with all consents, lacks those it was not asked for yet, or is without Trellis', () => {
    expect(compareTeam(team, wanted.resourceSpecific)).toMatchObject({ state: 'ready', missing: [] });
    expect(compareTeam(team, ['a'], ['a', 'b'])).toMatchObject({ state: 'consent-missing', missing: ['b'] });
    expect(compareTeam(team, null, ['a'])).toMatchObject({ state: 'not-added', missing: ['a'] });
  });
});

it('is sound when nobody has to act: what is withheld, or too much, does not count', () => {
  const report = {
    delegated: compare('delegated', [...wanted.delegated, 'Mail.Read']), application: compare('application', wanted.application.filter((each) => each !== 'Files.Read.All')),
    trouble: [], adminConsentUrl: null, catalogue: compareCatalogue({ version: '1', asks: null }, '1'), teams: [compareTeam({ groupId: 'g', name: 'n' }, wanted.resourceSpecific)], teamsTotal: 1,
  };
  expect(isSound(report)).toBe(true);
  expect(isSound({ ...report, teams: [compareTeam({ groupId: 'g', name: 'n' }, null)] })).toBe(false);
  expect(isSound({ ...report, application: compare('application', []) })).toBe(false);
  expect(isSound({ ...report, trouble: [{ about: 'teams', code: 'graph-throttled', detail: '' }] })).toBe(false);
});
