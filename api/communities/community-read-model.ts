import { sql } from 'kysely';
import { mayEditCharter } from '../charter/charter-policy.ts';
import { type CharterRow, toCharter } from '../charter/charter-store.ts';
import { daysAhead, inFirstMonths } from '../launch/next-series.ts';
import { moveDay, seriesWeeks } from '../launch/series-times-contract.ts';
import { openWrites } from '../ledger/do-writes.ts';
import type { GraphWrite } from '../ledger/ledger-store.ts';
import type { Part } from '../membership/membership-contract.ts';
import { mayJoin, mayLeave, mayTakeOver } from '../membership/membership-policy.ts';
import { partRank } from '../membership/membership-read-model.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { sponsorshipAbilities } from '../sponsorship/sponsorship-policy.ts';
import { sponsorshipOf } from '../sponsorship/sponsorship-read-model.ts';
import { type PinnedTab, removedTabs } from '../ties/removed-tabs.ts';
import { shownTo } from '../ties/shown-tie.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { mayChangeTies } from '../ties/ties-policy.ts';
import { type TieRow, toTie } from '../ties/ties-store.ts';
import { mayClose } from './closing-policy.ts';
import { mayFinish } from './communities-policy.ts';
import { maySetStage } from './stage-policy.ts';
import type { CommunityPage, Stage } from './communities-contract.ts';
import { currentSights, presentHappening, type Snapshot } from './happening.ts';
import type { Language } from '../platform/words.ts';

/** Members that the page shows before one asks for all. */
const firstMembers = 12;

/** Instants inside JSON are text. */
interface PageRow {
  id: string; name: string; about: string; stage: Stage; unit: string | null; topics: string[]; template_id: string; created_at: Date; member_count: number;
  charter: CharterRow;
  members: { id: string; display_name: string; job_title: string | null; department: string | null; part: Part; joined_at: string }[];
  ties: TieRow[];
  my_part: Part | null;
  coordinators: number; core_is_here: boolean; missing: string[];
  closed_at: Date | null; closed_by: string | null; closer: string;
  snapshot: Snapshot | null;
  writes: Pick<GraphWrite, 'id' | 'step' | 'state' | 'result'>[];
  removed_tabs: PinnedTab[];
  months_over: boolean;
}

/**
 * A community's page from what is known here, in one statement and the sponsoring's own; null when
 * there is no such community. Any person of the organisation may see it: communities are found by
 * those who are not in them yet.
 */
export async function readCommunityPage(trx: TenantTransaction, actor: Actor, communityId: string, now: Date, language: Language): Promise<CommunityPage | null> {
  const { tenantId, personId } = actor;
  const mine = sql`m.tenant_id = c.tenant_id and m.community_id = c.id`;
  const { rows: [row] } = await sql<PageRow>`
    select c.id, c.name, c.about, c.stage, c.unit, c.topics, c.template_id, c.created_at, c.member_count, c.closed_at, c.closed_by,
      coalesce((select p.display_name from people p where p.tenant_id = c.tenant_id and p.id = c.closed_by), '') as closer,
      (select to_json(x) from (
         select v.version, v.domain, v.for_whom, v.practice, v.ways_of_working, v.key_issues, v.restored_from, v.updated_at, v.updated_by, coalesce(p.display_name, '') as updater
         from charters v left join people p on p.tenant_id = v.tenant_id and p.id = v.updated_by
         where v.tenant_id = c.tenant_id and v.community_id = c.id order by v.version desc limit 1) x) as charter,
      (select coalesce(json_agg(x), '[]') from (
         select m.person_id as id, coalesce(p.display_name, '') as display_name, p.job_title, p.department, m.part, m.joined_at
         from memberships m left join people p on p.tenant_id = m.tenant_id and p.id = m.person_id
         where ${mine} order by ${partRank}, lower(coalesce(p.display_name, '')), m.person_id limit ${firstMembers}) x) as members,
      (select coalesce(json_agg(x), '[]') from (
         select t.* from ties t where t.tenant_id = c.tenant_id and t.community_id = c.id
         order by array_position(array['team', 'channel', 'library', 'folder', 'calendar'], t.kind), t.is_home desc, t.name, t.id) x) as ties,
      (select m.part from memberships m where ${mine} and m.person_id = ${personId}) as my_part,
      (select count(*)::int from memberships m where ${mine} and m.part = 'coordinator' and m.gone_at is null) as coordinators,
      exists (select from memberships m where ${mine} and m.part = 'core' and m.gone_at is null) as core_is_here,
      array(select coalesce(p.display_name, '') from memberships m left join people p on p.tenant_id = m.tenant_id and p.id = m.person_id where ${mine} and m.part = 'coordinator' and m.gone_at is not null order by 1 limit 5) as missing,
      (select h.content from community_happenings h where h.tenant_id = c.tenant_id and h.community_id = c.id and h.person_id = ${personId}) as snapshot,
      (select coalesce(json_agg(x), '[]') from (
         select w.id, w.step, w.state, w.result from graph_writes w
         where w.tenant_id = c.tenant_id and w.community_id = c.id and w.state in ('intended', 'failed') order by w.intended_at, w.position) x) as writes,
      (select coalesce(json_agg(w), '[]') from graph_writes w
         where w.tenant_id = c.tenant_id and w.community_id = c.id and ${isRemovedTab}) as removed_tabs,
      exists (select from series s where s.tenant_id = c.tenant_id and s.community_id = c.id and (not s.is_first or s.starts_on < case when s.put_at is null then ${monthsBegan(now, 0)} else ${monthsBegan(now, daysAhead)} end)) as months_over
    from communities c where c.tenant_id = ${tenantId} and c.id = ${communityId}`.execute(trx);
  if (!row) return null;
  const sponsorship = await sponsorshipOf(trx, tenantId, communityId);
  const ties = row.ties.map(toTie);
  const sights = currentSights(row.snapshot, ties);
  const mayChange = mayChangeTies(row.my_part).allowed;
  const isOpen = row.closed_at === null;
  const isSponsor = sponsorship?.state === 'approved' && sponsorship.sponsor.id === personId;
  const open = sponsorship && (sponsorship.state === 'asked' || sponsorship.state === 'approved') ? { state: sponsorship.state, askedBy: sponsorship.askedBy.id } : null;
  return {
    id: row.id, name: row.name, about: row.about, stage: row.stage, unit: row.unit, topics: row.topics, templateId: row.template_id,
    createdAt: row.created_at.toISOString(),
    charter: toCharter(row.charter),
    members: row.members.map((each) => ({
      person: { id: each.id, displayName: each.display_name, jobTitle: each.job_title, department: each.department }, part: each.part, joinedAt: instant(each.joined_at),
    })),
    memberCount: row.member_count, sponsorship,
    ties: ties.map((tie, index) => shownTo(tie, { openToAll: row.ties[index]!.open_to_all, mayChange, sawIt: sights?.ties[tie.id]?.names })),
    happening: happeningOf(sights, ties, now),
    vacant: isOpen && row.coordinators === 0 ? { missing: row.missing, hasCoreGroup: row.core_is_here, mayTakeOver: mayTakeOver(row.my_part, { vacant: true, coreIsHere: row.core_is_here, wasAsked: false }).allowed } : null,
    myPart: row.my_part, closed: row.closed_at && { at: row.closed_at.toISOString(), by: { id: row.closed_by!, displayName: row.closer } },
    abilities: {
      join: isOpen && mayJoin(row.my_part),
      leave: row.my_part !== null && mayLeave(row.my_part, row.coordinators).allowed,
      editCharter: isOpen && mayEditCharter(row.my_part, { roles: actor.roles, isSponsor }).allowed,
      changeTies: isOpen && mayChange,
      setStage: isOpen && maySetStage(row.my_part).allowed,
      ...(isOpen ? sponsorshipAbilities(actor, { myPart: row.my_part, open }) : { askSponsor: false, withdrawAsk: false }),
      close: mayClose(row.my_part, { roles: actor.roles, isSponsor }).allowed,
    },
    firstMonths: inFirstMonths(row.stage) && !row.months_over,
    unfinished: mayFinish(row.my_part) ? openWrites(row.writes, language) : [],
    removedTabs: isOpen && mayChange ? removedTabs(row.removed_tabs, ties) : [],
  };
}

/** A series that began before this day ends within so many days, give or take the days of a week. */
const monthsBegan = (now: Date, within: number): string => moveDay(now.toISOString().slice(0, 10), within - seriesWeeks * 7);

/** Whether a write pinned a tab that somebody removed since. */
const isRemovedTab = sql`w.step = 'pin-tab' and w.state = 'undone' and w.result->>'removed' is not null`;

/** A community's page as this person may see it. @throws NotFoundError */
export async function communityPageOf({ database, clock }: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, language: Language): Promise<CommunityPage> {
  const page = await database.inTenant(actor.tenantId, (trx) => readCommunityPage(trx, actor, communityId, clock(), language));
  if (!page) throw new NotFoundError('community');
  return page;
}

/** What is needed to look at a community's ties as one person; null when there is no such community. */
export async function readTiesToLookAt(trx: TenantTransaction, tenantId: string, personId: string, communityId: string): Promise<{
  ties: Tie[]; tiedBy: Map<string, string>;
  /** Ids of the ties to channels with members of their own. */
  ownMembers: Set<string>;
  snapshot: Snapshot | null; myPart: Part | null; hasOpenWrites: boolean;
  /** Tabs that Trellis pinned in channels that the community is tied to. */
  tabs: PinnedTab[];
  /** Ids of the events that Trellis put on calendars for the community. */
  ownEvents: string[];
} | null> {
  const { rows: [row] } = await sql<{ ties: (TieRow & { tied_by: string })[]; snapshot: Snapshot | null; my_part: Part | null; open_writes: boolean; tabs: PinnedTab[]; own_events: string[] }>`
    select
      (select coalesce(json_agg(t order by t.kind, t.id), '[]') from ties t where t.tenant_id = c.tenant_id and t.community_id = c.id) as ties,
      (select h.content from community_happenings h where h.tenant_id = c.tenant_id and h.community_id = c.id and h.person_id = ${personId}) as snapshot,
      (select m.part from memberships m where m.tenant_id = c.tenant_id and m.community_id = c.id and m.person_id = ${personId}) as my_part,
      exists (select from graph_writes w where w.tenant_id = c.tenant_id and w.community_id = c.id and w.state = 'intended') as open_writes,
      (select coalesce(json_agg(w), '[]') from graph_writes w where w.tenant_id = c.tenant_id and w.community_id = c.id
         and (${isRemovedTab} or (w.step = 'pin-tab' and w.state = 'done'))
         and exists (select from ties t where t.tenant_id = w.tenant_id and t.community_id = w.community_id and t.kind = 'channel' and t.graph_id = w.content->>'channelId')) as tabs,
      array(select w.result->>'eventId' from graph_writes w where w.tenant_id = c.tenant_id and w.community_id = c.id and w.step in ('first-activity', 'series-activity', 'launch-event') and w.state = 'done') as own_events
    from communities c where c.tenant_id = ${tenantId} and c.id = ${communityId}`.execute(trx);
  if (!row) return null;
  const ties = row.ties.map(toTie);
  return {
    ties, tiedBy: new Map(row.ties.map((tie) => [tie.id, tie.tied_by])), ownMembers: new Set(row.ties.filter((tie) => tie.own_members).map(({ id }) => id)),
    snapshot: currentSights(row.snapshot, ties), myPart: row.my_part, hasOpenWrites: row.open_writes, tabs: row.tabs, ownEvents: row.own_events,
  };
}

/** A snapshot as the page shows it. A tie that is lost is shown as such, not as closed to the person. */
export function happeningOf(snapshot: Snapshot | null, ties: readonly Tie[], now: Date, trouble: CommunityPage['happening']['trouble'] = null): CommunityPage['happening'] {
  const shown = presentHappening(snapshot, ties.map((tie) => tie.id), now, trouble);
  const lost = new Set(ties.filter((tie) => tie.state === 'lost').map((tie) => tie.id));
  return { ...shown, closedTies: shown.closedTies.filter((tieId) => !lost.has(tieId)) };
}

const instant = (value: string | Date) => new Date(value).toISOString();
