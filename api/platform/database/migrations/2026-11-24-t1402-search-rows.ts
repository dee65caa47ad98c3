import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** The search goes through the text of files, too; what it goes through of items lies in rows of its own, narrower than they are: most of its time is reading rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const [table, ...rest] = statements;
  await sql.raw(table!).execute(db);
  await protectTenantTable(db, 'practice_search_rows');
  for (const statement of rest) await sql.raw(statement).execute(db);
}

const statements = [
  // Of items that are neither taken out nor gone; kept by the items' own triggers.
  `create table practice_search_rows (
     tenant_id uuid not null,
     item_id uuid not null,
     community_id uuid not null,
     kind text not null,
     words tsvector not null,
     primary key (tenant_id, item_id),
     foreign key (tenant_id, item_id) references practice_items (tenant_id, id) on delete cascade
   )`,
  `create or replace function practice_learn_words() returns trigger language plpgsql set search_path from current as $$
     begin
       -- In one order for all, so that two that learn the same words do not wait for each other in a circle.
       insert into practice_vocabulary (tenant_id, word)
         select distinct n.tenant_id, w collate "C" from changed n, unnest(tsvector_to_array(to_tsvector('practice_spelling', regexp_replace(n.title || ' ' || array_to_string(n.topics, ' ') || ' ' || n.summary, '[-_./\\\\:@#&+=]+', ' ', 'g')))) w
         where length(w) between 3 and 30 order by 1, 2 on conflict do nothing;
       insert into practice_search_rows as r (tenant_id, item_id, community_id, kind, words)
         select n.tenant_id, n.id, n.community_id, n.kind, practice_words(n.title, n.topics, n.summary) from changed n where n.removed_at is null and n.gone_at is null order by n.id
         on conflict (tenant_id, item_id) do update set kind = excluded.kind, words = excluded.words where r.kind <> excluded.kind or r.words <> excluded.words;
       delete from practice_search_rows r using changed n where r.tenant_id = n.tenant_id and r.item_id = n.id and (n.removed_at is not null or n.gone_at is not null);
       return null;
     end $$`,
  `update practice_items set title = title`,
  `create index practice_search_rows_by_words on practice_search_rows using gin (words)`,

  // The items that a person finds by what they typed, in one of the communities or in all that they are in, and that
  // Microsoft 365 opened to them (as `isShownTo` has it): by what the community says of them, and by the text of their
  // files. As with `directory_matches`, row-level security would keep PostgreSQL from the index, so this runs as the
  // owner and keeps to the tenant itself.
  //
  // The rank is that of BM25 with what PostgreSQL counts quickly: ts_rank of one word grows with its number and comes
  // near a limit; it is weighed by how rare the word is, and long texts count a little less. Texts of files are long and
  // lie apart: which words a text has is asked of the index, and how often only of those that come out on top.
  `create or replace function practice_found(person uuid, within uuid, typed text[], completing boolean, since timestamptz, of_kind text, skip int, most int) returns table (id uuid, query text)
     language plpgsql volatile security definer rows 20 set search_path from current set pg_trgm.similarity_threshold = 0.2 as $$
     #variable_conflict use_column
     declare
       mine uuid := nullif(current_setting('trellis.tenant', true), '')::uuid;
       places uuid[]; total real; usual real; often real; plan json; wanted text; other record; q tsquery; anyof tsquery; queries tsquery[] := '{}'; weights real[] := '{}';
       of_item text; of_text text; hits text; chosen text; in_texts uuid[]; text_scores real[]; deep int := 600; reached int; best uuid[];
     begin
       places := array(select c.id from communities c where c.tenant_id = mine and c.closed_at is null
         and case when within is null then exists (select from memberships m where m.tenant_id = mine and m.community_id = c.id and m.person_id = person) else c.id = within end);
       select reltuples into total from pg_class where oid = 'practice_search_rows'::regclass;
       if total < 1000 then
         select count(*) into total from practice_search_rows i where i.tenant_id = mine;
       end if;
       select greatest(avg(length(i.words)), 1) into usual from (select i.words from practice_search_rows i where i.tenant_id = mine limit 300) i;
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
         -- Of a word that many have PostgreSQL keeps how many; to count them would take as long as to rank them.
         often := 0;
         if total > 20000 then
           execute format('explain (format json) select from practice_search_rows i where i.tenant_id = %L and i.words @@ %L::tsquery', mine, q) into plan;
           often := (plan -> 0 -> 'Plan' ->> 'Plan Rows')::real;
         end if;
         if often < 1000 then
           select (select count(*) from (select from practice_search_rows i where i.tenant_id = mine and i.words @@ q limit 2000) c)
             + (select count(*) from (select from practice_texts t where t.tenant_id = mine and t.words @@ q limit 2000) c) into often;
         end if;
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
       select array_agg(x.id), array_agg(x.score) into in_texts, text_scores from (
         select i.id, f.score from (
             select x.drive_id, x.file_id, sum(w.weight) * 0.2 as score
               from unnest(queries, weights) w (q, weight), lateral (select t.drive_id, t.file_id from practice_texts t where t.tenant_id = mine and t.words @@ w.q) x group by 1, 2 order by 3 desc limit 5000) f
           join practice_items i on i.tenant_id = mine and i.drive_id = f.drive_id and i.file_id = f.file_id
           where i.removed_at is null and i.gone_at is null and i.community_id = any (places) and (of_kind is null or i.kind = of_kind)) x;
       hits := format('select i.item_id as id, (%s) / (0.65::float8 + %s::float8 * length(i.words)) as score from practice_search_rows i
         where i.tenant_id = $1 and i.words @@ $2 and i.community_id = any ($3) and ($4 is null or i.kind = $4)', of_item, 0.35 / usual);
       if in_texts is not null then
         hits := format('select f.id, sum(f.score) as score from (%s union all select * from unnest($7, $8)) f group by 1', hits);
       end if;
       -- Permission is asked in the order of the rank, and no further than the page goes.
       chosen := format('with top as materialized (select f.id, f.score from (%s) f order by 2 desc, 1 limit $9),
         open as materialized (
           select i.id, i.drive_id, i.file_id, t.score from (select * from top order by 2 desc, 1) t join lateral (select i.id, i.drive_id, i.file_id from practice_items i where i.tenant_id = $1 and i.id = t.id offset 0) i on true
             where i.drive_id is null or coalesce(
               (select s.is_open from practice_sights s where s.tenant_id = $1 and s.person_id = $5 and s.drive_id = i.drive_id and s.file_id = i.file_id and (s.is_open or s.seen_at > $6)),
               (select s.is_open from practice_sights s where s.tenant_id = $1 and s.person_id = $5 and s.drive_id = i.drive_id and s.file_id = ''''), false)
             limit $10)', hits);
       chosen := chosen || case when in_texts is null then ', ranked as (select o.id, o.score from open o)' else format(', ranked as (
         select o.id, o.score - coalesce(x.score, 0) + coalesce((%s) / (0.65 + 0.35 * length(t.words) / (avg(length(t.words)) over ())::real), 0) as score
           from open o left join unnest($7, $8) x (id, score) on x.id = o.id left join practice_texts t on x.id is not null and t.tenant_id = $1 and t.drive_id = o.drive_id and t.file_id = o.file_id)', of_text) end;
       loop
         execute chosen || ' select (select count(*) from top), array(select r.id from ranked r order by r.score desc, r.id limit $11 offset $12)'
           using mine, anyof, places, of_kind, person, since, in_texts, text_scores, deep, case when in_texts is null then skip + most else greatest(skip + most, 240) end, most, skip into reached, best;
         -- Much of the best may be closed to the person: then all is gone through.
         exit when deep is null or reached < deep or cardinality(best) = most;
         deep := null;
       end loop;
       return query select b.id, anyof::text from unnest(best) with ordinality b (id, place) order by b.place;
     end $$`,
];
