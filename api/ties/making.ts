import type { z } from 'zod';
import { type OperationName, operations } from '../platform/graph/operations.ts';
import type { makingAbilities, MakingKind } from './proposals-contract.ts';

/** What making a place asks of Graph beyond looking. */
const asks: Record<MakingKind, readonly OperationName[]> = {
  channel: ['createChannel'], folder: ['createFolder'], library: ['getGroupSite', 'createLibrary'], team: ['createGroup', 'createTeam', 'getTeamOperation'],
};

/** The permissions that making takes, of each kind, and whether they are there (`has`); where an administrator consents to what is missing. */
export function makingAbilitiesOf(has: readonly string[], consentUrl: string): z.output<(typeof makingAbilities)['response']> {
  const items = (Object.keys(asks) as MakingKind[]).map((kind) => {
    const names = [...new Set(asks[kind].map((name) => operations[name].delegated).filter((name) => name !== null))].sort();
    const permissions = names.map((name) => ({ name, granted: has.includes(name) }));
    return { kind, permissions, granted: permissions.every((each) => each.granted) };
  });
  return { items, consentUrl: items.every((each) => each.granted) ? null : consentUrl };
}
