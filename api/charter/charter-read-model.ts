import { z } from 'zod';
import type { Part } from '../membership/membership-contract.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { NotFoundError, whyNot } from '../platform/errors.ts';
import { fromCursor, toCursor } from '../platform/http/page-cursor.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Language } from '../platform/words.ts';
import { sponsorshipOf } from '../sponsorship/sponsorship-read-model.ts';
import { lookedAfterBy } from '../stewardship/stewardship.ts';
import { stewardshipStore } from '../stewardship/stewardship-store.ts';
import { findTemplate } from '../templates/templates.ts';
import type { CharterPage, CharterVersion } from './charter-contract.ts';
import { changedParts, charterParts, type Written } from './charter-merge-contract.ts';
import { nextThing } from './charter-next.ts';
import { mayCare, mayEditCharter } from './charter-policy.ts';
import { charterStore } from './charter-store.ts';
import { issuesStore } from './issues-store.ts';

/** The page of a community's charter as this person may see it; everybody in the organisation may read it. @throws NotFoundError */
export async function readCharterPage(trx: TenantTransaction, actor: Actor, communityId: string, now: Date, language: Language): Promise<CharterPage> {
  const { tenantId, personId } = actor;
  const community = await trx.selectFrom('communities as c')
    .leftJoin('memberships as m', (join) => join.onRef('m.tenant_id', '=', 'c.tenant_id').onRef('m.community_id', '=', 'c.id').on('m.person_id', '=', personId))
    .select(['c.name', 'c.template_id', 'c.closed_at', 'm.part']).where('c.tenant_id', '=', tenantId).where('c.id', '=', communityId).executeTakeFirst();
  const charter = community && await charterStore.findCurrent(trx, tenantId, communityId);
  if (!community || !charter) throw new NotFoundError('community');
  const part = community.part as Part | null;
  const sponsoring = await sponsorshipOf(trx, tenantId, communityId);
  const verdict = mayEditCharter(part, { roles: actor.roles, isSponsor: sponsoring?.state === 'approved' && sponsoring.sponsor.id === personId });
  const issues = await issuesStore.listCare(trx, tenantId, communityId, charter.keyIssues.map(({ id }) => id), personId);
  const stewards = await stewardshipStore.list(trx, tenantId, communityId, 'issue', issues.map(({ issueId }) => issueId));
  const factsOf = (issueId: string) => { const found = issues.find((issue) => issue.issueId === issueId); return { caring: found?.caringCount ?? 0, links: found?.linkCount ?? 0 }; };
  const isOpen = community.closed_at === null;
  const template = findTemplate(community.template_id, language);
  return {
    name: community.name, charter,
    issues: issues.map((issue) => ({ ...issue, lookedAfter: lookedAfterBy(stewards.get(issue.issueId) ?? null, { personId, part, open: isOpen && charter.keyIssues.some(({ id, state }) => id === issue.issueId && state !== 'settled') }) })),
    prompts: template ? { ...template.prompts, exampleIssues: template.exampleIssues } : null,
    abilities: { edit: isOpen && verdict.allowed, care: isOpen && mayCare(part).allowed },
    whyNotEdit: whyNot(verdict, language),
    next: isOpen && verdict.allowed ? nextThing(charter, factsOf, now) : null,
  };
}

const place = z.tuple([z.int32()]);
const unwritten: Written = { ...Object.fromEntries(charterParts.map((part) => [part, ''])) as Record<(typeof charterParts)[number], string>, keyIssues: [] };

/** One page of a charter's versions, the latest first, each with what was changed by it. @throws NotFoundError, BadInputError */
export async function listVersionsPage(trx: TenantTransaction, tenantId: string, communityId: string, page: { cursor?: string | undefined; limit: number }): Promise<{ items: CharterVersion[]; next: string | null }> {
  const [before] = fromCursor(page.cursor, place) ?? [];
  // One more than is shown: it is what the last of them changed.
  const versions = await charterStore.list(trx, tenantId, communityId, { before, limit: page.limit + 1 });
  if (versions.length === 0 && before === undefined) throw new NotFoundError('community');
  const items = versions.slice(0, page.limit).map((version, index) => ({
    version: version.version, updatedAt: version.updatedAt, updatedBy: version.updatedBy, restoredFrom: version.restoredFrom,
    changed: changedParts(versions[index + 1] ?? unwritten, version),
  }));
  const last = items.at(-1);
  return { items, next: versions.length > page.limit && last ? toCursor([last.version]) : null };
}
