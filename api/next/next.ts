import { type NextThing, usefulNext } from './next-contract.ts';

/** Most things said at once: someone has an hour a week. */
export const mostShown = 4;

/** The most useful of what the sources give: one of each kind, in the order of the list. */
export function rank(things: readonly NextThing[], most = mostShown): NextThing[] {
  return [...new Map(things.toReversed().map((thing) => [thing.what, thing])).values()]
    .toSorted((one, other) => usefulNext.indexOf(one.what) - usefulNext.indexOf(other.what)).slice(0, most);
}
