import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Stage } from '../communities/communities-contract.ts';
import { membershipStore } from '../membership/membership-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { NotFoundError } from '../platform/errors.ts';
import { fromCursor, toCursor } from '../platform/http/page-cursor.ts';
import type { Actor } from '../platform/identity/actor.ts';
import { scoreOf } from './criteria.ts';
import { criteriaStore } from './criteria-store.ts';
import { boardStages, nextFor } from './opportunity.ts';
import type { BoardCard, BoardStage, OpportunityPage } from './opportunity-contract.ts';
import { planStore } from './plan-store.ts';
import { demandOpportunity, maySeeBoard } from './opportunity-policy.ts';
import { mayReadPlan } from './series-policy.ts';

/** Whether this person coordinates a community that is open. */
export async function coordinatesSome(trx: TenantTransaction, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>): Promise<boolean> {
  const { rows } = await sql`select from memberships m join communities c on c.tenant_id = m.tenant_id and c.id = m.community_id
    where m.tenant_id = ${tenantId} and m.person_id = ${personId} and m.part = 'coordinator' and c.closed_at is null limit 1`.execute(trx);
  return rows.length > 0;
}

/** Whether this person proposed something that is on the board, or has a talk about it: then it is of use to them, too. */
export async function hasOwnOnBoard(trx: TenantTransaction, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>): Promise<boolean> {
  const { rows: [row] } = await sql<{ has: boolean }>`select exists (select from opportunities where tenant_id = ${tenantId} and proposed_by = ${personId})
    or exists (select from interviews where tenant_id = ${tenantId} and (interviewer_id = ${personId} or interviewee_id = ${personId})) as has`.execute(trx);
  return row!.has;
}

interface CardRow {
  kind: BoardCard['kind']; id: string; name: string; about: string; stage: BoardStage; moved_at: Date; launch_on: string | null; next_step: string; learned: string;
  proposed_by: string | null; proposer: string | null; community_id: string | null; community_name: string | null; community_stage: Stage | null; community_closed: boolean | null;
}

/**
 * Every card that a person is shown: opportunities, and the early communities that were never proposed as one. People who
 * have not met as a community yet (potential) are being prepared; who meets (coalescing) is launched.
 */
function cardsFor(tenantId: string, personId: string, all: boolean): RawBuilder<unknown> {
  const pilots = sql`
    union all
    select 'pilot', c.id, c.name, c.about, case c.stage when 'potential' then 'preparing' else 'launched' end, c.created_at, null, '', '',
           null, null, c.id, c.name, c.stage, false
    from communities c
    where c.tenant_id = ${tenantId} and c.closed_at is null and c.stage in ('potential', 'coalescing')
      and not exists (select from opportunities o where o.tenant_id = ${tenantId} and o.community_id = c.id)`;
  return sql`
    select 'opportunity' as kind, o.id, o.name, o.about, o.stage, o.moved_at, o.launch_on::text as launch_on, o.next_step,
           case o.stage when 'let-go' then coalesce((select m.learned from opportunity_moves m where m.tenant_id = o.tenant_id and m.opportunity_id = o.id order by m.id desc limit 1), '') else '' end as learned,
           o.proposed_by, coalesce(p.display_name, '') as proposer, c.id as community_id, c.name as community_name, c.stage as community_stage, c.closed_at is not null as community_closed
    from opportunities o
    left join people p on p.tenant_id = o.tenant_id and p.id = o.proposed_by
    left join communities c on c.tenant_id = o.tenant_id and c.id = o.community_id
    where o.tenant_id = ${tenantId} ${all ? sql`` : sql`and o.proposed_by = ${personId}`}
    ${all ? pilots : sql``}`;
}

/** Cards of a stage that the board shows at first. */
const firstCards = 50;

/** The board as this person is shown it: a stage a column, in each what moved last first. */
export async function readBoard(trx: TenantTransaction, actor: Actor, today: string) {
  const { tenantId, personId } = actor;
  const all = maySeeBoard(actor, await coordinatesSome(trx, actor));
  const { rows } = await sql<CardRow & { place: number; count: number }>`
    select * from (
      select x.*, row_number() over (partition by x.stage order by x.moved_at desc, x.id)::int as place, count(*) over (partition by x.stage)::int as count
      from (${cardsFor(tenantId, personId, all)}) x
    ) y where place <= ${firstCards + 1} order by place`.execute(trx);
  const toCard = await cardMaker(trx, actor, rows, today);
  return {
    all,
    columns: boardStages.map((stage) => {
      const found = rows.filter((row) => row.stage === stage);
      return { stage, count: found[0]?.count ?? 0, ...pageOf(found, firstCards, toCard) };
    }),
  };
}

const place = z.tuple([z.iso.datetime(), z.guid()]);

/** One page of a stage. */
export async function listColumnPage(trx: TenantTransaction, actor: Actor, stage: BoardStage, query: { cursor?: string | undefined; limit: number }, today: string) {
  const after = fromCursor(query.cursor, place);
  const all = maySeeBoard(actor, await coordinatesSome(trx, actor));
  const { rows } = await sql<CardRow>`
    select * from (${cardsFor(actor.tenantId, actor.personId, all)}) x
    where x.stage = ${stage} ${after ? sql`and (x.moved_at < ${after[0]}::timestamptz or (x.moved_at = ${after[0]}::timestamptz and x.id > ${after[1]}))` : sql``}
    order by x.moved_at desc, x.id limit ${query.limit + 1}`.execute(trx);
  return pageOf(rows, query.limit, await cardMaker(trx, actor, rows, today));
}

function pageOf(rows: readonly CardRow[], limit: number, toCard: (row: CardRow) => BoardCard): { items: BoardCard[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(toCard), next: rows.length > limit && last ? toCursor([last.moved_at.toISOString(), last.id]) : null };
}

/** Makes cards of these rows, with what was judged of each. */
async function cardMaker(trx: TenantTransaction, actor: Actor, rows: readonly CardRow[], today: string): Promise<(row: CardRow) => BoardCard> {
  const { tenantId, personId, roles } = actor;
  const { items: criteria } = await criteriaStore.read(trx, tenantId);
  const judged = await criteriaStore.listJudged(trx, tenantId, rows.filter(({ kind }) => kind === 'opportunity').map(({ id }) => id));
  const communities = rows.flatMap(({ community_id: id }) => id ?? []);
  const plans = await planStore.glance(trx, tenantId, communities);
  const parts = await membershipStore.partsIn(trx, tenantId, personId, communities);
  return (row) => {
    const plan = row.community_id === null ? undefined : plans.get(row.community_id);
    const launchOn = plan ? plan.launchOn : row.launch_on;
    const score = row.kind === 'pilot' ? null : scoreOf(criteria, judged.get(row.id) ?? []);
    const evidenceOpen = score !== null && score.potential.open + score.readiness.open > 0;
    return {
      kind: row.kind, id: row.id, name: row.name, about: row.about, stage: row.stage, movedAt: row.moved_at.toISOString(), launchOn, nextStep: row.next_step,
      plan: plan ? { step: plan.step && { ...plan.step, overdue: plan.step.dueOn !== null && plan.step.dueOn < today }, mayRead: mayReadPlan(parts.get(row.community_id!) ?? null, { roles }).allowed } : null, learned: row.learned, score,
      next: nextFor({ stage: row.stage, hasCommunity: row.community_id !== null, launchOn, evidenceOpen }, today),
      proposedBy: row.proposed_by === null ? null : { id: row.proposed_by, displayName: row.proposer ?? '' },
      community: row.community_id === null ? null : { id: row.community_id, name: row.community_name ?? '', stage: row.community_stage ?? 'potential', closed: row.community_closed === true },
    };
  };
}

/** Moves that an opportunity shows. */
const shownMoves = 30;

/** One opportunity with its history. @throws NotFoundError also for whoever may not see it */
export async function readOpportunity(trx: TenantTransaction, actor: Actor, id: string, today: string): Promise<OpportunityPage> {
  const { tenantId } = actor;
  const { rows: [row] } = await sql<CardRow & { proposed_at: Date; proposed_by: string }>`
    select x.*, o.proposed_at from (${cardsFor(tenantId, actor.personId, true)}) x join opportunities o on o.tenant_id = ${tenantId} and o.id = x.id where x.kind = 'opportunity' and x.id = ${id}`.execute(trx);
  if (!row) throw new NotFoundError('opportunity');
  demandOpportunity(actor, { coordinates: await coordinatesSome(trx, actor), proposedBy: row.proposed_by });
  const moves = await trx.selectFrom('opportunity_moves as m').leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .select(['m.before', 'm.stage', 'm.learned', 'm.at', 'm.person_id', 'p.display_name'])
    .where('m.tenant_id', '=', tenantId).where('m.opportunity_id', '=', id).orderBy('m.id', 'desc').limit(shownMoves).execute();
  return {
    ...(await cardMaker(trx, actor, [row], today))(row), kind: 'opportunity', evidence: await criteriaStore.evidenceOf(trx, tenantId, id, actor.personId), proposedAt: row.proposed_at.toISOString(), proposedBy: { id: row.proposed_by, displayName: row.proposer ?? '' },
    moves: moves.map((move) => ({
      before: move.before as BoardStage, stage: move.stage as BoardStage, learned: move.learned, at: move.at.toISOString(), by: { id: move.person_id, displayName: move.display_name ?? '' },
    })),
  };
}
