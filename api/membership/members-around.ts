import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import { chatLink } from '../teams/deep-link.ts';
import { nameThings } from '../stewardship/things.ts';
import { thingOf } from './invitations-store.ts';
import { matchesOf } from './matching.ts';
import type { Calling, InvitedTo, Match, MemberInvitation, MembersAround } from './members-contract.ts';
import type { Part } from './membership-contract.ts';
import { mayChooseLevel } from './membership-policy.ts';
import { findPair } from './pair-read-model.ts';
import { outcomeOf } from './posted.ts';

/** Most people proposed, and most whose offers are looked at more closely. */
const mostMatches = 6;
const mostCandidates = 200;
/** How long somebody is new. */
const newForMs = 60 * 86_400_000;

/** What is around the list of members, for one person; null when there is no such community. */
export async function lookAroundMembers(trx: TenantTransaction, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>, communityId: string, now: Date): Promise<MembersAround | null> {
  const { rows: [row] } = await sql<{ closed: boolean; coordinators: number; me: { part: Part; known_as: Calling[]; offers: string[]; seeks: string[]; time_zone: string | null; hosts: boolean; pairs: boolean } | null; every_weeks: number | null; next_at: Date | null; introductions: boolean; has_channel: boolean; told_at: Date | null; not_told: string | null; introduced_at: Date | null; words: string | null }>`
    select c.closed_at is not null as closed, g.every_weeks, g.next_at, c.introductions, i.told_at, i.not_told, i.at as introduced_at, i.words,
      exists (select from ties t where t.tenant_id = c.tenant_id and t.community_id = c.id and t.kind = 'channel' and t.state = 'sound') as has_channel,
      (select count(*)::int from memberships m where m.tenant_id = c.tenant_id and m.community_id = c.id and m.part = 'coordinator' and m.gone_at is null) as coordinators,
      (select to_json(x) from (select m.part, m.known_as, m.offers, m.seeks, m.hosts, m.pairs, p.time_zone from memberships m left join people p on p.tenant_id = m.tenant_id and p.id = m.person_id
        where m.tenant_id = c.tenant_id and m.community_id = c.id and m.person_id = ${personId}) x) as me
    from communities c left join pairings g on g.tenant_id = c.tenant_id and g.community_id = c.id left join member_introductions i on i.tenant_id = c.tenant_id and i.community_id = c.id and i.person_id = ${personId} where c.tenant_id = ${tenantId} and c.id = ${communityId}`.execute(trx);
  if (!row) return null;
  const { me } = row;
  const open = !row.closed;
  const introduction = row.introduced_at && outcomeOf({ toldAt: row.told_at, notTold: row.not_told, at: row.introduced_at }, now);
  const mayIntroduce = introduction === null || introduction.state === 'not-sent' || introduction.state === 'perhaps-sent';
  const mayChoose = open && mayChooseLevel(me?.part ?? null, row.coordinators).allowed;
  return {
    me: me && { part: me.part, knownAs: me.known_as, offers: me.offers, seeks: me.seeks, timeZone: me.time_zone, hosts: me.hosts, pairs: me.pairs },
    introductions: { wished: row.introductions && row.has_channel, mine: introduction?.state ?? null, why: introduction?.why ?? null, words: introduction && introduction.state !== 'sent' ? row.words : null },
    pair: me && row.next_at ? await pairOf(trx, tenantId, communityId, personId, new Date(now.getTime() - (row.every_weeks ?? 4) * 7 * 86_400_000)) : null,
    pairing: row.next_at && { everyWeeks: row.every_weeks!, nextAt: row.next_at.toISOString() },
    ...(me ? await welcomesOf(trx, tenantId, communityId, personId, now) : { host: null, welcomes: [] }),
    matches: me && me.seeks.length > 0 ? await findMatches(trx, tenantId, communityId, personId, me.seeks) : [],
    invitations: me ? await openInvitations(trx, { tenantId, personId }, communityId, { part: me.part, open, now }) : [],
    abilities: { describeMyself: open && me !== null, beActive: mayChoose && me?.part !== 'active', bePeripheral: mayChoose && me?.part !== 'peripheral', setPairing: open && me?.part === 'coordinator', wishIntroductions: open && me?.part === 'coordinator' && row.has_channel, introduceMyself: open && me !== null && row.introductions && row.has_channel && mayIntroduce },
  };
}

async function pairOf(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, since: Date): Promise<MembersAround['pair']> {
  const pair = await findPair(trx, tenantId, { communityId, personId, since });
  return pair && { id: pair.pairId, others: pair.skipped ? [] : pair.others, skippedByMe: pair.skipped, chatUrl: pair.others.length > 0 && !pair.skipped ? chatLink(pair.others.map(({ id }) => id)) : null };
}

/** Who welcomes the person, and whom they welcome: while the newcomer is new, and both are here. */
async function welcomesOf(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, now: Date): Promise<Pick<MembersAround, 'host' | 'welcomes'>> {
  const { rows } = await sql<{ host_id: string; person_id: string; other: string; display_name: string | null; job_title: string | null; department: string | null; seeks: string[]; at: Date }>`
    select w.host_id, w.person_id, o.person_id as other, p.display_name, p.job_title, p.department, o.seeks, w.at
    from member_welcomes w
    join memberships o on o.tenant_id = w.tenant_id and o.community_id = w.community_id and o.person_id = case when w.person_id = ${personId} then w.host_id else w.person_id end
    left join people p on p.tenant_id = o.tenant_id and p.id = o.person_id
    where w.tenant_id = ${tenantId} and w.community_id = ${communityId} and ${personId} in (w.host_id, w.person_id) and w.at > ${new Date(now.getTime() - newForMs)} order by w.at desc limit 20`.execute(trx);
  const shown = rows.map((row) => ({ mine: row.person_id === personId, person: { id: row.other, displayName: row.display_name ?? '', jobTitle: row.job_title, department: row.department }, seeks: row.seeks, since: row.at.toISOString(), chatUrl: chatLink([row.other]) }));
  const host = shown.find(({ mine }) => mine);
  return { host: host ? { ...host.person, chatUrl: host.chatUrl } : null, welcomes: shown.filter(({ mine }) => !mine).map(({ person, seeks, since, chatUrl }) => ({ person, seeks, since, chatUrl })) };
}

/** Members who offer what this one seeks: found by any of the words, then held against the rule. */
async function findMatches(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, seeks: readonly string[]): Promise<Match[]> {
  const { rows } = await sql<{ id: string; display_name: string | null; job_title: string | null; department: string | null; time_zone: string | null; offer: string; stems: string[] }>`
    with sought as (
      select string_agg(quote_literal(l), ' | ')::tsquery as q from (select distinct unnest(tsvector_to_array(to_tsvector('pg_catalog.english', s))) as l from unnest(${seeks}::text[]) s) x
    ), found as (
      select m.person_id, m.offers, ts_rank('{0, 0, 0, 1}', m.words, sought.q) as near from memberships m, sought
      where m.tenant_id = ${tenantId} and m.community_id = ${communityId} and m.person_id <> ${personId} and m.gone_at is null and m.words @@ sought.q order by near desc, m.person_id limit ${mostCandidates}
    )
    select f.person_id as id, p.display_name, p.job_title, p.department, p.time_zone, o.words as offer, tsvector_to_array(to_tsvector('pg_catalog.english', o.words)) as stems
    from found f left join people p on p.tenant_id = ${tenantId} and p.id = f.person_id, unnest(f.offers) with ordinality o(words, at)
    order by f.near desc, f.person_id, o.at`.execute(trx);
  const { rows: sought } = await sql<{ words: string; stems: string[] }>`select s.words, tsvector_to_array(to_tsvector('pg_catalog.english', s.words)) as stems from unnest(${seeks}::text[]) with ordinality s(words, at) order by s.at`.execute(trx);
  return matchesOf(sought, rows.map((each) => ({
    person: { id: each.id, displayName: each.display_name ?? '', jobTitle: each.job_title, department: each.department }, timeZone: each.time_zone, offer: each.offer, stems: each.stems,
  })), mostMatches);
}

/** Open invitations of oneself, and those to look after something that one sent; coordinators see all. */
export async function openInvitations(trx: TenantTransaction, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>, communityId: string, by: { part: Part; open: boolean; now: Date }): Promise<MemberInvitation[]> {
  const rows = await trx.selectFrom('member_invitations as i')
    .leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'i.tenant_id').onRef('p.id', '=', 'i.person_id'))
    .leftJoin('people as b', (join) => join.onRef('b.tenant_id', '=', 'i.tenant_id').onRef('b.id', '=', 'i.invited_by'))
    .select(['i.id', 'i.person_id', 'i.becomes', 'i.hand_over', 'i.invited_by', 'i.invited_at', 'i.not_told', 'i.thing_kind', 'i.thing_id', 'i.thing_at', 'i.expires_at', 'p.display_name as name', 'b.display_name as inviter'])
    .where('i.tenant_id', '=', tenantId).where('i.community_id', '=', communityId).where('i.state', '=', 'open').where(({ eb, or }) => or([eb('i.expires_at', 'is', null), eb('i.expires_at', '>', by.now)]))
    .$if(by.part !== 'coordinator', (query) => query.where(({ eb, and, or }) => or([eb('i.person_id', '=', personId), and([eb('i.becomes', '=', 'steward'), eb('i.invited_by', '=', personId)])]))).orderBy('i.invited_at', 'desc').orderBy('i.id').limit(50).execute();
  const things = rows.flatMap((row) => thingOf(row) ?? []);
  const names = await nameThings(trx, { tenantId, personId }, communityId, things, by.now);
  return rows.map((row) => {
    const thing = thingOf(row);
    return {
      id: row.id, person: { id: row.person_id, displayName: row.name ?? '' }, becomes: row.becomes as InvitedTo, handOver: row.hand_over, invitedBy: { id: row.invited_by, displayName: row.inviter ?? '' },
      thing: thing && { ...thing, at: thing.at?.toISOString() ?? null, name: names.get(thing.id) ?? null }, expiresAt: row.expires_at?.toISOString() ?? null,
      invitedAt: row.invited_at.toISOString(), notTold: row.not_told,
      abilities: { answer: by.open && row.person_id === personId, withdraw: by.open && row.person_id !== personId && (by.part === 'coordinator' || row.invited_by === personId) },
    };
  });
}
