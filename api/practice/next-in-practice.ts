import type { Charter } from '../charter/charter-contract.ts';
import { presentHappening, type Snapshot } from '../communities/happening.ts';
import type { Part } from '../membership/membership-contract.ts';
import type { NextSource } from '../next/next-sources.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Tie } from '../ties/ties-contract.ts';
import type { NextForLibrary } from './library-contract.ts';
import { nextThings } from './library-next.ts';
import { readAround } from './library-read-model.ts';
import { libraryStore } from './library-store.ts';

/** What a member saw of their community's libraries. */
export interface LibrarySight { part: Part | null; mayAdd: boolean; charter: Charter; ties: readonly Tie[]; snapshot: Snapshot | null; now: Date }

/** A library as one person is shown it, with the next useful things to do in it for those who add to it; from what is known here. */
export async function readLibrary(trx: TenantTransaction, actor: Actor, communityId: string, { part, mayAdd, charter, ties, snapshot, now }: LibrarySight) {
  const { kinds, topics, stewards, gone, stale, orphaned, answered } = await readAround(trx, actor, communityId, { part, now });
  const files = mayAdd ? presentHappening(snapshot, ties.map(({ id }) => id), now).practice : [];
  const known = await libraryStore.known(trx, actor.tenantId, communityId, files);
  const proposed = files.filter(({ driveId, itemId }) => !known.has(`${driveId} ${itemId}`));
  const unanswered = charter.keyIssues.filter(({ id, state }) => state !== 'settled' && !answered.includes(id)).toSorted((a, b) => a.since.localeCompare(b.since));
  return { kinds, topics, stewards, proposed, next: mayAdd ? nextThings({ gone, stale, orphaned, unanswered, proposed: proposed.length }, kinds.length === 0) : [] };
}

/** The library's own next things, each with where it is done. */
export const nextInPractice: NextSource = async ({ trx, actor, communityId, part, now, charter, ties, snapshot }) => {
  const { next } = await readLibrary(trx, actor, communityId, { part, mayAdd: true, charter, ties, snapshot, now });
  return next.map(({ what, title, count, issueId }) => ({ what: `practice-${what}` as const, title, count, at: placeOf(what, issueId) }));
};

const placeOf = (what: NextForLibrary['what'], issueId: string | null): string => ({
  'replace-gone': 'practice?state=gone', 'read-again': 'practice?state=stale', 'find-steward': 'practice?state=orphaned', 'answer-issue': `practice?answer=${issueId}`, 'look-at-new': 'practice',
})[what];
