/** What is followed: a team itself, its channels, its members, a library. */
export type Subject = 'team' | 'channels' | 'members' | 'library';

/**
 * `waiting`: not tried yet. `followed`: Microsoft 365 tells, or is asked at intervals. `visits-only`:
 * it cannot be followed just now, so it is looked at when people visit; `reason` says why.
 */
export type FollowState = 'waiting' | 'followed' | 'visits-only';
export type FollowReason = 'not-permitted' | 'gone' | 'unreachable';

export interface Following {
  subject: Subject;
  /** The library's id; the group's for all else. */
  graphId: string;
  groupId: string;
  state: FollowState;
  reason: FollowReason | null;
  subscriptionId: string | null;
  expiresAt: Date | null;
  deltaLink: string | null;
  lookedAt: Date | null;
  dueAt: Date;
}

const minute = 60_000;
const hour = 60 * minute;

/** Longest life of a subscription to Teams resources (Microsoft, "subscription resource type": 4,320 minutes), less a little for clocks that differ. */
export const subscriptionMs = 4_320 * minute - 10 * minute;
/** So long before its end a subscription is renewed: a night's outage may pass in between. One that ends all the same is made anew, with a look. */
const renewBeforeMs = 8 * hour;
/** What of a team is due so soon after something else of it is seen to with it. */
export const soonMs = 6 * hour;
/** How often a library is asked for changes. Subscribing to one takes a permission to write (docs/decisions/0012-libraries-are-asked.md). */
export const libraryEveryMs = 12 * hour;
/** How often a library is looked at itself, besides its changes, for its name: its end shows when changes are asked for. */
export const libraryNameEveryMs = 72 * hour;
/** A look at a team shows its channels, too: so long it stands for both. */
export const sameLookMs = 5 * minute;
/** After what cannot be followed is tried again: permissions are given, teams restored. */
const againMs: Record<FollowReason, number> = { 'not-permitted': 24 * hour, gone: 24 * hour, unreachable: hour };
/** What was taken in hand is taken again after this long, if nothing came of it: the process ended, or Graph had trouble. */
export const inHandMs = 15 * minute;
/** Between two looks at the same place because of notifications. */
export const restMs = 15_000;

/** When something is to be done next for what was just followed. */
export function dueAfter(following: { subject: Subject; expiresAt: Date | null }, now: Date): Date {
  if (following.subject === 'library' || !following.expiresAt) return new Date(now.getTime() + libraryEveryMs);
  return new Date(Math.max(now.getTime() + minute, following.expiresAt.getTime() - renewBeforeMs));
}

/** When to try again what could not be followed. */
export const dueAgain = (reason: FollowReason, now: Date): Date => new Date(now.getTime() + againMs[reason]);

/** The resource that Graph is asked to tell of, and which changes. */
export function resourceOf(subject: Exclude<Subject, 'library'>, groupId: string): { resource: string; changeType: string } {
  switch (subject) {
    case 'team': return { resource: `/teams/${groupId}`, changeType: 'updated,deleted' };
    case 'channels': return { resource: `/teams/${groupId}/channels`, changeType: 'created,updated,deleted' };
    case 'members': return { resource: `/teams/${groupId}/members`, changeType: 'created,updated,deleted' };
  }
}
