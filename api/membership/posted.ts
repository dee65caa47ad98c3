import { type RawBuilder, sql } from 'kysely';

/** What stands in a row of something that the bot brings into a channel. */
export interface Posting { toldAt: Date | null; notTold: string | null; /** When it was asked for. */ at: Date }

/** Why it did not get there; `unavailable`: Teams took nothing for as long as it was tried. */
export type WhyNotPosted = 'app-not-installed' | 'refused' | 'unavailable';

/** Noted before it is posted: whoever comes upon it later knows that it may have got there. */
export const beingPosted = 'being-posted';
/** Nothing to be done about it but to wait, for as long as it is tried. */
const underWay = [beingPosted, 'service-unavailable'];
/** The job that posts tries for three quarters of an hour; what is not there after this time does not come by itself any more. */
const triedForMs = 2 * 3_600_000;

/** What became of what is posted in a channel, and why it is not there. */
export function outcomeOf({ toldAt, notTold, at }: Posting, now: Date): { state: 'open' | 'sent' | 'not-sent' | 'perhaps-sent'; why: WhyNotPosted | null } {
  if (toldAt) return { state: 'sent', why: null };
  const waits = notTold === null || underWay.includes(notTold);
  if (waits && now.getTime() - at.getTime() < triedForMs) return { state: 'open', why: null };
  if (notTold === 'perhaps-posted' || notTold === beingPosted) return { state: 'perhaps-sent', why: null };
  return { state: 'not-sent', why: waits ? 'unavailable' : notTold === 'app-not-installed' ? notTold : 'refused' };
}

/** Of a row that is there: it did not get there, or nobody knows, and it is not tried any more, so that it may be posted anew. The same rule as above. */
export const mayBePostedAnew = (table: 'member_introductions' | 'launch_announcements', at: 'at' | 'posted_at', now: Date): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${table}.told_at`)} is null and (coalesce(${sql.ref(`${table}.not_told`)}, ${beingPosted}) <> all (${underWay}::text[]) or ${sql.ref(`${table}.${at}`)} <= ${new Date(now.getTime() - triedForMs)})`;
