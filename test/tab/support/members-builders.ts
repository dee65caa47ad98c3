import type { DescribedMember, MembersAround } from '../../../api/membership/members-contract.ts';
import { buildPerson, idOf } from './builders.ts';
import type { Handler } from './fake-api.ts';

const parts = ['coordinator', 'core', 'core', 'active', 'peripheral'] as const;

/** The n-th member of a community, as the members' page shows one. */
export const buildMember = (number: number, more: Partial<DescribedMember> = {}): DescribedMember => ({
  person: buildPerson(number, { id: idOf(1, number) }), part: parts[Math.min(number, 4)]!, joinedAt: '2026-10-01T08:00:00Z',
  knownAs: number === 3 ? ['expert', 'coach'] : [], offers: number % 3 === 1 ? ['Welding thin sheet', 'Reading drawings'] : [], seeks: number % 4 === 1 ? ['Costs of a seam'] : [],
  timeZone: number % 5 === 2 ? 'Asia/Tokyo' : null, hosts: number === 2, gone: number === 6, isMe: number === 0, mayBecome: [], ...more,
});

export const buildAround = (more: Partial<MembersAround> = {}): MembersAround => ({
  me: { part: 'peripheral', knownAs: [], offers: ['Estimating'], seeks: ['Welding thin sheet'], timeZone: 'Europe/Berlin', hosts: false, pairs: true },
  pair: { id: idOf(32, 1), others: [buildPerson(3), buildPerson(5)], skippedByMe: false, chatUrl: 'https://teams.microsoft.com/l/chat/0/0?users=8' }, pairing: { everyWeeks: 4, nextAt: '2026-12-10T09:00:00Z' },
  host: { ...buildPerson(2), chatUrl: 'https://teams.microsoft.com/l/chat/0/0?users=8' }, welcomes: [],
  matches: [{ person: buildPerson(1), seek: 'Welding thin sheet', offer: 'Welding thin sheet', timeZone: null }],
  invitations: [], abilities: { describeMyself: true, beActive: true, bePeripheral: false, setPairing: false, wishIntroductions: false, introduceMyself: true }, introductions: { wished: true, mine: null, why: null, words: null }, ...more,
});

/** What a coordinator has to answer, and has asked; with words that are hard to fit. */
export const buildAsked = (): Partial<MembersAround> => ({
  me: { part: 'coordinator', knownAs: ['expert'], offers: ['<b>bold</b>', 'unbroken'.repeat(15)], seeks: ['لحام الألمنيوم'], timeZone: null, hosts: true, pairs: false },
  pair: null,
  host: null, welcomes: [4, 5].map((number) => ({ person: buildPerson(number), seeks: number === 4 ? ['Reading drawings'] : [], since: '2026-11-20T09:00:00Z', chatUrl: 'https://teams.microsoft.com/l/chat/0/0?users=8' })),
  invitations: [
    { id: idOf(31, 1), person: buildPerson(0), becomes: 'coach', handOver: false, thing: null, expiresAt: null, invitedBy: buildPerson(1), invitedAt: '2026-11-20T09:00:00Z', notTold: null, abilities: { answer: true, withdraw: true } },
    { id: idOf(31, 2), person: buildPerson(2), becomes: 'coordinator', handOver: true, thing: null, expiresAt: null, invitedBy: buildPerson(0), invitedAt: '2026-11-20T09:00:00Z', notTold: 'blocked-by-person', abilities: { answer: false, withdraw: true } },
  ],
  abilities: { describeMyself: true, beActive: false, bePeripheral: false, setPairing: true, wishIntroductions: true, introduceMyself: false },
  introductions: { wished: true, mine: 'not-sent', why: 'app-not-installed', words: 'Hello' },
});

/** A picture of one dot. */
export const dot = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const membersApi = (items: DescribedMember[], around: MembersAround = buildAround(), next: string | null = null): Record<string, Handler> => ({
  listMembers: () => ({ items, next }), getMembersAround: () => around,
  getPhotos: ({ query }) => ({ items: query['ids']!.split(',').map((id, index) => ({ id, image: index % 2 ? null : dot })) }),
});
