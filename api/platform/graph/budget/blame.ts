import type { Cost } from './costs.ts';

/**
 * Whose limit was reached? Graph seldom says. First the team's or mailbox's own; when another of that kind is
 * pausing too, it is the app's.
 */
export function blame(costs: readonly Cost[], paused: readonly string[]): Cost[] {
  const own = costs.filter(({ wide, limit }) => !wide && limit.windowMs > 0);
  const wide = costs.filter((cost) => cost.wide);
  const [first] = own;
  if (!first) return wide;
  const [kind] = first.budget.split(' ');
  const another = paused.some((name) => name !== first.budget && name.startsWith(`${kind} `));
  return another ? [...own, ...wide] : own;
}
