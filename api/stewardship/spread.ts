/** Fewer people than this are never counted together: who they are could be told from it. */
export const leastPeople = 5;
/** How many months the picture goes back, this one among them. */
export const shownMonths = 12;

/** What there is to look after, how much of it lies with members who do not coordinate, and how many they are. */
export interface Spread { things: number; withMembers: number; members: number }

/**
 * The share that lies with members, in tenths; null while fewer than five of them look after something. Tenths, and what
 * lies with coordinators never apart from what lies with nobody: a change of one thing does not show whose it is
 * (docs/decisions/0024).
 */
export function shareInTenths({ things, withMembers, members }: Spread): number | null {
  return members < leastPeople || things === 0 ? null : Math.round((10 * withMembers) / things);
}

/** The months up to this one, the earliest first, as `2026-11`. */
export function monthsUpTo(now: Date, count = shownMonths): string[] {
  return Array.from({ length: count }, (_, index) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (count - 1 - index), 1)).toISOString().slice(0, 7));
}
