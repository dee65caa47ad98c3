import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Which files are to be read stands in a table of its own: to find them takes as long as there are such files, not as there are items. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const [table, ...rest] = statements;
  await sql.raw(table!).execute(db);
  await protectTenantTable(db, 'practice_unread');
  for (const statement of rest) await sql.raw(statement).execute(db);
}

const statements = [
  // Files of items whose text was never read, or before the change that the items tell of; kept by the items' own triggers.
  `create table practice_unread (
     tenant_id uuid not null,
     drive_id text not null,
     file_id text not null,
     changed_at timestamptz,
     -- Not to be read before: somebody does, or it could not be had.
     due_at timestamptz,
     primary key (tenant_id, drive_id, file_id)
   )`,
  `insert into practice_unread (tenant_id, drive_id, file_id, changed_at, due_at)
     select i.tenant_id, i.drive_id, i.file_id, max(i.modified_at), max(t.due_at) from practice_items i left join practice_texts t on t.tenant_id = i.tenant_id and t.drive_id = i.drive_id and t.file_id = i.file_id
     where i.drive_id is not null and i.removed_at is null and i.gone_at is null and (t.read_at is null or t.of_change is distinct from i.modified_at) group by 1, 2, 3`,
  `delete from practice_texts where read_at is null`,
  `alter table practice_texts drop column due_at, alter column read_at set not null`,
  // To press them together takes time and saves next to nothing.
  `alter table practice_texts alter column words set storage external`,

  `create or replace function practice_learn_words() returns trigger language plpgsql set search_path from current as $$
     begin
       -- Most words are known, and these are few: each is looked up. In one order for all, so that two that learn the same words do not wait for each other in a circle.
       insert into practice_vocabulary (tenant_id, word)
         select distinct s.tenant_id, s.word from (
           select n.tenant_id, w collate "C" as word from changed n, unnest(tsvector_to_array(to_tsvector('practice_spelling', regexp_replace(n.title || ' ' || array_to_string(n.topics, ' ') || ' ' || n.summary, '[-_./\\\\:@#&+=]+', ' ', 'g')))) w) s
         where length(s.word) between 3 and 30 and (select true from practice_vocabulary v where v.tenant_id = s.tenant_id and v.word = s.word) is null order by 1, 2 on conflict do nothing;
       insert into practice_search_rows as r (tenant_id, item_id, community_id, kind, words)
         select n.tenant_id, n.id, n.community_id, n.kind, practice_words(n.title, n.topics, n.summary) from changed n where n.removed_at is null and n.gone_at is null order by n.id
         on conflict (tenant_id, item_id) do update set kind = excluded.kind, words = excluded.words where r.kind <> excluded.kind or r.words <> excluded.words;
       delete from practice_search_rows r using changed n where r.tenant_id = n.tenant_id and r.item_id = n.id and (n.removed_at is not null or n.gone_at is not null);
       insert into practice_unread as u (tenant_id, drive_id, file_id, changed_at)
         select distinct on (n.tenant_id, n.drive_id, n.file_id) n.tenant_id, n.drive_id, n.file_id, n.modified_at from changed n
         where n.drive_id is not null and n.removed_at is null and n.gone_at is null
           and (select t.of_change is not distinct from n.modified_at from practice_texts t where t.tenant_id = n.tenant_id and t.drive_id = n.drive_id and t.file_id = n.file_id) is not true
         order by n.tenant_id, n.drive_id, n.file_id, n.modified_at desc nulls last
         on conflict (tenant_id, drive_id, file_id) do update set changed_at = excluded.changed_at where u.changed_at is distinct from excluded.changed_at;
       return null;
     end $$`,
];
