import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Practice items are found by their words, the better match first, also mistyped or half typed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protectTenantTable(db, 'practice_vocabulary');
}

const statements = [
  // Signs that PostgreSQL would take for parts of file names, hosts or compounds part words here.
  `create function practice_words(title text, topics text[], summary text) returns tsvector language sql immutable parallel safe as $$
     select setweight(to_tsvector('pg_catalog.english', regexp_replace(title, '[-_./\\\\:@#&+=]+', ' ', 'g')), 'A')
         || setweight(to_tsvector('pg_catalog.english', array_to_string(topics, ' ')), 'B') || setweight(to_tsvector('pg_catalog.english', summary), 'C')
   $$`,
  `alter table practice_items add column words tsvector not null generated always as (practice_words(title, topics, summary)) stored`,
  `create index practice_items_by_words on practice_items using gin (words) where removed_at is null and gone_at is null`,

  // Words as they are written, to complete and correct what is typed. Never shown: a word may be of a file that one may not open.
  `create table practice_vocabulary (tenant_id uuid not null, word text collate "C" not null, primary key (tenant_id, word))`,
  `create index practice_vocabulary_by_likeness on practice_vocabulary using gin (word gin_trgm_ops)`,
  `create function practice_learn_words() returns trigger language plpgsql as $$
     begin
       -- In one order for all, so that two that learn the same words do not wait for each other in a circle.
       insert into practice_vocabulary (tenant_id, word)
         select distinct n.tenant_id, w collate "C" from changed n, unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', regexp_replace(n.title || ' ' || array_to_string(n.topics, ' ') || ' ' || n.summary, '[-_./\\\\:@#&+=]+', ' ', 'g')))) w
         where length(w) between 3 and 30 order by 1, 2 on conflict do nothing;
       return null;
     end $$`,
  `create trigger practice_items_added after insert on practice_items referencing new table as changed for each statement execute function practice_learn_words()`,
  `create trigger practice_items_changed after update on practice_items referencing new table as changed for each statement execute function practice_learn_words()`,
  `update practice_items set title = title`,

  // The setting below is known once the extension was used in a session.
  `select similarity('', '')`,

  // The items that a person finds by what they typed, in one of the communities or in all that they are in, and that
  // Microsoft 365 opened to them (as \`isShownTo\` has it). As with \`directory_matches\`, row-level security would keep
  // PostgreSQL from the index, so this runs as the owner and keeps to the tenant itself.
  //
  // The rank is that of BM25 with what PostgreSQL counts quickly: ts_rank of one word grows with its number and comes
  // near a limit; it is weighed by how rare the word is, and long texts count a little less.
  `create function practice_found(person uuid, within uuid, typed text[], completing boolean, since timestamptz, of_kind text, skip int, most int) returns table (id uuid, query text)
     language plpgsql stable security definer rows 20 set search_path from current set pg_trgm.similarity_threshold = 0.2 as $$
     #variable_conflict use_column
     declare
       mine uuid := nullif(current_setting('trellis.tenant', true), '')::uuid;
       total real; often real; wanted text; other record; q tsquery; anyof tsquery; queries tsquery[] := '{}'; weights real[] := '{}';
     begin
       select reltuples into total from pg_class where oid = 'practice_items'::regclass;
       if total < 1000 then
         select count(*) into total from practice_items i where i.tenant_id = mine;
       end if;
       for at in 1..cardinality(typed) loop
         wanted := lower(typed[at]);
         q := plainto_tsquery('pg_catalog.english', wanted);
         if completing and at = cardinality(typed) and length(wanted) > 1 then
           q := q || to_tsquery('pg_catalog.simple', quote_literal(wanted) || ':*');
           -- Lexemes are shorter than words: "inspecti" begins no lexeme, but a word.
           for other in select distinct l as lexeme from (select v.word from practice_vocabulary v where v.tenant_id = mine and v.word ^@ wanted order by v.word limit 20) v,
             unnest(tsvector_to_array(to_tsvector('pg_catalog.english', v.word))) l where not l ^@ wanted loop
             q := q || to_tsquery('pg_catalog.simple', quote_literal(other.lexeme));
           end loop;
         end if;
         continue when numnode(q) = 0;
         select count(*) into often from (select from practice_items i where i.tenant_id = mine and i.words @@ q and i.removed_at is null and i.gone_at is null limit 2000) c;
         if often > 0 then
           queries := queries || q;
           weights := weights || ln(1 + greatest(total - often, 0.5) / (often + 0.5))::real;
         elsif length(wanted) > 3 then
           -- Nothing has this word: perhaps it is mistyped.
           for other in select v.word, similarity(v.word, wanted) as much from practice_vocabulary v
             where v.tenant_id = mine and v.word % wanted and (
               -- One letter wrong, missing, too much, or two that changed places; or a long word that is much alike.
               exists (select from generate_series(1, length(wanted) + 1) p where overlay(v.word placing '' from p for 1) = wanted
                 or overlay(wanted placing '' from p for 1) in (v.word, overlay(v.word placing '' from p for 1), overlay(v.word placing '' from p + 1 for 1)))
               or (length(wanted) > 7 and similarity(v.word, wanted) >= 0.5)) order by 2 desc, 1 limit 5 loop
             q := plainto_tsquery('pg_catalog.english', other.word);
             continue when numnode(q) = 0;
             queries := queries || q;
             weights := weights || (other.much * ln(1 + total))::real;
           end loop;
         end if;
       end loop;
       foreach q in array queries loop
         anyof := case when anyof is null then q else anyof || q end;
       end loop;
       if anyof is null then
         return;
       end if;
       return query
         select x.id, anyof::text from (
           select i.id, (select sum(w.weight * ts_rank('{0.5,0.5,0.7,1}', i.words, w.q)) from unnest(queries, weights) w (q, weight)) / (0.65 + 0.35 * length(i.words) / avg(length(i.words)) over ()) as score
             from practice_items i
               join communities c on c.tenant_id = mine and c.id = i.community_id and c.closed_at is null
               left join practice_sights f on f.tenant_id = mine and f.person_id = person and f.drive_id = i.drive_id and f.file_id = i.file_id
               left join practice_sights l on l.tenant_id = mine and l.person_id = person and l.drive_id = i.drive_id and l.file_id = ''
             where i.tenant_id = mine and i.words @@ anyof and i.removed_at is null and i.gone_at is null and (of_kind is null or i.kind = of_kind)
               and (i.drive_id is null or coalesce(case when f.is_open or f.seen_at > since then f.is_open end, l.is_open, false))
               and case when within is null then exists (select from memberships m where m.tenant_id = mine and m.community_id = i.community_id and m.person_id = person) else i.community_id = within end) x
           order by x.score desc, x.id limit most offset skip;
     end $$`,
  `revoke execute on function practice_found(uuid, uuid, text[], boolean, timestamptz, text, int, int) from public`,
  `grant execute on function practice_found(uuid, uuid, text[], boolean, timestamptz, text, int, int) to trellis_api`,
];
