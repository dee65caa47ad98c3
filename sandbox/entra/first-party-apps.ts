import { randomBytes } from 'node:crypto';
import type { AppRegistration } from '../kernel/app-registration.ts';
import { defineArea, type TenantState } from '../kernel/state.ts';

/**
 * Microsoft's own client with which people use Graph: "Microsoft Graph Command Line Tools". It is in every tenant, needs
 * no secret, and here has consent to everything: what a person may do with it, the person may do in Microsoft 365.
 */
export const graphToolsClientId = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

/** Clients that every tenant knows but no catalogue of Teams apps lists. */
export const firstPartyArea = defineArea<Map<string, AppRegistration>>('first-party-apps', () => new Map());

/** Makes Microsoft's own client known, with consent to these delegated permissions. */
export function registerGraphTools(state: TenantState, delegatedPermissions: readonly string[]): void {
  firstPartyArea.of(state).set(graphToolsClientId, {
    clientId: graphToolsClientId, clientSecret: randomBytes(32).toString('base64url'), appIdUri: `api://${graphToolsClientId}`,
    displayName: 'Microsoft Graph Command Line Tools', redirectUris: ['http://localhost'], delegatedPermissions: [...delegatedPermissions],
    applicationPermissions: [], resourceSpecific: [], appRoles: [], botMessagingEndpoint: '',
    manifest: { id: graphToolsClientId, version: '1.0.0', name: { short: 'Microsoft Graph Command Line Tools' } },
  });
}

/** An app by its client id, Microsoft's own among them. */
export function clientOf(state: TenantState, clientId: string): AppRegistration | undefined {
  return state.apps.get(clientId) ?? firstPartyArea.of(state).get(clientId);
}
