import { type RawBuilder, sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';

/** So long somebody can take back what they gave up or took away; then nothing of it is kept. */
export const canBeTakenBackForMs = 10 * 60_000;

export const canBeTakenBack = (doneAt: Date | null, now: Date): boolean => doneAt !== null && now.getTime() - doneAt.getTime() < canBeTakenBackForMs;

interface Of { tenantId: string; communityId: string; personId: string }
/** By table, the rows that hang on a membership; `memberships` itself first. */
type Kept = [table: string, rows: Record<string, unknown>[]][];

/** Keeps a membership with all that goes with it, before it ends or changes; what was kept before is replaced. */
export async function keepMembership(trx: TenantTransaction, of: Of, now: Date): Promise<void> {
  await forgetLeft(trx, of.tenantId, now);
  const { rows: tables } = await sql<{ name: string }>`select conrelid::regclass::text as name from pg_constraint where confrelid = 'memberships'::regclass and confdeltype = 'c'`.execute(trx);
  const kept: Kept = [];
  for (const name of ['memberships', ...tables.map((each) => each.name).sort()]) {
    const made = sql`(select array_agg(attname::text) from pg_attribute where attrelid = ${name}::regclass and attgenerated <> '')`;
    const { rows } = await sql<{ row: Record<string, unknown> }>`select to_jsonb(t) - coalesce(${made}, '{}') as row from ${sql.table(name)} t where ${theirs(of)}`.execute(trx);
    if (rows.length > 0) kept.push([name, rows.map(({ row }) => row)]);
    else if (name === 'memberships') return;
  }
  // Follow-ups stay in the community and lose their owner only.
  const { rows: owned } = await sql<{ row: { id: string } }>`select jsonb_build_object('id', id) as row from activity_follow_ups where tenant_id = ${of.tenantId} and community_id = ${of.communityId} and owner_id = ${of.personId}`.execute(trx);
  if (owned.length > 0) kept.push(['activity_follow_ups', owned.map(({ row }) => row)]);
  await sql`insert into left_memberships (tenant_id, community_id, person_id, kept, left_at) values (${of.tenantId}, ${of.communityId}, ${of.personId}, ${JSON.stringify(kept)}::jsonb, ${now})
    on conflict (tenant_id, community_id, person_id) do update set kept = excluded.kept, left_at = excluded.left_at`.execute(trx);
}

/** What was kept of the person here within the last minutes, which is kept no longer. */
export async function takeKept(trx: TenantTransaction, of: Of, now: Date): Promise<Kept | null> {
  await forgetLeft(trx, of.tenantId, now);
  const { rows: [row] } = await sql<{ kept: Kept }>`delete from left_memberships t where ${theirs(of)} returning kept`.execute(trx);
  return row?.kept ?? null;
}

/** Puts back what was kept beside a membership that is there again. */
export async function putBack(trx: TenantTransaction, of: Of, kept: Kept): Promise<void> {
  for (const [table, rows] of kept) {
    const list = JSON.stringify(rows);
    if (table === 'activity_follow_ups') {
      await sql`update activity_follow_ups set owner_id = ${of.personId} where tenant_id = ${of.tenantId} and community_id = ${of.communityId} and owner_id is null
        and id in (select (x ->> 'id')::uuid from jsonb_array_elements(${list}::jsonb) x)`.execute(trx);
      continue;
    }
    const names = sql.join(Object.keys(rows[0]!).map((name) => sql.ref(name)));
    const conflict = table === 'memberships' ? sql`on conflict (tenant_id, community_id, person_id) do update set ${sql.join(Object.keys(rows[0]!).map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}` : sql`on conflict do nothing`;
    await sql`insert into ${sql.table(table)} (${names}) select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${list}::jsonb) ${conflict}`.execute(trx);
  }
}

/** Whatever can be taken back no longer. */
export async function forgetLeft(trx: TenantTransaction, tenantId: string, now: Date): Promise<void> {
  await sql`delete from left_memberships where tenant_id = ${tenantId} and left_at < ${new Date(now.getTime() - canBeTakenBackForMs)}`.execute(trx);
}

const theirs = ({ tenantId, communityId, personId }: Of): RawBuilder<boolean> => sql`t.tenant_id = ${tenantId} and t.community_id = ${communityId} and t.person_id = ${personId}`;
