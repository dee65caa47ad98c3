import type { AppRegistration } from '../kernel/app-registration.ts';
import type { TenantState } from '../kernel/state.ts';
import { EntraError } from './entra-error.ts';

export const graphAudience = 'https://graph.microsoft.com';
export const botAudience = 'https://api.botframework.com';

/** Teams' own clients, which may ask for tokens of any app that has pre-authorised them. */
export const teamsClients = {
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264': 'Microsoft Teams',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346': 'Microsoft Teams Web Client',
} as const;
export const teamsWebClient = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

/** The one scope a Teams tab's app exposes. */
export const tabScope = 'access_as_user';

export type Resource = { kind: 'graph' } | { kind: 'bot' } | { kind: 'app', app: AppRegistration };

export interface RequestedScopes {
  resource: Resource;
  /** Scopes on the resource, without its prefix; `.default` stands for all that was consented. */
  names: string[];
  openid: boolean;
  profile: boolean;
  offlineAccess: boolean;
}

const openIdScopes = ['openid', 'profile', 'email', 'offline_access'];

/**
 * Reads a `scope` parameter. `ownUrl` is the sandbox's address, which stands for Graph's.
 * @throws EntraError AADSTS500011 for an unknown resource, AADSTS28000 for several.
 */
export function readScopes(text: string, state: TenantState, ownUrl: string): RequestedScopes {
  const all = text.split(/\s+/).filter(Boolean);
  const names: string[] = [];
  let resource: Resource | null = null;
  for (const scope of all.filter(each => !openIdScopes.includes(each))) {
    const [prefix, name] = splitScope(scope);
    const found = resourceOf(prefix, state, ownUrl);
    if (!found) {
      throw new EntraError('invalid_resource', 500011,
        `The resource principal named ${prefix} was not found in the tenant named ${state.tenant.organization.displayName}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`);
    }
    if (resource && key(resource) !== key(found)) {
      throw new EntraError('invalid_request', 28000, 'Provided value for the input parameter scope is not valid because it contains more than one resource.');
    }
    resource = found;
    names.push(name);
  }
  return {
    resource: resource ?? { kind: 'graph' },
    names,
    openid: all.includes('openid'),
    profile: all.includes('profile'),
    offlineAccess: all.includes('offline_access'),
  };
}

function splitScope(scope: string): [prefix: string, name: string] {
  const end = scope.lastIndexOf('/');
  return end < 0 ? ['', scope] : [scope.slice(0, end).replace(/\/$/, ''), scope.slice(end + 1)];
}

function resourceOf(prefix: string, state: TenantState, ownUrl: string): Resource | null {
  if (prefix === '' || prefix === graphAudience || prefix === ownUrl || prefix === '00000003-0000-0000-c000-000000000000') return { kind: 'graph' };
  if (prefix === botAudience) return { kind: 'bot' };
  for (const app of state.apps.values()) {
    if (prefix === app.appIdUri || prefix === app.clientId || prefix === `api://${app.clientId}`) return { kind: 'app', app };
  }
  return null;
}

function key(resource: Resource): string {
  return resource.kind === 'app' ? resource.app.clientId : resource.kind;
}

/**
 * The delegated permissions a token will carry: those asked for, or with `.default` all with consent.
 * @throws EntraError AADSTS65001 when one asked for has no consent.
 */
export function consentedScopes(client: AppRegistration | null, clientId: string, requested: RequestedScopes): string[] {
  const allowed = requested.resource.kind === 'app' ? [tabScope]
    : requested.resource.kind === 'graph' ? client?.delegatedPermissions ?? [] : [];
  const wanted = requested.names.filter(name => name !== '.default');
  const missing = wanted.filter(name => !allowed.some(each => each.toLowerCase() === name.toLowerCase()));
  const nothing = requested.names.includes('.default') && allowed.length === 0;
  if (missing.length > 0 || nothing) {
    throw new EntraError('invalid_grant', 65001,
      `The user or administrator has not consented to use the application with ID '${clientId}' named '${client?.displayName ?? clientId}'. Send an interactive authorization request for this user and resource.`,
      { suberror: 'consent_required' });
  }
  return wanted.length > 0 && !requested.names.includes('.default')
    ? allowed.filter(each => wanted.some(name => name.toLowerCase() === each.toLowerCase()))
    : [...allowed];
}
