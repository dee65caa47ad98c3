import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/**
 * Every table leads with `tenant_id` (row-level security, and a distribution column should the
 * database be spread one day). The API works as the role `trellis_api`, which row-level security
 * binds; `trellis.tenant` names the tenant of the transaction.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of tenantTables) await protectTenantTable(db, table);
}

const statements = [
  `do $$ begin
     if not exists (select from pg_roles where rolname = 'trellis_api') then create role trellis_api nologin; end if;
   end $$`,
  `grant trellis_api to current_user`,
  `create extension if not exists pg_trgm`,

  // membership: what the directory said of a person when last asked; only what the screens show.
  `create table people (
     tenant_id uuid not null,
     id uuid not null,
     display_name text not null,
     job_title text,
     department text,
     seen_at timestamptz not null,
     primary key (tenant_id, id)
   )`,

  `create table communities (
     tenant_id uuid not null,
     id uuid not null,
     request_id uuid not null,
     name text not null,
     about text not null,
     template_id text not null,
     stage text not null,
     unit text,
     topics text[] not null default '{}',
     member_count int not null default 0,
     created_by uuid not null,
     created_at timestamptz not null,
     updated_at timestamptz not null,
     searchable text generated always as (lower(name || ' ' || about)) stored,
     primary key (tenant_id, id),
     unique (tenant_id, created_by, request_id)
   )`,
  `create index communities_by_name on communities (tenant_id, lower(name), id)`,
  `create index communities_by_stage on communities (tenant_id, stage, lower(name), id)`,
  `create index communities_by_unit on communities (tenant_id, unit, lower(name), id)`,
  `create index communities_by_size on communities (tenant_id, member_count desc, created_at desc, id)`,
  `create index communities_by_topic on communities using gin (topics)`,
  `create index communities_by_text on communities using gin (searchable gin_trgm_ops)`,
  `create index communities_by_like_name on communities using gin (lower(name) gin_trgm_ops)`,

  // The tenant's communities that a search finds, the better match the higher. Under row-level
  // security PostgreSQL may not use a trigram index for LIKE (the operator is not leakproof), so
  // this one look-up runs as the owner and keeps to the tenant itself. \`patterns\`: each word as a
  // LIKE pattern, the longest first.
  `create function directory_matches(phrase text, patterns text[]) returns table (id uuid, rank int)
     language plpgsql stable security definer rows 50 set search_path from current as $$
     #variable_conflict use_column
     declare mine uuid := nullif(current_setting('trellis.tenant', true), '')::uuid;
     begin
       -- One or two letters are in nearly every text: they are looked for where words of a name begin.
       if length(phrase) <= 2 then
         return query
           select c.id, case when c.name = phrase then 4000 when starts_with(c.name, phrase) then 3000 else 1000 end
             from (select c.id, lower(c.name) as name from communities c
                    where c.tenant_id = mine and (lower(c.name) like substr(patterns[1], 2) or lower(c.name) like '% ' || substr(patterns[1], 2)
                      or lower(c.name) like '%/' || substr(patterns[1], 2) or lower(c.name) like '%-' || substr(patterns[1], 2) or lower(c.name) like '%(' || substr(patterns[1], 2)) offset 0) c;
         if found then
           return;
         end if;
       end if;
       return query
         select c.id, case when c.name = phrase then 4000 when starts_with(c.name, phrase) then 3000
                           when strpos(c.name, phrase) > 0 then 2000 when c.name like all (patterns) then 1000 else 500 end
           from (select c.id, lower(c.name) as name from communities c
                  where c.tenant_id = mine and c.searchable like patterns[1] and (cardinality(patterns) = 1 or c.searchable like all (patterns)) offset 0) c;
       -- Nothing has these words: perhaps the name is mistyped.
       if not found then
         return query
           select c.id, (word_similarity(phrase, lower(c.name)) * 499)::int from communities c where c.tenant_id = mine and phrase <% lower(c.name);
       end if;
     end $$`,
  `revoke execute on function directory_matches(text, text[]) from public`,
  `grant execute on function directory_matches(text, text[]) to trellis_api`,

  // The same without mistyped names, and for words of three letters on, one page at a time: what a
  // message extension, which asks with every keystroke, tries first.
  `create function communities_with_words(phrase text, patterns text[], skip int, count int) returns table (id uuid, place bigint)
     language sql stable security definer rows 25 set search_path from current as $$
       select c.id, row_number() over ()
         from (select c.id from (select c.id, lower(c.name) as name from communities c
                 where c.tenant_id = nullif(current_setting('trellis.tenant', true), '')::uuid
                   and c.searchable like patterns[1] and (cardinality(patterns) = 1 or c.searchable like all (patterns)) offset 0) c
                order by starts_with(c.name, phrase) desc, strpos(c.name, phrase) > 0 desc, c.name, c.id
                limit count offset skip) c
     $$`,
  `revoke execute on function communities_with_words(text, text[], int, int) from public`,
  `grant execute on function communities_with_words(text, text[], int, int) to trellis_api`,

  `create table community_drafts (
     tenant_id uuid not null,
     id uuid not null,
     person_id uuid not null,
     content jsonb not null,
     updated_at timestamptz not null,
     primary key (tenant_id, id)
   )`,
  `create index community_drafts_by_person on community_drafts (tenant_id, person_id, updated_at desc)`,

  // What Graph showed one person of one community, and when. A cache; losing it loses nothing.
  `create table community_happenings (
     tenant_id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     content jsonb not null,
     as_of timestamptz not null,
     primary key (tenant_id, community_id, person_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,

  `create table charters (
     tenant_id uuid not null,
     community_id uuid not null,
     version int not null,
     domain text not null,
     for_whom text not null,
     practice text not null,
     ways_of_working text not null,
     key_issues jsonb not null,
     updated_by uuid not null,
     updated_at timestamptz not null,
     primary key (tenant_id, community_id, version),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,

  `create table memberships (
     tenant_id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     part text not null,
     joined_at timestamptz not null,
     primary key (tenant_id, community_id, person_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,
  `create index memberships_by_person on memberships (tenant_id, person_id, community_id)`,
  `create index memberships_of_coordinators on memberships (tenant_id, community_id) where part = 'coordinator'`,

  `create table ties (
     tenant_id uuid not null,
     id uuid not null,
     community_id uuid not null,
     kind text not null,
     group_id uuid not null,
     graph_id text not null,
     name text not null,
     web_url text,
     state text not null,
     state_reason text,
     state_since timestamptz not null,
     tied_by uuid not null,
     tied_at timestamptz not null,
     primary key (tenant_id, id),
     unique (tenant_id, community_id, kind, group_id, graph_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,
  `create index ties_by_group on ties (tenant_id, group_id)`,

  // Every write to Microsoft 365: intended, then done or failed. (Rule 1: nothing twice, nothing lost.)
  `create table graph_writes (
     tenant_id uuid not null,
     id uuid not null,
     community_id uuid,
     person_id uuid not null,
     step text not null,
     mark text not null,
     content jsonb not null,
     state text not null,
     result jsonb,
     attempts int not null default 0,
     intended_at timestamptz not null,
     claimed_until timestamptz,
     settled_at timestamptz,
     primary key (tenant_id, id),
     unique (tenant_id, step, mark)
   )`,
  `create index graph_writes_open on graph_writes (tenant_id, community_id) where state <> 'done'`,

  `create table sponsorships (
     tenant_id uuid not null,
     id uuid not null,
     community_id uuid not null,
     state text not null,
     sponsor_id uuid not null,
     asked_by uuid not null,
     asked_at timestamptz not null,
     version int not null default 1,
     ask jsonb not null,
     commitment jsonb,
     review_on date,
     decline_reason text,
     decided_by uuid,
     decided_at timestamptz,
     passed_to uuid,
     delivery_state text not null,
     delivery_reason text,
     delivery_since timestamptz not null,
     primary key (tenant_id, id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,
  `create unique index sponsorships_one_open on sponsorships (tenant_id, community_id) where state in ('asked', 'approved')`,
  `create index sponsorships_by_community on sponsorships (tenant_id, community_id, asked_at desc)`,

  // Every copy of a sponsoring card: to the person asked ('ask'), which is updated with the request, and
  // to those who hear of the decision ('told'). Recorded as intended before it is sent; conversation
  // and activity are known once it is.
  `create table sponsorship_cards (
     tenant_id uuid not null,
     id uuid not null,
     sponsorship_id uuid not null,
     person_id uuid not null,
     kind text not null,
     state text not null,
     conversation_id text,
     activity_id text,
     service_url text,
     shown_version int not null,
     intended_at timestamptz not null,
     primary key (tenant_id, id),
     unique (tenant_id, conversation_id, activity_id),
     foreign key (tenant_id, sponsorship_id) references sponsorships (tenant_id, id) on delete cascade
   )`,
  `create index sponsorship_cards_by_sponsorship on sponsorship_cards (tenant_id, sponsorship_id)`,
  `create index sponsorship_cards_by_person on sponsorship_cards (tenant_id, person_id, intended_at)`,

  // teams: where the bot reaches a person.
  `create table conversations (
     tenant_id uuid not null,
     person_id uuid not null,
     conversation_id text not null,
     service_url text not null,
     teams_user_id text not null,
     seen_at timestamptz not null,
     primary key (tenant_id, person_id)
   )`,

  `create table imports (
     tenant_id uuid not null,
     id uuid not null,
     started_by uuid not null,
     state text not null,
     dry_run boolean not null,
     total int not null,
     started_at timestamptz not null,
     finished_at timestamptz,
     beat_at timestamptz not null,
     primary key (tenant_id, id)
   )`,
  `create table import_rows (
     tenant_id uuid not null,
     import_id uuid not null,
     row_number int not null,
     outcome text not null,
     content jsonb not null,
     primary key (tenant_id, import_id, row_number),
     foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
   )`,
];

const tenantTables = [
  'people', 'communities', 'community_drafts', 'community_happenings', 'charters', 'memberships', 'ties',
  'graph_writes', 'sponsorships', 'sponsorship_cards', 'conversations', 'imports', 'import_rows',
];
