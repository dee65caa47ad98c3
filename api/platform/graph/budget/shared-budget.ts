/**
 * How replicas share one of Microsoft's limits: each holds a quota for a while, and all quotas together are never
 * more than the limit. Pure: the shared state and the clock come in, the new state goes out.
 *
 * Why the sum holds in every window, also while quotas move: a replica uses at most its quota in any window
 * (`meter.ts`). When it gets less, what it used counts on until it says that this is past; when it says nothing
 * more, its quota counts on for a window.
 */
export interface BudgetLimit {
  amount: number;
  /** 0: how many may be under way at once. */
  windowMs: number;
}

/** One replica's part of a budget. Instants are milliseconds of the database's clock. */
export interface Part {
  quota: number;
  /** Until when it may use its quota; it renews before. */
  until: number;
  /** How much it would use, were it alone. */
  want: number;
  /** What it used before it got less: counts until `heldUntil`. */
  held: number;
  heldUntil: number;
}

/** By replica. */
export type Parts = Readonly<Record<string, Part>>;

export interface Renewal { parts: Parts; quota: number; until: number }

/** Longest time that one request to Graph may be under way. */
export const longestRequestMs = 6_000;
/** Who holds more than half renews soon, so that a newcomer does not wait long for its share. */
const largeTermMs = 1_000;
const smallTermMs = 2_000;

/** How long what was begun may count on. */
const spanOf = (limit: BudgetLimit): number => limit.windowMs + longestRequestMs;

/** Kept free for a replica that comes when all the rest is given out. */
export function reserveOf({ amount }: BudgetLimit): number {
  return amount < 50 ? 0 : Math.ceil(amount * 0.03);
}

/** What of the limit a part takes up just now. */
export function takenUp(part: Part, limit: BudgetLimit, now: number): number {
  const given = now < part.until + spanOf(limit) ? part.quota : 0;
  return now < part.heldUntil ? Math.max(given, part.held) : given;
}

/**
 * Renews a replica's part. It gets what it wants, at most its fair share of what all want, at most what the
 * others leave; nobody's wish is forgotten, so that those who hold more give way when they renew.
 * `used`: what it used in the window that ends now, or what it has under way. `want` 0 gives everything back.
 */
export function renew(before: Parts, replica: string, limit: BudgetLimit, { want, used }: { want: number; used: number }, now: number): Renewal {
  const others = Object.entries(before).filter(([name, part]) => name !== replica && (part.until > now || takenUp(part, limit, now) > 0));
  const free = Math.max(0, limit.amount - others.reduce((sum, [, part]) => sum + takenUp(part, limit, now), 0));
  const fair = fairShare(want, others.filter(([, part]) => part.until > now).map(([, part]) => part.want), limit.amount);
  const reserve = reserveOf(limit);
  const quota = Math.floor(Math.min(want, fair, Math.max(Math.min(reserve, free), free - reserve)));
  const mine: Part = {
    quota, want, until: want === 0 ? now : now + (quota > limit.amount / 2 ? largeTermMs : smallTermMs),
    ...(used > quota ? { held: used, heldUntil: now + spanOf(limit) } : { held: 0, heldUntil: 0 }),
  };
  return { quota, until: mine.until, parts: { ...Object.fromEntries(others), [replica]: mine } };
}

/** Max-min fair: who wants little gets it; the rest is shared evenly by those who want more. */
function fairShare(mine: number, others: readonly number[], amount: number): number {
  let left = amount;
  const wants = [mine, ...others].sort((a, b) => a - b);
  for (const [index, want] of wants.entries()) {
    const even = left / (wants.length - index);
    if (want >= even) return Math.max(even, Math.min(mine, 1));
    if (want === mine) return mine;
    left -= want;
  }
  return left;
}
