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
];
