import type { MemberInvitation } from '../../../api/membership/members-contract.ts';
import type { NextThing } from '../../../api/next/next-contract.ts';
import { buildPerson, idOf } from './builders.ts';

/** What a member is asked to look after: one of each, and one of which they are not shown the name. */
export const buildAskedTo = (): MemberInvitation[] => ([['item', 'Seam checklist'], ['issue', `Thin sheet ${'unbroken'.repeat(12)}`], ['activity', 'Bring a problem'], ['activity', null]] as const).map(([kind, name], index) => ({
  id: idOf(31, 10 + index), person: buildPerson(0), becomes: 'steward', handOver: false, thing: { kind, id: idOf(32, index), name, at: kind === 'activity' ? '2026-12-02T15:00:00Z' : null }, expiresAt: '2026-12-14T09:00:00Z',
  invitedBy: buildPerson(1), invitedAt: '2026-11-23T09:00:00Z', notTold: null, abilities: { answer: true, withdraw: false },
}));

/** What is useful to do next for a coordinator, of several sources and with words that are hard to fit. */
export const buildThings = (): NextThing[] => [
  { what: 'follow-up', title: `Send the drawing ${'unbroken'.repeat(9)}`, count: 2, at: `rhythm?activity=${idOf(32, 1)}` }, { what: 'practice-find-steward', title: 'Seam checklist', count: 3, at: 'practice?state=orphaned' },
  { what: 'charter-ask-who-cares', title: 'One checklist for all sites', count: 1, at: `charter?issue=${idOf(7, 2)}` }, { what: 'say-what-you-offer', title: null, count: 1, at: 'members' },
];
