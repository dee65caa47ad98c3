import type { BoardData, Card } from './board-queries.ts';

/** Most things said at once: a coordinator has an hour a week. */
const most = 3;

/** What is nearest to a community that meets comes first; of a stage, what has waited longest. */
const order: readonly NonNullable<Card['next']>[] = ['say-launched', 'create-community', 'set-launch-date', 'decide', 'gather-evidence', 'look-closer'];

/** The opportunities with which something useful can be done next, the most useful first. */
export function nextOnBoard({ columns }: Pick<BoardData, 'columns'>): Card[] {
  /** What is overdue is as urgent as a launch whose day has come. */
  const rank = ({ next, plan }: Card): number => (plan?.step?.overdue ? 0 : next === null ? -1 : order.indexOf(next));
  return columns.flatMap(({ items }) => items).filter((card) => card.kind === 'opportunity' && rank(card) >= 0)
    .toSorted((one, other) => rank(one) - rank(other) || one.movedAt.localeCompare(other.movedAt) || one.id.localeCompare(other.id)).slice(0, most);
}
