import { type Kysely, sql } from 'kysely';

/** The ledger of writes to Microsoft 365: any step of any undertaking, in an order, one needing another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // `key`: what of it there is once; the same tab may be pinned in two channels. `needs`: writes that come before.
  `alter table graph_writes add column key text, add column position int not null default 0, add column needs uuid[] not null default '{}'`,
  `update graph_writes set key = mark, position = coalesce(array_position(array['install-app', 'pin-tab', 'first-activity'], step), 0)`,
  `update graph_writes set key = mark || '/' || (content->>'channelId') where step = 'pin-tab'`,
  `update graph_writes w set needs = array[i.id] from graph_writes i
     where w.step = 'pin-tab' and i.step = 'install-app' and i.tenant_id = w.tenant_id and i.mark = w.mark`,
  `alter table graph_writes alter column key set not null, drop constraint graph_writes_tenant_id_step_mark_key, add constraint graph_writes_once unique (tenant_id, step, key)`,
  `drop index graph_writes_open`,
  `create index graph_writes_by_community on graph_writes (tenant_id, community_id, position)`,
];
