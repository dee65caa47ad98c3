import type { z } from 'zod';
import type { Commitment, SponsorshipState, sponsorshipAsk } from './sponsorship-contract.ts';

export type SponsorshipAsk = z.infer<typeof sponsorshipAsk>;

/**
 * A request to sponsor a community and what became of it (start-up guide N1). It belongs to the
 * tenant it is stored under; days are ISO 8601 days.
 */
export interface SponsorshipRequest {
  readonly id: string;
  readonly communityId: string;
  readonly state: SponsorshipState;
  /** Goes up with every change of state. */
  readonly version: number;
  readonly sponsorId: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly ask: SponsorshipAsk;
  readonly commitment: Commitment | null;
  readonly reviewOn: string | null;
  readonly declineReason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly passedTo: string | null;
}

/** What the person asked may answer. */
export type Answer =
  | { readonly kind: 'approve'; readonly commitment: Commitment; readonly reviewOn: string }
  | { readonly kind: 'decline'; readonly reason: string }
  | { readonly kind: 'pass-on'; readonly to: string };

/** Why an answer or a request is refused. */
export type Refusal =
  | 'not-the-one-asked'
  | 'own-request'
  | 'already-decided'
  | 'review-not-ahead'
  | 'reason-missing'
  | 'passed-to-self'
  | 'passed-to-asker'
  | 'passed-on-before';

export type Outcome = { readonly ok: true; readonly request: SponsorshipRequest } | { readonly ok: false; readonly refusal: Refusal };

/** States in which nothing more can be answered. */
export const isDecided = (state: SponsorshipState): boolean => state !== 'asked';

/** A review is at most this many months ahead, so that a commitment is looked at again while it is remembered. */
export const longestReviewMonths = 24;
const proposedReviewMonths = 6;

/** The day proposed for looking at the commitment again: six months after `now`, in UTC. */
export function proposedReviewDay(now: Date): string {
  return addMonths(now, proposedReviewMonths);
}

export function latestReviewDay(now: Date): string {
  return addMonths(now, longestReviewMonths);
}

/** The first day that may be chosen for the review: tomorrow, in UTC. */
export function earliestReviewDay(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)).toISOString().slice(0, 10);
}

/** The last day of a shorter month stands for a day that it lacks. */
function addMonths(from: Date, months: number): string {
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return first.toISOString().slice(0, 10);
}

/**
 * A person's answer to a request: the first decision wins, only the person asked decides, and
 * nobody approves their own.
 *
 * @param by the person who answers, in the request's tenant
 * @param passedOnBy people who passed this request on before; it does not go round in circles
 */
export function answerRequest(
  request: SponsorshipRequest, answer: Answer, by: string, now: Date, passedOnBy: readonly string[] = [],
): Outcome {
  if (by === request.askedBy) return refused('own-request');
  if (by !== request.sponsorId) return refused('not-the-one-asked');
  if (isDecided(request.state)) return refused('already-decided');
  const decided = { ...request, version: request.version + 1, decidedBy: by, decidedAt: now };
  switch (answer.kind) {
    case 'approve':
      if (answer.reviewOn < earliestReviewDay(now) || answer.reviewOn > latestReviewDay(now)) return refused('review-not-ahead');
      return { ok: true, request: { ...decided, state: 'approved', commitment: answer.commitment, reviewOn: answer.reviewOn } };
    case 'decline':
      if (answer.reason.trim() === '') return refused('reason-missing');
      return { ok: true, request: { ...decided, state: 'declined', declineReason: answer.reason.trim() } };
    case 'pass-on':
      if (answer.to === by) return refused('passed-to-self');
      if (answer.to === request.askedBy) return refused('passed-to-asker');
      if (passedOnBy.includes(answer.to)) return refused('passed-on-before');
      return { ok: true, request: { ...decided, state: 'passed-on', passedTo: answer.to } };
  }
}

/** Taking a request back, as long as it is unanswered. */
export function withdrawRequest(request: SponsorshipRequest, by: string, now: Date): Outcome {
  if (isDecided(request.state)) return refused('already-decided');
  return { ok: true, request: { ...request, state: 'withdrawn', version: request.version + 1, decidedBy: by, decidedAt: now } };
}

const refused = (refusal: Refusal): Outcome => ({ ok: false, refusal });
