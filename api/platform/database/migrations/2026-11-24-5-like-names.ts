import { type Kysely, sql } from 'kysely';

/** Communities with a like name are found by the trigram index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Its setting below is known, and then anybody's to set, once the extension was used in a session.
  `select similarity('', '')`,

  // The tenant's communities whose name is most like `wanted` (in lower case), with how like from 0.4 to 1. As with
  // `directory_matches`, row-level security would keep PostgreSQL from the index, so this look-up runs as the owner
  // and keeps to the tenant itself.
  `create function communities_named_like(wanted text, most int) returns table (id uuid, much real)
     language sql stable security definer rows 5 set search_path from current set pg_trgm.similarity_threshold = 0.4 as $$
       select c.id, similarity(lower(c.name), wanted) as much from communities c
         where c.tenant_id = nullif(current_setting('trellis.tenant', true), '')::uuid and lower(c.name) % wanted
         order by much desc, lower(c.name), c.id limit most
     $$`,
  `revoke execute on function communities_named_like(text, int) from public`,
  `grant execute on function communities_named_like(text, int) to trellis_api`,
];
