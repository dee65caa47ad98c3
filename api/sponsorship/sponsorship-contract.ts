import { z } from 'zod';
import { day, id, instant, operation } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { person } from '../membership/membership-contract.ts';

export const visibility = z.enum(['none', 'mention-in-unit', 'speak-at-launch', 'report-to-management']);

/** What a sponsor is asked for, or commits to (start-up guide N1, I1, F9). */
export const commitment = z.object({
  /** Hours a month that members may give to the community. */
  memberHoursPerMonth: z.number().int().min(0).max(40),
  /** Plain words, such as "travel to one meeting a year"; empty for none. */
  budget: writtenText().max(200),
  visibility,
});
export type Commitment = z.infer<typeof commitment>;

export const sponsorshipAsk = commitment.extend({ whyNow: writtenText().min(1).max(1_000) });

/** asked → approved | declined | passed-on (to a new request) | withdrawn. */
export const sponsorshipState = z.enum(['asked', 'approved', 'declined', 'passed-on', 'withdrawn']);
export type SponsorshipState = z.infer<typeof sponsorshipState>;

/** Where the card is: `waiting` to be sent, `delivered`, or `unreachable` with the reason and what to do. */
export const delivery = z.object({
  state: z.enum(['waiting', 'delivered', 'unreachable']),
  reason: z.enum(['app-not-installed', 'blocked-by-person', 'refused-by-policy', 'service-unavailable']).nullable(),
  since: instant,
});

export const sponsorship = z.object({
  id,
  state: sponsorshipState,
  sponsor: person,
  askedBy: person,
  askedAt: instant,
  ask: sponsorshipAsk,
  commitment: commitment.nullable(),
  /** Day on which sponsor and coordinator look at the commitment again. */
  reviewOn: day.nullable(),
  declineReason: z.string().nullable(),
  decidedBy: person.nullable(),
  decidedAt: instant.nullable(),
  /** The person named as better placed, when passed on. */
  passedTo: person.nullable(),
  delivery,
});
export type Sponsorship = z.infer<typeof sponsorship>;

const communityParams = z.object({ communityId: id });

export const askSponsor = operation({
  name: 'askSponsor', method: 'POST', path: '/api/communities/:communityId/sponsorship',
  summary: 'Ask a person to sponsor; that person gets a card. One open request at a time.',
  params: communityParams, body: sponsorshipAsk.extend({ sponsorId: id }), response: sponsorship, status: 201,
});

export const withdrawAsk = operation({
  name: 'withdrawAsk', method: 'DELETE', path: '/api/communities/:communityId/sponsorship',
  summary: 'Take back a request that is still unanswered; every copy of the card says so.',
  params: communityParams, response: sponsorship,
});

export const remindSponsor = operation({
  name: 'remindSponsor', method: 'POST', path: '/api/communities/:communityId/sponsorship/card',
  summary: 'Send the card again, for example after the sponsor has installed the app.',
  params: communityParams, response: sponsorship, status: 202,
});
