import type { MemberInvitation } from '../../../api/membership/members-contract.ts';
import { buildPerson, idOf } from './builders.ts';

/** What a member is asked to look after: one of each, and one of which they are not shown the name. */
export const buildAskedTo = (): MemberInvitation[] => ([['item', 'Seam checklist'], ['issue', `Thin sheet ${'unbroken'.repeat(12)}`], ['activity', 'Bring a problem'], ['activity', null]] as const).map(([kind, name], index) => ({
  id: idOf(31, 10 + index), person: buildPerson(0), becomes: 'steward', handOver: false, thing: { kind, id: idOf(32, index), name, at: kind === 'activity' ? '2026-12-02T15:00:00Z' : null }, expiresAt: '2026-12-14T09:00:00Z',
  invitedBy: buildPerson(1), invitedAt: '2026-11-23T09:00:00Z', notTold: null, abilities: { answer: true, withdraw: false },
}));
