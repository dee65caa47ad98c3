import type { Language } from '../words.ts';
import type { ThingKind } from '../../stewardship/stewardship-contract.ts';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** `timestamptz`: read as Date, written as Date. */
type Instant = ColumnType<Date, Date, Date>;
type Json<T extends object> = JSONColumnType<T, string, string>;

/** The tables as Kysely sees them. Migrations say what they are for; each belongs to one capability. */
export interface Database {
  people: {
    tenant_id: string; id: string; display_name: string; job_title: string | null; department: string | null; seen_at: Instant;
    /** As the person said it themselves. */
    time_zone: ColumnType<string | null, string | null | undefined, string | null>;
    /** In which they read the tab, else as the directory has it. */
    language: ColumnType<Language | null, Language | null | undefined, Language | null>;
  };
  communities: {
    tenant_id: string; id: string; request_id: string; name: string; about: string; template_id: string; stage: string;
    unit: string | null; topics: string[]; member_count: Generated<number>; created_by: string; created_at: Instant; updated_at: Instant;
    searchable: ColumnType<string, never, never>;
    /** Whether newcomers are asked to introduce themselves in the channel. */
    introductions: Generated<boolean>;
    /** Both null while the community is open. */
    closed_at: ColumnType<Date | null, never, Date | null>; closed_by: ColumnType<string | null, never, string | null>;
  };
  stage_changes: { tenant_id: string; id: ColumnType<string, never, never>; community_id: string; stage: string; before: string; person_id: string; at: Instant };
  /** Areas in which a community might grow, and how each came to its stage. */
  opportunities: {
    tenant_id: string; id: string; name: string; about: string; stage: string; next_step: string; launch_on: string | null;
    /** The community that it became. */
    community_id: ColumnType<string | null, never, string | null>; proposed_by: string; proposed_at: Instant; moved_at: Instant;
  };
  opportunity_moves: { tenant_id: string; id: ColumnType<string, never, never>; opportunity_id: string; before: string; stage: string; learned: string; person_id: string; at: Instant };
  /** An organisation's own criteria and questions, once it has changed what Trellis proposes. */
  launch_guides: { tenant_id: string; kind: 'criteria' | 'questions'; version: number; content: Json<object>; updated_by: string; updated_at: Instant };
  opportunity_assessments: { tenant_id: string; opportunity_id: string; criterion_id: string; person_id: string; verdict: 'yes' | 'partly' | 'no' | null; note: string; at: Instant };
  interviews: {
    tenant_id: string; id: string; opportunity_id: string; interviewer_id: string; interviewee_id: string; state: 'planned' | 'cancelled' | 'withdrawn';
    starts_at: ColumnType<Date | null, Date | null, Date | null>; minutes: number | null; time_zone: string | null; event_mark: string | null; event_id: string | null; sharing_version: Generated<number>; told_version: Generated<number>; made_at: Instant;
  };
  /** The interviewer's alone: row-level security gives a row to the person named in `trellis.person` only. */
  interview_notes: { tenant_id: string; interview_id: string; interviewer_id: string; notes: string; updated_at: Instant };
  interview_shares: { tenant_id: string; interview_id: string; id: string; kind: 'issue' | 'would-lead'; words: string; state: 'asked' | 'agreed' | 'declined'; position: number };
  community_drafts: { tenant_id: string; id: string; person_id: string; content: Json<Record<string, unknown>>; updated_at: Instant };
  community_happenings: { tenant_id: string; community_id: string; person_id: string; content: Json<object>; as_of: Instant };
  /** A year of a community's calendars as Graph showed it to one person. */
  community_years: { tenant_id: string; community_id: string; person_id: string; content: Json<object>; as_of: Instant };
  /** What the community says of which kind an activity is, or all of a series. */
  activity_kinds: { tenant_id: string; community_id: string; activity_id: string; kind: string; set_by: string; set_at: Instant };
  /** What the community keeps beside an activity. */
  activity_records: { tenant_id: string; community_id: string; activity_id: string; agenda: string; notes: string; attended: number | null; attended_by: string | null; updated_by: string; updated_at: Instant };
  activity_follow_ups: { tenant_id: string; community_id: string; activity_id: string; id: string; words: string; owner_id: string | null; done_at: ColumnType<Date | null, Date | null | undefined, Date | null>; written_by: string; written_at: Instant; removed_at: ColumnType<Date | null, Date | null | undefined, Date | null> };
  /** What a community publishes of its calendars: series or single activities, and each time that they take place. */
  published_activities: { tenant_id: string; community_id: string; source_id: string; group_id: string; published_by: string; published_at: Instant };
  published_times: { tenant_id: string; community_id: string; source_id: string; activity_id: string; subject: string; starts_at: Instant; ends_at: Instant; all_day: boolean; location: string | null; seen_at: Instant };
  /** SHA-256 of the secret in a member's address of the feed, in hexadecimal. */
  community_feeds: { tenant_id: string; community_id: string; person_id: string; token_hash: string | null; made_at: Instant; ended_hash: string | null; ended_at: ColumnType<Date | null, Date | null | undefined, Date | null> };
  /** A first series of activities that is being laid out; day and time are those of a clock in its zone. */
  series: {
    tenant_id: string; community_id: string; starts_on: string; time_zone: string; changed_by: string; changed_at: Instant;
    /** On the calendar, or on its way there; both null while it is a draft. */
    put_at: ColumnType<Date | null, never, Date | null>; put_by: ColumnType<string | null, never, string | null>;
    /** How often it was put there. */
    round: Generated<number>; refused: ColumnType<object | null, never, string | null>;
    /** Whose public holidays are looked at, as ISO 3166 has them; null until somebody says. */
    countries: ColumnType<string[] | null, never, string[] | null>;
    /** False for three more months of a community that has met before. */
    is_first: boolean;
  };
  series_activities: { tenant_id: string; community_id: string; id: string; kind: string; title: string; about: string; day: string; time: string; minutes: number };
  /** How a community prepares its launch; day columns are `2026-12-01`. */
  launch_plans: {
    tenant_id: string; community_id: string; launch_on: string | null; changed_by: string; changed_at: Instant;
    /** The launch event as it is on the calendar, or on its way there: all null while it is not; for which time; and why it was refused last. */
    event: ColumnType<object | null, never, string | null>; event_put_at: ColumnType<Date | null, never, Date | null>; event_put_by: ColumnType<string | null, never, string | null>;
    event_round: Generated<number>; event_refused: ColumnType<object | null, never, string | null>;
  };
  /** What is announced in the channel: `told_at` when it got there, `not_told` as for introductions. */
  launch_announcements: {
    tenant_id: string; community_id: string; id: string; words: string; language: string; posted_by: string; posted_at: Instant;
    told_at: ColumnType<Date | null, never, Date | null>; not_told: ColumnType<string | null, never, string | null>;
  };
  launch_steps: {
    tenant_id: string; community_id: string; id: string;
    /** Of the template, with how many days after the launch it is due; null for what people added. */
    key: ColumnType<string | null, string | null, never>; role: ColumnType<string | null, string | null, never>; day_offset: ColumnType<number | null, number | null, never>;
    position: ColumnType<number, number, never>; title: string; about: string;
    /** The day that follows from the launch date, and the day that somebody chose instead. */
    laid_on: string | null; own_on: string | null;
    done_at: ColumnType<Date | null, never, Date | null>; done_by: ColumnType<string | null, never, string | null>;
    dropped: ColumnType<boolean, never, boolean>;
  };
  charters: {
    tenant_id: string; community_id: string; version: number; domain: string; for_whom: string; practice: string; ways_of_working: string;
    key_issues: Json<{ id: string; title: string; state: string; since?: string }[]>; updated_by: string; updated_at: Instant;
    /** The version that this one brought back. */
    restored_from: number | null;
  };
  key_issue_carers: { tenant_id: string; community_id: string; issue_id: string; person_id: string; since: Instant };
  key_issue_links: {
    tenant_id: string; id: string; community_id: string; issue_id: string; kind: 'file' | 'activity' | 'link';
    /** The library of a file; the group whose calendar has the activity. */
    place_id: string; graph_id: string; starts_at: ColumnType<Date | null, Date | null, Date | null>; linked_by: string; linked_at: Instant;
    /** Taken away, and still to be brought back. */
    removed_at: ColumnType<Date | null, never, Date | null>;
  };
  practice_items: {
    tenant_id: string; id: string; community_id: string; kind: string; title: string;
    /** Whether somebody wrote the title; else it follows the file's name. */
    title_given: boolean;
    summary: string; topics: string[]; steward_id: string | null; review_on: string | null;
    /** Of a file; both null for a link, whose address is `web_url`. */
    drive_id: string | null; file_id: string | null; web_url: string | null;
    modified_at: ColumnType<Date | null, Date | null, Date | null>; modified_by: string | null;
    /** Since when Microsoft 365 says that the file was deleted. */
    gone_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    added_by: string; added_at: Instant; removed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
  /** What Graph let one person open; an empty `file_id` stands for the library as a whole. */
  practice_sights: { tenant_id: string; person_id: string; drive_id: string; file_id: string; is_open: boolean; seen_at: Instant };
  /** The text of a file, for all communities; who may find it is a matter of each search. */
  practice_texts: {
    tenant_id: string; drive_id: string; file_id: string; content: string; unsearched: string | null;
    of_change: ColumnType<Date | null, Date | null, Date | null>; read_at: Instant;
    words: ColumnType<string, never, never>;
  };
  /** Files of items that are to be read; kept by the items' triggers. */
  practice_unread: {
    tenant_id: string; drive_id: string; file_id: string;
    changed_at: ColumnType<Date | null, Date | null, Date | null>; due_at: ColumnType<Date | null, Date | null, Date | null>;
  };
  practice_dismissals: { tenant_id: string; community_id: string; drive_id: string; file_id: string; dismissed_by: string; dismissed_at: Instant };
  memberships: {
    tenant_id: string; community_id: string; person_id: string; part: string; joined_at: Instant;
    /** What the member says of themselves. */
    offers: Generated<string[]>; seeks: Generated<string[]>; known_as: Generated<string[]>; hosts: Generated<boolean>; words: ColumnType<string, never, never>;
    /** Likes to be paired with another member now and then; was left over the last time. */
    pairs: Generated<boolean>; waited: Generated<boolean>;
    /** Since when the directory has no open account of theirs. */
    gone_at: ColumnType<Date | null, never, Date | null>;
  };
  /** What a member does not want to be told of as the next useful thing until then. */
  things_put_away: { tenant_id: string; community_id: string; person_id: string; what: string; until: Date };
  /** Without a community: of all in which the person says nothing else. */
  reminder_wishes: { tenant_id: string; person_id: string; community_id: string | null; comes: string; regular: boolean; time_zone: string };
  activity_reminders: {
    tenant_id: string; community_id: string; person_id: string; event_id: string; starts_at: Instant; due_at: Instant;
    state: Generated<'planned' | 'sending' | 'sent' | 'dropped'>; dropped_for: ColumnType<string | null, never, string | null>;
  };
  pairings: { tenant_id: string; community_id: string; every_weeks: Generated<number>; next_at: Instant };
  pair_members: {
    tenant_id: string; id: string; pair_id: string; community_id: string; person_id: string; at: Instant; skipped: Generated<boolean>; skipped_at: ColumnType<Date | null, never, Date | null>;
    told_at: ColumnType<Date | null, never, Date | null>; not_told: ColumnType<string | null, never, string | null>;
  };
  directory_rounds: { tenant_id: string; delta_link: string; looked_at: Instant };
  succession_asks: {
    tenant_id: string; id: string; community_id: string; person_id: string; asked_at: Instant;
    told_at: ColumnType<Date | null, never, Date | null>; not_told: ColumnType<string | null, never, string | null>;
  };
  member_introductions: {
    tenant_id: string; id: string; community_id: string; person_id: string; words: string; at: Instant;
    told_at: ColumnType<Date | null, never, Date | null>; not_told: ColumnType<string | null, never, string | null>;
  };
  member_welcomes: {
    tenant_id: string; id: string; community_id: string; person_id: string; host_id: string; at: Instant;
    told_at: ColumnType<Date | null, never, Date | null>; not_told: ColumnType<string | null, never, string | null>;
  };
  member_invitations: {
    tenant_id: string; id: string; community_id: string; person_id: string; becomes: string; hand_over: boolean; invited_by: string; invited_at: Instant;
    state: string; answered_at: ColumnType<Date | null, never, Date | null>;
    /** Of an invitation to look after something: what it is, when an activity begins, and until when the invitation stands. */
    thing_kind: ColumnType<ThingKind | null, string | undefined, never>; thing_id: ColumnType<string | null, string | undefined, never>;
    thing_at: ColumnType<Date | null, Date | null | undefined, never>; expires_at: ColumnType<Date | null, Date | undefined, never>;
    /** When the card reached them, or why it did not; both null while it is on its way. */
    told_at: ColumnType<Date | null, never, Date | null>; not_told: ColumnType<string | null, never, string | null>;
  };
  /** Who looks after key issues and activities; a practice item names its own. */
  stewardships: { tenant_id: string; community_id: string; kind: string; thing_id: string; person_id: string; since: Instant };
  /** How much lies with members, in tenths; null for fewer than five of them. */
  stewardship_months: { tenant_id: string; community_id: string; month: string; tenths: number | null };
  ties: {
    tenant_id: string; id: string; community_id: string; kind: string; group_id: string;
    /** Channel or drive id; the group's id for team and calendar. */
    graph_id: string;
    /** Of a folder: its id in the library that `graph_id` names; else empty. */
    item_id: Generated<string>;
    name: string; location: string | null; web_url: string | null; state: string; state_reason: string | null; state_since: Instant; is_home: Generated<boolean>; open_to_all: Generated<boolean>; own_members: Generated<boolean>;
    /** Of a calendar: which of its events are the community's; null for all. */
    part: ColumnType<object | null, string | null | undefined, string | null>;
    tied_by: string; tied_at: Instant;
  };
  tie_history: {
    tenant_id: string; id: ColumnType<string, never, never>; community_id: string; tie_id: string; kind: string; what: string; name: string; before: string | null;
    /** Who did it; null where Microsoft 365 told. */
    person_id: string | null; at: Instant;
  };
  followings: {
    tenant_id: string; subject: string; graph_id: string; group_id: string; state: string; reason: string | null;
    subscription_id: string | null;
    /** SHA-256 of the secret that notifications carry (`clientState`), in hexadecimal. */
    secret_hash: string | null;
    expires_at: Instant | null; delta_link: string | null; looked_at: Instant | null; due_at: Instant;
  };
  graph_writes: {
    tenant_id: string; id: string; community_id: string | null; person_id: string; step: string;
    /** The idempotency mark that Graph itself honours or that a look-up finds again. */
    mark: string;
    /** What of it there is once. */
    key: string; position: Generated<number>;
    /** Writes that come before. */
    needs: Generated<string[]>;
    content: Json<object>; state: 'intended' | 'done' | 'failed' | 'cancelled' | 'undone'; result: Json<object> | null; attempts: Generated<number>;
    intended_at: Instant;
    /** Until when one process has this step in hand; a crash frees it by the passing of time. */
    claimed_until: ColumnType<Date | null, Date | null | undefined, Date | null>; settled_at: Instant | null;
  };
  sponsorships: {
    tenant_id: string; id: string; community_id: string; state: string; sponsor_id: string; asked_by: string; asked_at: Instant;
    /** Goes up with every change of state, so that a card can tell that it is behind. */
    version: Generated<number>;
    ask: Json<object>; commitment: Json<object> | null; review_on: string | null; decline_reason: string | null;
    decided_by: string | null; decided_at: Instant | null; passed_to: string | null;
    delivery_state: string; delivery_reason: string | null; delivery_since: Instant;
  };
  sponsorship_cards: {
    tenant_id: string; id: string; sponsorship_id: string; person_id: string; kind: 'ask' | 'told'; state: 'intended' | 'sent' | 'gone';
    conversation_id: string | null; activity_id: string | null; service_url: string | null;
    /** Which version of the request this copy shows; lower than the request's means it wants updating. */
    shown_version: number; intended_at: Instant;
  };
  conversations: {
    tenant_id: string; person_id: string; conversation_id: string; service_url: string;
    /** The person's id as the bot service knows it (`29:…`), which a card's refresh names. */
    teams_user_id: string; seen_at: Instant;
    /** In which the person reads Teams; null until they did something there. */
    language: 'en' | 'fr' | null;
  };
  /** How replicas share Microsoft's limits; worked with above row-level security, by `graph/budget/` alone. */
  graph_budgets: { tenant_id: string; name: string; parts: Json<object>; version: number; closed_until: Instant | null; touched_at: Instant };
  imports: {
    tenant_id: string; id: string; started_by: string; state: string; dry_run: boolean; total: number; started_at: Instant; finished_at: Instant | null;
    /** When the process that runs it last said so; one that stopped saying so was interrupted. */
    beat_at: Instant;
    /** The sheet as it was sent, until every row is done. */
    sheet: string | null;
    /** Whose turn it is: changes whenever the import is taken up, so that who lost it notices. */
    worker: string | null;
    /** When it is expected to end, as far as its worker knows. */
    ends_at: Instant | null;
  };
  import_rows: { tenant_id: string; import_id: string; row_number: number; outcome: string; content: Json<object> };
}
