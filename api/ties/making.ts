import type { z } from 'zod';
import { type OperationName, operations } from '../platform/graph/operations.ts';
import type { Settings } from '../platform/settings.ts';
import type { makingAbilities, MakingKind } from './proposals-contract.ts';

/** What making a place asks of Graph beyond looking. */
const asks: Record<MakingKind, readonly OperationName[]> = {
  channel: ['createChannel'], folder: ['createFolder'], library: ['getGroupSite', 'createLibrary'], team: ['createGroup', 'createTeam', 'getTeamOperation'],
};

/** The permissions that making takes, of each kind, and whether they are there; where an administrator consents to what is missing. */
export function makingAbilitiesOf(granted: ReadonlySet<string>, { loginUrl, tenantId, clientId }: Pick<Settings, 'loginUrl' | 'tenantId' | 'clientId'>): z.output<(typeof makingAbilities)['response']> {
  const items = (Object.keys(asks) as MakingKind[]).map((kind) => {
    const names = [...new Set(asks[kind].map((name) => operations[name].delegated).filter((name) => name !== null))].sort();
    const permissions = names.map((name) => ({ name, granted: granted.has(name) }));
    return { kind, permissions, granted: permissions.every((each) => each.granted) };
  });
  // Microsoft, "Grant tenant-wide admin consent to an application": the address that asks for all that the app is registered with.
  return { items, consentUrl: items.every((each) => each.granted) ? null : `${loginUrl}/${tenantId}/adminconsent?client_id=${clientId}` };
}
