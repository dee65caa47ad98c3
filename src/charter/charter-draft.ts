import type { Conflict, Written } from '../../api/charter/charter-merge-contract.ts';

/** What a person has typed and not saved: on which version it builds, and what is still to be decided. */
export interface Draft {
  base: Written & { version: number };
  text: Written;
  conflicts: readonly Conflict[];
  /** When it was last typed in, ISO 8601 in UTC. */
  at: string;
}

const key = (communityId: string, personId: string): string => `trellis.charter.${communityId}.${personId}`;

// Storage may be closed to frames: then what was typed lives as long as the page.
const here = new Map<string, string>();

/** Keeps what was typed in this browser, so that a reload, a crash or a lost connection takes nothing. */
export function keepDraft(communityId: string, personId: string, draft: Draft): void {
  const [name, text] = [key(communityId, personId), JSON.stringify(draft)];
  here.set(name, text);
  try { localStorage.setItem(name, text); } catch { /* see above */ }
}

export function forgetDraft(communityId: string, personId: string): void {
  here.delete(key(communityId, personId));
  try { localStorage.removeItem(key(communityId, personId)); } catch { /* see above */ }
}

/** What the person typed before; null when there is nothing, or nothing that can be read. */
export function keptDraft(communityId: string, personId: string): Draft | null {
  try {
    const text = here.get(key(communityId, personId)) ?? localStorage.getItem(key(communityId, personId));
    const draft = JSON.parse(text ?? 'null') as Draft | null;
    return draft && Array.isArray(draft.text.keyIssues) && Array.isArray(draft.base.keyIssues) && Array.isArray(draft.conflicts) ? draft : null;
  } catch {
    return null;
  }
}

export const hasDraft = (communityId: string, personId: string): boolean => keptDraft(communityId, personId) !== null;
