import { type Kysely, sql } from 'kysely';

/** A community may be closed: it can still be read, and is found by no search. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table communities add column closed_at timestamptz, add column closed_by uuid, add constraint communities_closed_by_whom check ((closed_at is null) = (closed_by is null))`,

  // As before, without closed communities.
  `create or replace function directory_matches(phrase text, patterns text[]) returns table (id uuid, rank int)
     language plpgsql stable security definer rows 50 set search_path from current as $$
     #variable_conflict use_column
     declare mine uuid := nullif(current_setting('trellis.tenant', true), '')::uuid;
     begin
       -- One or two letters are in nearly every text: they are looked for where words of a name begin.
       if length(phrase) <= 2 then
         return query
           select c.id, case when c.name = phrase then 4000 when starts_with(c.name, phrase) then 3000 else 1000 end
             from (select c.id, lower(c.name) as name from communities c
                    where c.tenant_id = mine and c.closed_at is null
                      and (lower(c.name) like substr(patterns[1], 2) or lower(c.name) like '% ' || substr(patterns[1], 2)
                      or lower(c.name) like '%/' || substr(patterns[1], 2) or lower(c.name) like '%-' || substr(patterns[1], 2) or lower(c.name) like '%(' || substr(patterns[1], 2)) offset 0) c;
         if found then
           return;
         end if;
       end if;
       return query
         select c.id, case when c.name = phrase then 4000 when starts_with(c.name, phrase) then 3000
                           when strpos(c.name, phrase) > 0 then 2000 when c.name like all (patterns) then 1000 else 500 end
           from (select c.id, lower(c.name) as name from communities c
                  where c.tenant_id = mine and c.closed_at is null and c.searchable like patterns[1] and (cardinality(patterns) = 1 or c.searchable like all (patterns)) offset 0) c;
       -- Nothing has these words: perhaps the name is mistyped.
       if not found then
         return query
           select c.id, (word_similarity(phrase, lower(c.name)) * 499)::int from communities c where c.tenant_id = mine and c.closed_at is null and phrase <% lower(c.name);
       end if;
     end $$`,

  `create or replace function communities_with_words(phrase text, patterns text[], skip int, count int) returns table (id uuid, place bigint)
     language sql stable security definer rows 25 set search_path from current as $$
       select c.id, row_number() over ()
         from (select c.id from (select c.id, lower(c.name) as name from communities c
                 where c.tenant_id = nullif(current_setting('trellis.tenant', true), '')::uuid and c.closed_at is null
                   and c.searchable like patterns[1] and (cardinality(patterns) = 1 or c.searchable like all (patterns)) offset 0) c
                order by starts_with(c.name, phrase) desc, strpos(c.name, phrase) > 0 desc, c.name, c.id
                limit count offset skip) c
     $$`,

  // Its setting is known once the extension was used in a session.
  `select similarity('', '')`,
  `create or replace function communities_named_like(wanted text, most int) returns table (id uuid, much real)
     language sql stable security definer rows 5 set search_path from current set pg_trgm.similarity_threshold = 0.4 as $$
       select c.id, similarity(lower(c.name), wanted) as much from communities c
         where c.tenant_id = nullif(current_setting('trellis.tenant', true), '')::uuid and c.closed_at is null and lower(c.name) % wanted
         order by much desc, lower(c.name), c.id limit most
     $$`,
];
