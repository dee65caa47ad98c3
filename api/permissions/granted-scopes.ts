import { ConsentNeededError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { grantedBy } from './permissions.ts';

/**
 * The delegated permissions that Trellis has for this person; none where nobody has consented yet.
 * @throws ConsentNeededError (`sign-in-needed`), UnavailableError when Entra ID does not answer
 */
export async function grantedScopes({ tokens }: Pick<Services, 'tokens'>, actor: Actor): Promise<string[]> {
  try {
    return grantedBy(await tokens.forPerson(actor), 'scp');
  } catch (error) {
    if (error instanceof ConsentNeededError && error.code === 'consent-needed') return [];
    throw error;
  }
}

/** Microsoft, "Grant tenant-wide admin consent to an application": the address that asks for all that the registration names. */
export function consentAddress({ settings }: Pick<Services, 'settings'>): string {
  return `${settings.loginUrl}/${settings.tenantId}/adminconsent?client_id=${settings.clientId}`;
}
