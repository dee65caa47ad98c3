import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** What Trellis follows in Microsoft 365 by itself: one row for a place, however many communities are tied to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protectTenantTable(db, 'followings');
}

const statements = [
  // A subscription (team, channels, members) or a delta link (library). `due_at`: when something is to be done for it next.
  `create table followings (
     tenant_id uuid not null,
     subject text not null,
     graph_id text not null,
     group_id uuid not null,
     state text not null,
     reason text,
     subscription_id text,
     secret_hash text,
     expires_at timestamptz,
     delta_link text,
     looked_at timestamptz,
     due_at timestamptz not null,
     primary key (tenant_id, subject, graph_id)
   )`,
  `create index followings_due on followings (tenant_id, due_at)`,
  `create unique index followings_by_subscription on followings (tenant_id, subscription_id) where subscription_id is not null`,
];
