import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** What a member does not want to be told of for some weeks, of what would be useful to do next: its kind alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create table things_put_away (
     tenant_id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     what text not null,
     until timestamptz not null,
     primary key (tenant_id, community_id, person_id, what),
     foreign key (tenant_id, community_id, person_id) references memberships (tenant_id, community_id, person_id) on delete cascade
   )`).execute(db);
  await protectTenantTable(db, 'things_put_away');
}
