import { sql } from 'kysely';
import { charterStore } from '../charter/charter-store.ts';
import { readTiesToLookAt } from '../communities/community-read-model.ts';
import { invitationsStore } from '../membership/invitations-store.ts';
import { planStore } from '../launch/plan-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { libraryStore } from '../practice/library-store.ts';
import { isShownTo } from '../practice/sights-store.ts';
import { rhythmStore } from '../rhythm/rhythm-store.ts';
import { activitiesOf } from '../rhythm/seen-year.ts';
import type { Thing } from './stewardship-contract.ts';
import { stewardshipStore } from './stewardship-store.ts';

/**
 * Who looks after a thing; null when there is nothing to look after (any more): the item was taken out, the issue settled, the step done.
 * Whether an activity is there only Microsoft 365 knows, and tells each person for themselves.
 */
export async function findThing(trx: TenantTransaction, tenantId: string, communityId: string, { kind, id }: Thing): Promise<{ stewardId: string | null } | null> {
  if (kind === 'item') {
    const { rows: [item] } = await sql<{ steward_id: string | null }>`
      select m.person_id as steward_id from practice_items i
      left join memberships m on m.tenant_id = i.tenant_id and m.community_id = i.community_id and m.person_id = i.steward_id and m.gone_at is null
      where i.tenant_id = ${tenantId} and i.community_id = ${communityId} and i.id = ${id} and i.removed_at is null`.execute(trx);
    return item ? { stewardId: item.steward_id } : null;
  }
  if (kind === 'issue') {
    const charter = await charterStore.findCurrent(trx, tenantId, communityId);
    if (!charter?.keyIssues.some((issue) => issue.id === id && issue.state !== 'settled')) return null;
  }
  if (kind === 'step') {
    const step = await planStore.step(trx, tenantId, communityId, id);
    if (!step || step.dropped || step.done) return null;
  }
  return { stewardId: (await stewardshipStore.list(trx, tenantId, communityId, kind, [id])).get(id)?.id ?? null };
}

/** The person looks after it from now on, or nobody does; whoever else was asked about it hears that it is taken. */
export async function giveThing(trx: TenantTransaction, tenantId: string, communityId: string, thing: Thing, personId: string | null, now: Date): Promise<void> {
  const { kind, id } = thing;
  if (kind === 'item') await libraryStore.setSteward(trx, tenantId, id, personId);
  else if (personId === null) await stewardshipStore.end(trx, tenantId, communityId, { kind, id });
  else await stewardshipStore.set(trx, tenantId, communityId, { kind, id }, personId, now);
  if (personId !== null) await invitationsStore.noteTaken(trx, tenantId, communityId, thing, personId, now);
}

/** What things are called, as far as this person is shown them, by id (docs/decisions/0001, 0015). */
export async function nameThings(trx: TenantTransaction, { tenantId, personId }: { tenantId: string; personId: string }, communityId: string, things: readonly Thing[], now: Date): Promise<Map<string, string>> {
  const idsOf = (kind: Thing['kind']): string[] => things.filter((each) => each.kind === kind).map(({ id }) => id);
  const names = new Map<string, string>();
  const items = idsOf('item');
  if (items.length > 0) {
    const { rows } = await sql<{ id: string; title: string }>`
      select i.id, i.title from practice_items i where i.tenant_id = ${tenantId} and i.community_id = ${communityId} and i.id = any (${items}::uuid[]) and ${isShownTo(tenantId, personId, now)}`.execute(trx);
    for (const { id, title } of rows) names.set(id, title);
  }
  const issues = idsOf('issue');
  if (issues.length > 0) {
    for (const { id, title } of (await charterStore.findCurrent(trx, tenantId, communityId))?.keyIssues ?? []) if (issues.includes(id)) names.set(id, title);
  }
  const steps = idsOf('step');
  if (steps.length > 0) {
    for (const { id, title } of await planStore.steps(trx, tenantId, communityId)) if (steps.includes(id)) names.set(id, title);
  }
  const activities = new Set(idsOf('activity'));
  if (activities.size > 0) {
    const seen = await readTiesToLookAt(trx, tenantId, personId, communityId);
    const year = await rhythmStore.findYear(trx, tenantId, communityId, personId);
    for (const { id, subject } of activitiesOf(year, seen?.ties ?? [])) if (activities.has(id)) names.set(id, subject);
  }
  return names;
}
