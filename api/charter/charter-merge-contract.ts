import type { CharterText, KeyIssue } from './charter-contract.ts';

// The API and the tab both go by these rules: nothing is imported here but types.

/** The charter's texts in reading order. */
export const charterParts = ['domain', 'forWhom', 'practice', 'waysOfWorking'] as const;
export type CharterPart = (typeof charterParts)[number];

export type Issue = Pick<KeyIssue, 'id' | 'title' | 'state'>;
/** What two people may write at the same time. */
export type Written = Pick<CharterText, CharterPart> & { keyIssues: readonly Issue[] };

/** A part, or a key issue, that both changed and each in another way; an issue is null where it was removed. */
export type Conflict =
  | { readonly part: CharterPart; readonly mine: string; readonly theirs: string }
  | { readonly part: 'keyIssue'; readonly id: string; readonly mine: Issue | null; readonly theirs: Issue | null };

/**
 * Brings two changes of one charter together. Whatever only one of them changed is taken, part by
 * part and issue by issue, of an issue its words and its state apart. Where both changed the same,
 * each in another way, the merged text has theirs and the conflict has both, so nothing is lost.
 */
export function mergeCharter(base: Written, mine: Written, theirs: Written): { text: Written; conflicts: Conflict[] } {
  const conflicts: Conflict[] = [];
  const part = (name: CharterPart): string => {
    const merged = mergeValue(base[name], mine[name], theirs[name]);
    if (merged === undefined) conflicts.push({ part: name, mine: mine[name], theirs: theirs[name] });
    return merged ?? theirs[name];
  };
  const texts = { domain: part('domain'), forWhom: part('forWhom'), practice: part('practice'), waysOfWorking: part('waysOfWorking') };

  const [before, ours, others] = [base, mine, theirs].map(({ keyIssues }) => new Map(keyIssues.map((issue) => [issue.id, issue]))) as [Map<string, Issue>, Map<string, Issue>, Map<string, Issue>];
  const keyIssues: Issue[] = [];
  // Theirs in their order; after them what only I have.
  for (const id of new Set([...others.keys(), ...ours.keys(), ...before.keys()])) {
    const { issue, conflict } = mergeIssue(before.get(id), ours.get(id), others.get(id));
    if (issue) keyIssues.push(issue);
    if (conflict) conflicts.push({ part: 'keyIssue', id, ...conflict });
  }
  return { text: { ...texts, keyIssues }, conflicts };
}

interface MergedIssue { issue: Issue | null; conflict?: { mine: Issue | null; theirs: Issue | null } }

function mergeIssue(base: Issue | undefined, mine: Issue | undefined, theirs: Issue | undefined): MergedIssue {
  if (!mine || !theirs) {
    const other = mine ?? theirs;
    // Removed by both, or by one while the other left it alone; or added by one.
    if (!other || (base && sameIssue(base, other))) return { issue: null };
    if (!base) return { issue: other };
    return { issue: theirs ?? null, conflict: { mine: mine ?? null, theirs: theirs ?? null } };
  }
  const title = mergeValue(base?.title, mine.title, theirs.title);
  const state = mergeValue(base?.state, mine.state, theirs.state);
  const merged = { id: theirs.id, title: title ?? theirs.title, state: state ?? theirs.state };
  if (title !== undefined && state !== undefined) return { issue: merged };
  return { issue: merged, conflict: { mine: { id: mine.id, title: title ?? mine.title, state: state ?? mine.state }, theirs: merged } };
}

/** The value that a three-way merge gives; undefined when both changed it, each in another way. */
function mergeValue<T extends string>(base: T | undefined, mine: T, theirs: T): T | undefined {
  if (mine === theirs || theirs === base) return mine;
  return mine === base ? theirs : undefined;
}

const sameIssue = (a: Issue, b: Issue): boolean => a.title === b.title && a.state === b.state;

/** The parts in which two versions differ; the order of the key issues counts as nothing. */
export function changedParts(before: Written, after: Written): (CharterPart | 'keyIssues')[] {
  const earlier = new Map(before.keyIssues.map((issue) => [issue.id, issue]));
  const sameIssues = earlier.size === after.keyIssues.length && after.keyIssues.every((issue) => { const was = earlier.get(issue.id); return was !== undefined && sameIssue(was, issue); });
  return [...charterParts.filter((part) => before[part] !== after[part]), ...(sameIssues ? [] : ['keyIssues' as const])];
}
