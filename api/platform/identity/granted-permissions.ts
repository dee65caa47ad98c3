import { decodeJwt } from 'jose';
import type { Actor } from './actor.ts';
import type { EntraTokens } from './entra-tokens.ts';

/**
 * The delegated permissions that Trellis has for this person, as Entra ID wrote them into the token (`scp`).
 * @throws what `EntraTokens.forPerson` throws
 */
export async function grantedPermissions(tokens: EntraTokens, actor: Actor): Promise<ReadonlySet<string>> {
  const { scp } = decodeJwt(await tokens.forPerson(actor));
  return new Set(typeof scp === 'string' ? scp.split(' ') : []);
}
