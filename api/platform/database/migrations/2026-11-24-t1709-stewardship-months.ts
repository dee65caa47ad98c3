import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** How much of what there is to look after lies with members, month by month; nothing in it is about a person. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create table stewardship_months (
    tenant_id uuid not null,
    community_id uuid not null,
    month date not null,
    tenths smallint check (tenths between 0 and 10),
    primary key (tenant_id, community_id, month),
    foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
  )`).execute(db);
  await protectTenantTable(db, 'stewardship_months');
}
