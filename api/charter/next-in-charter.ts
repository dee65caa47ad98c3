import type { NextSource } from '../next/next-sources.ts';
import { nextThing } from './charter-next.ts';
import { mayEditCharter } from './charter-policy.ts';
import { issuesStore } from './issues-store.ts';

/** For those who write the charter, the next thing to do with it; for everybody, to say which issue is on their mind. */
export const nextInCharter: NextSource = async ({ trx, actor, communityId, part, now, charter }) => {
  const care = await issuesStore.listCare(trx, actor.tenantId, communityId, charter.keyIssues.map(({ id }) => id), actor.personId);
  const factsOf = (issueId: string) => { const found = care.find((each) => each.issueId === issueId); return { caring: found?.caringCount ?? 0, links: found?.linkCount ?? 0 }; };
  const next = mayEditCharter(part, { roles: [], isSponsor: false }).allowed ? nextThing(charter, factsOf, now) : null;
  const about = charter.keyIssues.find(({ id }) => id === next?.issueId);
  const unsettled = charter.keyIssues.filter(({ state }) => state !== 'settled');
  const caresForNone = unsettled.length > 0 && !unsettled.some(({ id }) => care.find(({ issueId }) => issueId === id)?.iCare);
  return [
    ...(next ? [{ what: `charter-${next.what}` as const, title: about?.title ?? null, count: 1, at: about ? `charter?issue=${about.id}` : next.what === 'read-again' ? 'charter' : 'charter?write' }] : []),
    ...(caresForNone ? [{ what: 'care-about-an-issue' as const, title: unsettled[0]!.title, count: unsettled.length, at: `charter?issue=${unsettled[0]!.id}` }] : []),
  ];
};
