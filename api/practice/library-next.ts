import type { NextForLibrary } from './library-contract.ts';

export interface Named { id: string; title: string }
/** The first by age, or null, and how many there are. */
export interface Some { first: Named | null; count: number }

/** What is known of a library, as far as this person could do something about it. */
export interface LibraryFacts {
  /** Items whose file was deleted, whose review date is past, whose steward left. */
  gone: Some; stale: Some; orphaned: Some;
  /** Key issues, not settled, that no item answers. */
  unanswered: readonly Named[];
  /** Files of the library that are no items. */
  proposed: number;
}

/** Most things said at once: someone has an hour a week. */
const most = 3;

/**
 * The next useful things to do with a practice library (start-up guide L3), the most useful first:
 * what leads readers nowhere, what may mislead them, what nobody looks after; then what is missing,
 * and what lies there unnoticed. In an empty library files that are there come first: one click each.
 */
export function nextThings(facts: LibraryFacts, isEmpty: boolean): NextForLibrary[] {
  const about = (what: NextForLibrary['what'], { first, count }: Some): NextForLibrary[] => (first ? [{ what, itemId: first.id, issueId: null, title: first.title, count }] : []);
  const [issue] = facts.unanswered;
  const missing: NextForLibrary[] = issue ? [{ what: 'answer-issue', itemId: null, issueId: issue.id, title: issue.title, count: facts.unanswered.length }] : [];
  const fresh: NextForLibrary[] = facts.proposed > 0 ? [{ what: 'look-at-new', itemId: null, issueId: null, title: null, count: facts.proposed }] : [];
  const kept = [...about('replace-gone', facts.gone), ...about('read-again', facts.stale), ...about('find-steward', facts.orphaned)];
  return (isEmpty ? [...fresh, ...missing] : [...kept, ...missing, ...fresh]).slice(0, most);
}

/** What is the matter with an item on a day. */
export function statesOf(item: { reviewOn: string | null; stewardId: string | null; stewardIsMember: boolean; goneAt: Date | null }, today: string): ('stale' | 'orphaned' | 'gone')[] {
  return [
    ...(item.reviewOn !== null && item.reviewOn < today ? ['stale' as const] : []),
    ...(item.stewardId !== null && !item.stewardIsMember ? ['orphaned' as const] : []),
    ...(item.goneAt !== null ? ['gone' as const] : []),
  ];
}
