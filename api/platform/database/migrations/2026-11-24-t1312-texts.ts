import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** The text of files is searched with what the community says of them; accents count for nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protectTenantTable(db, 'practice_texts');
}

const statements = [
  `create extension if not exists unaccent`,
  `create text search configuration practice (copy = pg_catalog.english)`,
  `alter text search configuration practice alter mapping for hword, hword_part, word with unaccent, english_stem`,
  `create text search configuration practice_spelling (copy = pg_catalog.simple)`,
  `alter text search configuration practice_spelling alter mapping for hword, hword_part, word with unaccent, simple`,

  `drop index practice_items_by_words`,
  `alter table practice_items drop column words`,
  `create or replace function practice_words(title text, topics text[], summary text) returns tsvector language sql immutable parallel safe begin atomic
     select setweight(to_tsvector('practice', regexp_replace(title, '[-_./\\\\:@#&+=]+', ' ', 'g')), 'A')
         || setweight(to_tsvector('practice', array_to_string(topics, ' ')), 'B') || setweight(to_tsvector('practice', summary), 'C');
   end`,
  `alter table practice_items add column words tsvector not null generated always as (practice_words(title, topics, summary)) stored`,
  `create index practice_items_by_words on practice_items using gin (words) where removed_at is null and gone_at is null`,
  `create or replace function practice_learn_words() returns trigger language plpgsql set search_path from current as $$
     begin
       -- In one order for all, so that two that learn the same words do not wait for each other in a circle.
       insert into practice_vocabulary (tenant_id, word)
         select distinct n.tenant_id, w collate "C" from changed n, unnest(tsvector_to_array(to_tsvector('practice_spelling', regexp_replace(n.title || ' ' || array_to_string(n.topics, ' ') || ' ' || n.summary, '[-_./\\\\:@#&+=]+', ' ', 'g')))) w
         where length(w) between 3 and 30 order by 1, 2 on conflict do nothing;
       return null;
     end $$`,
  `update practice_items set title = title`,

  // Of a file, for all communities that it is an item of; who may find it is a matter of each search.
  `create table practice_texts (
     tenant_id uuid not null,
     drive_id text not null,
     file_id text not null,
     content text not null default '',
     -- Why it is not searched, or not all of it.
     unsearched text,
     -- The file's last change when it was read; never read while read_at is null.
     of_change timestamptz,
     read_at timestamptz,
     -- Not to be read before: somebody does, or it could not be had.
     due_at timestamptz,
     words tsvector not null generated always as (to_tsvector('practice', content)) stored,
     primary key (tenant_id, drive_id, file_id)
   )`,
  `create index practice_texts_by_words on practice_texts using gin (words)`,

  // The items that a person finds by what they typed, in one of the communities or in all that they are in, and that
  // Microsoft 365 opened to them (as `isShownTo` has it): by what the community says of them, and by the text of their
  // files. As with `directory_matches`, row-level security would keep PostgreSQL from the index, so this runs as the
  // owner and keeps to the tenant itself.
  //
  // The rank is that of BM25 with what PostgreSQL counts quickly: ts_rank of one word grows with its number and comes
  // near a limit; it is weighed by how rare the word is, and long texts count a little less. Texts of files are long and
  // lie apart: which words a text has is asked of the index, and how often only of those that come out on top.
  `create or replace function practice_found(person uuid, within uuid, typed text[], completing boolean, since timestamptz, of_kind text, skip int, most int) returns table (id uuid, query text)
     language plpgsql stable security definer rows 20 set search_path from current set pg_trgm.similarity_threshold = 0.2 as $$
     #variable_conflict use_column
     declare
       mine uuid := nullif(current_setting('trellis.tenant', true), '')::uuid;
       places uuid[]; total real; often real; wanted text; other record; q tsquery; anyof tsquery; queries tsquery[] := '{}'; weights real[] := '{}'; of_item text; of_text text;
     begin
       places := array(select c.id from communities c where c.tenant_id = mine and c.closed_at is null
         and case when within is null then exists (select from memberships m where m.tenant_id = mine and m.community_id = c.id and m.person_id = person) else c.id = within end);
       select reltuples into total from pg_class where oid = 'practice_items'::regclass;
       if total < 1000 then
         select count(*) into total from practice_items i where i.tenant_id = mine;
       end if;
       for at in 1..cardinality(typed) loop
         wanted := lower(unaccent(typed[at]));
         q := plainto_tsquery('practice', wanted);
         if completing and at = cardinality(typed) and length(wanted) > 1 then
           q := q || to_tsquery('pg_catalog.simple', quote_literal(wanted) || ':*');
           -- Lexemes are shorter than words: "inspecti" begins no lexeme, but a word.
           for other in select distinct l as lexeme from (select v.word from practice_vocabulary v where v.tenant_id = mine and v.word ^@ wanted order by v.word limit 20) v,
             unnest(tsvector_to_array(to_tsvector('practice', v.word))) l where not l ^@ wanted loop
             q := q || to_tsquery('pg_catalog.simple', quote_literal(other.lexeme));
           end loop;
         end if;
         continue when numnode(q) = 0;
         select (select count(*) from (select from practice_items i where i.tenant_id = mine and i.words @@ q and i.removed_at is null and i.gone_at is null limit 2000) c)
           + (select count(*) from (select from practice_texts t where t.tenant_id = mine and t.words @@ q limit 2000) c) into often;
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
             q := plainto_tsquery('practice', other.word);
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
       -- Written out word by word: a sum over an array would be a query of its own for each item.
       select string_agg(format('%s * ts_rank(''{0.5,0.5,0.7,1}'', i.words, %L::tsquery)', w.weight, w.q), ' + '), string_agg(format('%s * ts_rank(''{0.3,0.5,0.7,1}'', t.words, %L::tsquery)', w.weight, w.q), ' + ')
         into of_item, of_text from unnest(queries, weights) w (q, weight);
       return query execute format($found$
         with of_files as materialized (
           select x.drive_id, x.file_id, sum(w.weight) * 0.2 as score
             from unnest($8, $9) w (q, weight), lateral (select t.drive_id, t.file_id from practice_texts t where t.tenant_id = $1 and t.words @@ w.q) x group by 1, 2),
         found as (
           select i.id, i.drive_id, i.file_id, (%1$s) / (0.65 + 0.35 * length(i.words) / avg(length(i.words)) over ()) as score
             from practice_items i where i.tenant_id = $1 and i.words @@ $2 and i.removed_at is null and i.gone_at is null and i.community_id = any ($3) and ($4 is null or i.kind = $4)
           union all
           select i.id, i.drive_id, i.file_id, x.score from of_files x join practice_items i on i.tenant_id = $1 and i.drive_id = x.drive_id and i.file_id = x.file_id
             where i.removed_at is null and i.gone_at is null and i.community_id = any ($3) and ($4 is null or i.kind = $4)),
         -- Permission is asked in the order of the rank, and no further than the page goes.
         best as (
           select o.* from (select f.id, f.drive_id, f.file_id, sum(f.score) as score, max(x.score) as of_file from found f left join of_files x on x.drive_id = f.drive_id and x.file_id = f.file_id group by 1, 2, 3 order by 4 desc, 1) o
             where o.drive_id is null or coalesce(
               (select s.is_open from practice_sights s where s.tenant_id = $1 and s.person_id = $5 and s.drive_id = o.drive_id and s.file_id = o.file_id and (s.is_open or s.seen_at > $6)),
               (select s.is_open from practice_sights s where s.tenant_id = $1 and s.person_id = $5 and s.drive_id = o.drive_id and s.file_id = ''), false)
             limit 220)
         select r.id, $2::text from (
             select b.id, b.score - coalesce(b.of_file, 0) + coalesce((%2$s) / (0.65 + 0.35 * length(t.words) / avg(length(t.words)) over ()), 0) as score
               from best b left join practice_texts t on b.of_file is not null and t.tenant_id = $1 and t.drive_id = b.drive_id and t.file_id = b.file_id) r
           order by r.score desc, r.id limit $7 offset $10 $found$, of_item, of_text)
         using mine, anyof, places, of_kind, person, since, most, queries, weights, skip;
     end $$`,
];
