import { z } from 'zod';
import type { AppRegistration } from '../../kernel/app-registration.ts';
import { badRequest, bodyObject, graphError, graphOperation, noContent, type GraphAnswer, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { callerId, needUser } from '../directory/directory-area.ts';
import { collection, entity, selectedInside } from '../odata-collection.ts';
import type { ODataOptions } from '../odata-query.ts';
import { needTeam, needTeamToChange } from '../teams/teams-area.ts';
import { installForUser, installInTeam, removeFromTeam, removeFromUser, teamInstallation, userInstallation } from './app-installations.ts';
import { appByClientId, botRow, boundApp, filterableInstallation, installationRow, teamsAppRow, definitionRow, grantRow, userAppsArea, type UserInstallation } from './apps-area.ts';

const directory = ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const writeDirectory = ['Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const names = (suffix: string, kinds: string[]) => kinds.map(kind => `TeamsAppInstallation.${kind}${suffix}`);

const readTeam = [...names('ForTeam', ['Read', 'ReadWriteSelf', 'ReadWrite', 'ReadWriteAndConsentSelf', 'ReadWriteAndConsent', 'ManageSelected']), ...directory];
const readTeamAsApp = [...names('ForTeam.All', ['Read', 'ReadWriteSelf', 'ReadWrite', 'ReadWriteAndConsentSelf', 'ReadWriteAndConsent', 'ManageSelected']), 'TeamsAppInstallation.Read.All', 'TeamsAppInstallation.Read.Group', ...directory];
const readGrants = ['ResourceSpecificPermissionGrant.ReadForTeam', ...names('ForTeam', ['Read', 'ReadWriteSelf', 'ReadWrite', 'ManageSelected'])];
const readGrantsAsApp = [
  'TeamsAppInstallation.Read.Group', 'TeamsApp.Read.Group', 'ResourceSpecificPermissionGrant.ReadForTeam.All', 'TeamsAppInstallation.Read.All',
  ...names('ForTeam.All', ['Read', 'ReadWriteSelf', 'ReadWrite', 'ManageSelected']),
];
const consentTeam = names('ForTeam', ['ReadWriteAndConsentSelf']);
const consentTeamAsApp = names('ForTeam.All', ['ReadWriteAndConsentSelf', 'ReadWriteAndConsent']);
const writeTeam = [...names('ForTeam', ['ReadWriteSelf', 'ReadWrite', 'ManageSelected']), ...writeDirectory];
const writeTeamAsApp = [...names('ForTeam.All', ['ReadWriteSelf', 'ReadWrite', 'ManageSelected']), ...writeDirectory];

const userKinds = ['ReadWriteSelf', 'ReadWrite', 'ReadWriteAndConsentSelf', 'ReadWriteAndConsent', 'ReadWriteSelected', 'ManageSelected'];
const writeUser = names('ForUser', userKinds);
const writeUserAsApp = names('ForUser.All', userKinds);
const readUser = [...names('ForUser', ['Read']), ...writeUser];
const readUserAsApp = [...names('ForUser.All', ['Read']), 'TeamsAppInstallation.Read.All', 'TeamsAppInstallation.Read.User', ...writeUserAsApp];
const chat = names('ForUser', ['Read', 'ReadWriteSelf', 'ReadWrite', 'ReadWriteSelected']);
const chatAsApp = [...names('ForUser.All', ['Read', 'ReadWriteSelf', 'ReadWrite', 'ReadWriteSelected']), 'TeamsAppInstallation.Read.All', 'TeamsAppInstallation.Read.User'];

const installations: ODataOptions = {
  select: true, expand: ['teamsApp', 'teamsAppDefinition'], top: 999,
  filter: ['teamsApp/externalId', 'teamsApp/id', 'teamsApp/distributionMethod', 'teamsAppDefinition/displayName'],
};
const service = 'teams';

/** Installed apps of teams and people, and the tenant's catalogue. */
export const appOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path: '/teams/{team-id}/installedApps', delegated: readTeam, application: readTeamAsApp, service, query: installations,
    handle: call => {
      const { team } = needTeam(call);
      const rows = [...team.installedApps.values()].map(each => ({ ...filterableInstallation(each.id, appByClientId(call.state, each.clientId)), consentedPermissionSet: shownConsent(each.consented) }));
      return collection(call, rows, { context: `teams('${team.id}')/installedApps`, counts: true, expand: row => onlyExpanded(call, row) });
    },
  }),
  graphOperation({
    method: 'GET', path: '/teams/{team-id}/permissionGrants', delegated: readGrants, application: readGrantsAsApp, service, query: {},
    handle: call => {
      const { team } = needTeam(call);
      const rows = [...team.installedApps.values()].flatMap(({ clientId, consented }) => consented.map(permission => grantRow(team.id, clientId, permission)));
      return collection(call, rows, { context: 'permissionGrants' });
    },
  }),
  graphOperation({
    method: 'POST', path: '/teams/{team-id}/installedApps', delegated: [...writeTeam, ...consentTeam], application: [...writeTeamAsApp, ...consentTeamAsApp], service,
    handle: call => {
      const { team } = needTeamToChange(call);
      const app = boundApp(call);
      selfOnly(call, app.clientId, 'ForTeam');
      if (teamInstallation(call.state, team.id, app.clientId)) throw alreadyInstalled('team');
      checkConsent(call, app);
      const installation = installInTeam(call, team.id, app, callerId(call));
      return createdWithoutBody({ Location: `/teams('${team.id}')/installedApps('${installation.id}')` });
    },
  }),
  graphOperation({
    method: 'DELETE', path: '/teams/{team-id}/installedApps/{teamsAppInstallation-id}', delegated: writeTeam, application: writeTeamAsApp, service,
    handle: call => {
      const { team } = needTeamToChange(call);
      const installation = team.installedApps.get(call.params['teamsAppInstallation-id']!);
      if (!installation) throw notInstalled();
      selfOnly(call, installation.clientId, 'ForTeam');
      removeFromTeam(call, team.id, installation, callerId(call));
      return noContent();
    },
  }),
  graphOperation({
    method: 'GET', path: '/users/{user-id}/teamwork/installedApps', delegated: readUser, application: readUserAsApp, service, query: installations,
    handle: call => {
      const user = ownOrAny(call);
      const rows = [...userAppsArea.of(call.state).get(user.id)?.values() ?? []].map(each => filterableInstallation(each.id, appByClientId(call.state, each.clientId)));
      return collection(call, rows, { context: `users('${user.id}')/teamwork/installedApps`, counts: true, expand: row => onlyExpanded(call, row) });
    },
  }),
  graphOperation({
    method: 'POST', path: '/users/{user-id}/teamwork/installedApps', delegated: writeUser, application: writeUserAsApp, service,
    handle: call => {
      const user = ownOrAny(call);
      const app = boundApp(call);
      selfOnly(call, app.clientId, 'ForUser');
      if (userInstallation(call.state, user.id, app.clientId)) throw alreadyInstalled('user');
      const installation = installForUser(call, user.id, app);
      return createdWithoutBody({ Location: `/users('${user.id}')/teamwork/installedApps('${installation.id}')` });
    },
  }),
  graphOperation({
    method: 'GET', path: '/users/{user-id}/teamwork/installedApps/{userScopeTeamsAppInstallation-id}', delegated: readUser, application: readUserAsApp, service,
    query: { select: true, expand: ['teamsApp', 'teamsAppDefinition'] },
    handle: call => {
      const user = ownOrAny(call);
      const found = needUserInstallation(call, user.id);
      return entity(call, installationRow(call, found.id, appByClientId(call.state, found.clientId)), `users('${user.id}')/teamwork/installedApps/$entity`);
    },
  }),
  graphOperation({
    method: 'DELETE', path: '/users/{user-id}/teamwork/installedApps/{userScopeTeamsAppInstallation-id}', delegated: writeUser, application: writeUserAsApp, service,
    handle: call => {
      const user = ownOrAny(call);
      const found = needUserInstallation(call, user.id);
      selfOnly(call, found.clientId, 'ForUser');
      removeFromUser(call, user.id, found);
      return noContent();
    },
  }),
  graphOperation({
    method: 'GET', path: '/users/{user-id}/teamwork/installedApps/{userScopeTeamsAppInstallation-id}/chat', delegated: chat, application: chatAsApp, service, query: { select: true },
    handle: call => {
      const user = ownOrAny(call);
      return entity(call, {
        id: needUserInstallation(call, user.id).chatId, topic: null, chatType: 'oneOnOne', createdDateTime: new Date(call.now()).toISOString(),
        tenantId: call.state.tenantId, webUrl: `https://teams.microsoft.com/l/chat/${encodeURIComponent(needUserInstallation(call, user.id).chatId)}/0?tenantId=${call.state.tenantId}`,
      }, 'chats/$entity');
    },
  }),
  graphOperation({
    method: 'GET', path: '/appCatalogs/teamsApps', service,
    delegated: ['AppCatalog.Read.All', 'AppCatalog.Submit', 'AppCatalog.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
    application: ['AppCatalog.Read.All', 'AppCatalog.ReadWrite.All'],
    query: { select: true, filter: ['id', 'externalId', 'displayName', 'distributionMethod', 'appDefinitions'], expand: ['appDefinitions'], top: 999 },
    handle: call => {
      // For `$filter` each has its definition with the bot; of it stays what is expanded.
      const rows = [...call.state.apps.values()].map(app => ({ ...teamsAppRow(app), appDefinitions: [{ ...definitionRow(app), bot: botRow(app) }] }));
      const [expansion] = call.query.expand;
      return collection(call, rows, {
        context: 'appCatalogs/teamsApps',
        expand: ({ appDefinitions, ...row }) => expansion
          ? { ...row, appDefinitions: (appDefinitions as Record<string, unknown>[]).map(({ bot, ...definition }) => selectedInside({ ...definition, ...expansion.expand.includes('bot') && { bot } }, expansion.select, expansion.expand)) }
          : row,
      });
    },
  }),
];

/** What the app was consented to in the team; null when nothing. */
function shownConsent(consented: readonly string[]): object | null {
  return consented.length === 0 ? null : { resourceSpecificPermissions: consented.map(permissionValue => ({ permissionValue, permissionType: 'application' })) };
}

function onlyExpanded(call: GraphCall, row: Record<string, unknown>): Record<string, unknown> {
  const wanted = new Set(['id', ...call.query.select ?? [], ...call.query.expand.map(each => each.name)]);
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name)));
}

/** People see and change their own installed apps; apps those of anyone. */
function ownOrAny(call: GraphCall) {
  const user = needUser(call, call.params['user-id']!);
  if (call.caller.kind === 'person' && call.caller.person.id !== user.id) throw graphError(403, 'Forbidden', 'Requested user is not the signed-in user.');
  return user;
}

/** With only a `…Self…` permission an app may install and remove itself, nothing else. */
function selfOnly(call: GraphCall, clientId: string, place: 'ForTeam' | 'ForUser'): void {
  if (call.caller.app.clientId === clientId) return;
  const held = call.caller.kind === 'person' ? call.caller.scopes : call.caller.roles;
  const wide = held.some(name => name.startsWith('TeamsAppInstallation.') && name.includes(place) && !name.includes('Self') || writeDirectory.includes(name));
  if (!wide) throw graphError(403, 'Forbidden', 'The app may install and remove only itself with the permissions it has.');
}

/**
 * An app with resource-specific permissions is added to a team only together with consent to exactly these, which takes
 * a `…AndConsent…` permission (Microsoft: "Add app to team").
 */
function checkConsent(call: GraphCall, app: AppRegistration): void {
  const required = app.resourceSpecific.filter(name => name.endsWith('.Group')).sort();
  if (required.length === 0) return;
  const held = call.caller.kind === 'person' ? call.caller.scopes : call.caller.roles;
  if (!held.some(name => /^TeamsAppInstallation\.ReadWriteAndConsent(Self)?ForTeam/.test(name))) {
    throw badRequest('The app requires consent to resource-specific permissions, which the permissions of the request cannot give.');
  }
  const given = consentedSet.safeParse(bodyObject(call));
  const names = given.success ? given.data.consentedPermissionSet.resourceSpecificPermissions.map(each => each.permissionValue).sort() : [];
  if (names.join() !== required.join()) throw badRequest('The consentedPermissionSet does not match the resource-specific permissions of the app.');
}

const consentedSet = z.object({
  consentedPermissionSet: z.object({
    resourceSpecificPermissions: z.array(z.object({ permissionValue: z.string(), permissionType: z.string() })),
  }),
});

const createdWithoutBody = (headers: Record<string, string>): GraphAnswer => ({ status: 201, headers, body: null });

function needUserInstallation(call: GraphCall, userId: string): UserInstallation {
  const found = userAppsArea.of(call.state).get(userId)?.get(call.params['userScopeTeamsAppInstallation-id']!);
  if (!found) throw notInstalled();
  return found;
}

const notInstalled = () => graphError(404, 'NotFound', 'The app installation was not found.');
const alreadyInstalled = (where: 'team' | 'user') => graphError(409, 'Conflict', `App entitlement already exists: the app is installed for this ${where}.`);
