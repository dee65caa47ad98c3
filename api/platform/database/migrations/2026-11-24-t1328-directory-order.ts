import { type Kysely, sql } from 'kysely';

/** What a search finds comes with the name that it is ordered by: a page is cut from it before anything else of a community is read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `drop function directory_matches(text, text[])`,
  `create function directory_matches(phrase text, patterns text[]) returns table (id uuid, rank int, sort_name text)
     language plpgsql stable security definer rows 50 set search_path from current as $$
     #variable_conflict use_column
     declare mine uuid := nullif(current_setting('trellis.tenant', true), '')::uuid;
     begin
       -- One or two letters are in nearly every text: they are looked for where words of a name begin.
       if length(phrase) <= 2 then
         return query
           select c.id, case when c.name = phrase then 4000 when starts_with(c.name, phrase) then 3000 else 1000 end, c.name
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
                           when strpos(c.name, phrase) > 0 then 2000 when c.name like all (patterns) then 1000 else 500 end, c.name
           from (select c.id, lower(c.name) as name from communities c
                  where c.tenant_id = mine and c.closed_at is null and c.searchable like patterns[1] and (cardinality(patterns) = 1 or c.searchable like all (patterns)) offset 0) c;
       -- Nothing has these words: perhaps the name is mistyped.
       if not found then
         return query
           select c.id, (word_similarity(phrase, lower(c.name)) * 499)::int, lower(c.name) from communities c where c.tenant_id = mine and c.closed_at is null and phrase <% lower(c.name);
       end if;
     end $$`,
  `revoke execute on function directory_matches(text, text[]) from public`,
  `grant execute on function directory_matches(text, text[]) to trellis_api`,
];
