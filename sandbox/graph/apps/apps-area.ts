import { createHash } from 'node:crypto';
import type { AppRegistration } from '../../kernel/app-registration.ts';
import { defineArea, type TenantState } from '../../kernel/state.ts';
import { badRequest, bodyObject, graphError, type GraphCall } from '../graph-operation.ts';

export interface UserInstallation {
  id: string;
  clientId: string;
  /** The chat between the person and the app's bot. */
  chatId: string;
}

/** Apps that people have installed for themselves: by person, then by installation id. */
export const userAppsArea = defineArea<Map<string, Map<string, UserInstallation>>>('user-apps', () => new Map());

/** An app's id in the tenant's catalogue, which is not the id of its manifest. */
export function catalogId(app: AppRegistration): string {
  const hex = createHash('sha256').update(`teams app ${app.manifest.id}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The id of the app's service principal in the tenant. */
function servicePrincipalId(clientId: string): string {
  const hex = createHash('sha256').update(`service principal ${clientId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function installationId(place: string, app: AppRegistration): string {
  return Buffer.from(`${place}##${catalogId(app)}`).toString('base64');
}

export function appByClientId(state: TenantState, clientId: string): AppRegistration {
  const app = state.apps.get(clientId);
  if (!app) throw graphError(404, 'NotFound', `No app with client id '${clientId}' is registered.`);
  return app;
}

/** The app that a body's `teamsApp@odata.bind` names, by catalogue id. @throws GraphError 400 or 404 */
export function boundApp(call: GraphCall): AppRegistration {
  const bind = bodyObject(call)['teamsApp@odata.bind'];
  const id = typeof bind === 'string' ? /\/appCatalogs\/teamsApps(?:\/|\(')([^/')]+)/i.exec(bind)?.[1] : undefined;
  if (id === undefined) throw badRequest("The property 'teamsApp@odata.bind' is required and names an app of the catalogue.");
  const app = [...call.state.apps.values()].find(each => catalogId(each) === id);
  if (!app) throw graphError(404, 'NotFound', `The app '${id}' is not in the tenant's app catalogue.`);
  return app;
}

export function teamsAppRow(app: AppRegistration): Record<string, unknown> {
  return { id: catalogId(app), externalId: app.manifest.id, displayName: app.manifest.name.short, distributionMethod: 'organization' };
}

export function definitionRow(app: AppRegistration): Record<string, unknown> {
  return {
    id: Buffer.from(`${catalogId(app)}##${app.manifest.version}##Published`).toString('base64'),
    teamsAppId: catalogId(app),
    displayName: app.manifest.name.short,
    version: app.manifest.version,
    publishingState: 'published',
    authorization: {
      clientAppId: app.manifest.webApplicationInfo?.id ?? null,
      requiredPermissionSet: { resourceSpecificPermissions: app.resourceSpecific.map(permissionValue => ({ permissionValue, permissionType: 'application' })) },
    },
    shortDescription: app.manifest.description?.short ?? null,
    description: app.manifest.description?.full ?? null,
    lastModifiedDateTime: null,
    createdBy: null,
  };
}

export function botRow(app: AppRegistration): Record<string, unknown> | null {
  const [bot] = app.manifest.bots ?? [];
  return bot ? { id: bot.botId } : null;
}

/** Graph's resourceSpecificPermissionGrant (Microsoft: "List permissionGrants of a team"): `clientAppId` is the app's client id. */
export function grantRow(teamId: string, clientId: string, permission: string): Record<string, unknown> {
  return {
    id: Buffer.from(`${teamId}##${permission}##Application`).toString('base64'), deletedDateTime: null, clientAppId: clientId, clientId: servicePrincipalId(clientId),
    permissionType: 'Application', permission, resourceAppId: '00000003-0000-0000-c000-000000000000',
  };
}

/** Graph's teamsAppInstallation with what `$expand` asks for. */
export function installationRow(call: GraphCall, id: string, app: AppRegistration): Record<string, unknown> {
  const expands = new Set(call.query.expand.map(each => each.name));
  return {
    id,
    ...expands.has('teamsApp') && { teamsApp: teamsAppRow(app) },
    ...expands.has('teamsAppDefinition') && { teamsAppDefinition: definitionRow(app) },
  };
}

/** Rows carry app and definition so that `$filter` can look into them; they stay only when expanded. */
export function filterableInstallation(id: string, app: AppRegistration): Record<string, unknown> {
  return { id, teamsApp: teamsAppRow(app), teamsAppDefinition: definitionRow(app) };
}
