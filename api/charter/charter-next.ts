import type { Charter, NextForCharter } from './charter-contract.ts';

/** What is known of a key issue beside its words. */
export interface IssueFacts { caring: number; links: number }

/** How long, in days: an issue may be open before somebody should care; may be worked on before there is something to show; a charter may stand before it is read again. */
const patience = { open: 182, working: 91, unread: 365 };
const dayMs = 86_400_000;

/**
 * The next useful thing to do with a charter (start-up guide L1), for those who write it; null when
 * it is in good order. First what it is about and the issues, because they bring people; then the
 * issues that lie about, the longest first; the other parts can wait, and none has to be filled in.
 */
export function nextThing(charter: Charter, factsOf: (issueId: string) => IssueFacts, now: Date): NextForCharter | null {
  const days = (since: string): number => (now.getTime() - Date.parse(since)) / dayMs;
  const longest = charter.keyIssues.toSorted((a, b) => a.since.localeCompare(b.since));
  if (charter.domain === '') return { what: 'write-domain', issueId: null };
  if (charter.keyIssues.length === 0) return { what: 'name-an-issue', issueId: null };
  if (charter.forWhom === '') return { what: 'say-for-whom', issueId: null };
  const uncared = longest.find((issue) => issue.state === 'open' && days(issue.since) >= patience.open && factsOf(issue.id).caring === 0);
  if (uncared) return { what: 'ask-who-cares', issueId: uncared.id };
  const unseen = longest.find((issue) => issue.state === 'being-worked-on' && days(issue.since) >= patience.working && factsOf(issue.id).links === 0);
  if (unseen) return { what: 'show-work', issueId: unseen.id };
  if (charter.keyIssues.every(({ state }) => state === 'settled')) return { what: 'find-the-next-issue', issueId: null };
  if (charter.waysOfWorking === '') return { what: 'say-how', issueId: null };
  if (charter.practice === '') return { what: 'say-what-we-build', issueId: null };
  return days(charter.updatedAt) >= patience.unread ? { what: 'read-again', issueId: null } : null;
}
