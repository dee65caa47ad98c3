import { sql } from 'kysely';
import type { Person } from '../membership/membership-contract.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { InterviewSummary, Share } from './interview-contract.ts';

export interface Interview {
  id: string; opportunityId: string; interviewerId: string; intervieweeId: string; state: InterviewSummary['state'];
  startsAt: Date | null; minutes: number | null; timeZone: string | null; eventMark: string | null; eventId: string | null; sharingVersion: number;
}

interface SummaryRow {
  id: string; state: Interview['state']; starts_at: Date | null; minutes: number | null; time_zone: string | null; event_id: string | null; sharing_version: number;
  opportunity_id: string; opportunity_name: string; opportunity_about: string; interviewer_id: string; interviewer: string; interviewee_id: string; interviewee: string; asked: boolean;
}

/** Talks, what is to be shared of them, and the notes. */
export const interviewStore = {
  /** A talk that is held until the transaction ends; undefined when there is none. */
  async hold(trx: TenantTransaction, tenantId: string, id: string): Promise<Interview | undefined> {
    const row = await trx.selectFrom('interviews').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
    return row && {
      id: row.id, opportunityId: row.opportunity_id, interviewerId: row.interviewer_id, intervieweeId: row.interviewee_id, state: row.state,
      startsAt: row.starts_at, minutes: row.minutes, timeZone: row.time_zone, eventMark: row.event_mark, eventId: row.event_id, sharingVersion: row.sharing_version,
    };
  },

  /** Stores a talk; false when the id is taken. */
  async insert(trx: TenantTransaction, tenantId: string, of: Pick<Interview, 'id' | 'opportunityId' | 'interviewerId' | 'intervieweeId'>, now: Date): Promise<boolean> {
    const row = await trx.insertInto('interviews').values({
      tenant_id: tenantId, id: of.id, opportunity_id: of.opportunityId, interviewer_id: of.interviewerId, interviewee_id: of.intervieweeId, state: 'planned',
      starts_at: null, minutes: null, time_zone: null, event_mark: null, event_id: null, made_at: now,
    }).onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()).returning('id').executeTakeFirst();
    return row !== undefined;
  },

  /** When it is, under which mark it is to be on the calendars, and the event once it is. */
  async setTime(trx: TenantTransaction, tenantId: string, id: string, time: Pick<Interview, 'state' | 'startsAt' | 'minutes' | 'timeZone' | 'eventMark' | 'eventId'>): Promise<void> {
    await trx.updateTable('interviews').set({ state: time.state, starts_at: time.startsAt, minutes: time.minutes, time_zone: time.timeZone, event_mark: time.eventMark, event_id: time.eventId })
      .where('tenant_id', '=', tenantId).where('id', '=', id).execute();
  },

  async listShares(trx: TenantTransaction, tenantId: string, id: string): Promise<Share[]> {
    return trx.selectFrom('interview_shares').select(['id', 'kind', 'words', 'state']).where('tenant_id', '=', tenantId).where('interview_id', '=', id).orderBy('position').execute();
  },

  async setShares(trx: TenantTransaction, tenantId: string, id: string, shares: readonly Share[], version: number): Promise<void> {
    await trx.deleteFrom('interview_shares').where('tenant_id', '=', tenantId).where('interview_id', '=', id).execute();
    if (shares.length > 0) await trx.insertInto('interview_shares').values(shares.map((share, position) => ({ tenant_id: tenantId, interview_id: id, ...share, position }))).execute();
    await trx.updateTable('interviews').set({ sharing_version: version }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
  },

  /** The notes of a talk, given to its interviewer alone: row-level security knows who asks. */
  async readNotes(trx: TenantTransaction, tenantId: string, id: string, personId: string): Promise<string> {
    return asPerson(trx, personId, async () => {
      const row = await trx.selectFrom('interview_notes').select('notes').where('tenant_id', '=', tenantId).where('interview_id', '=', id).executeTakeFirst();
      return row?.notes ?? '';
    });
  },

  async writeNotes(trx: TenantTransaction, tenantId: string, id: string, personId: string, notes: string, now: Date): Promise<void> {
    await asPerson(trx, personId, () => trx.insertInto('interview_notes').values({ tenant_id: tenantId, interview_id: id, interviewer_id: personId, notes, updated_at: now })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'interview_id']).doUpdateSet({ notes, updated_at: now })).execute());
  },

  /** The interviewee withdrew: nothing of the talk is kept but that there was one. */
  async forget(trx: TenantTransaction, tenantId: string, { id, interviewerId, sharingVersion }: Interview): Promise<void> {
    await this.setShares(trx, tenantId, id, [], sharingVersion + 1);
    // Row-level security opens the notes to their interviewer only, who keeps them no longer.
    await asPerson(trx, interviewerId, () => trx.deleteFrom('interview_notes').where('tenant_id', '=', tenantId).where('interview_id', '=', id).execute());
    await trx.updateTable('interviews').set({ state: 'withdrawn' }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
  },

  /** A person's talks, of one opportunity or all, or one of them: those that wait for them first, then the latest. */
  async listSummaries(trx: TenantTransaction, tenantId: string, personId: string, of: { id?: string; opportunityId?: string } = {}): Promise<InterviewSummary[]> {
    const { rows } = await sql<SummaryRow>`
      select * from (select i.id, i.state, i.made_at, i.starts_at, i.minutes, i.time_zone, i.event_id, i.sharing_version, i.opportunity_id, o.name as opportunity_name, o.about as opportunity_about,
        i.interviewer_id, coalesce(a.display_name, '') as interviewer, i.interviewee_id, coalesce(b.display_name, '') as interviewee,
        exists (select from interview_shares s where s.tenant_id = i.tenant_id and s.interview_id = i.id and s.state = 'asked') as asked
      from interviews i join opportunities o on o.tenant_id = i.tenant_id and o.id = i.opportunity_id
        left join people a on a.tenant_id = i.tenant_id and a.id = i.interviewer_id left join people b on b.tenant_id = i.tenant_id and b.id = i.interviewee_id
      where i.tenant_id = ${tenantId} and (i.interviewer_id = ${personId} or i.interviewee_id = ${personId})
        ${of.id ? sql`and i.id = ${of.id}` : sql``} ${of.opportunityId ? sql`and i.opportunity_id = ${of.opportunityId}` : sql``}
      ) x order by (x.asked and x.interviewee_id = ${personId}) desc, coalesce(x.starts_at, x.made_at) desc, x.id limit 100`.execute(trx);
    return rows.map((row) => ({
      id: row.id, opportunity: { id: row.opportunity_id, name: row.opportunity_name, about: row.opportunity_about },
      interviewer: { id: row.interviewer_id, displayName: row.interviewer }, interviewee: { id: row.interviewee_id, displayName: row.interviewee },
      mine: row.interviewer_id === personId ? 'interviewer' : 'interviewee', state: row.state, startsAt: row.starts_at?.toISOString() ?? null, minutes: row.minutes, timeZone: row.time_zone,
      calendar: row.starts_at === null || row.state !== 'planned' ? 'none' : row.event_id === null ? 'open' : 'done', asked: row.asked,
    }));
  },

  /** What people agreed to share from talks about an opportunity. */
  async listShared(trx: TenantTransaction, tenantId: string, opportunityId: string): Promise<{ issues: { id: string; words: string }[]; leaders: (Person & { words: string })[] }> {
    const rows = await trx.selectFrom('interview_shares as s').innerJoin('interviews as i', (join) => join.onRef('i.tenant_id', '=', 's.tenant_id').onRef('i.id', '=', 's.interview_id'))
      .leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'i.tenant_id').onRef('p.id', '=', 'i.interviewee_id'))
      .select(['s.id', 's.kind', 's.words', 'i.interviewee_id', 'p.display_name', 'p.job_title', 'p.department'])
      .where('s.tenant_id', '=', tenantId).where('i.opportunity_id', '=', opportunityId).where('s.state', '=', 'agreed')
      // In an order that does not tell which came from one talk.
      .orderBy(sql`lower(s.words)`).orderBy('s.id').execute();
    return {
      issues: rows.filter(({ kind }) => kind === 'issue').map(({ id, words }) => ({ id, words })),
      leaders: rows.filter(({ kind }) => kind === 'would-lead').map((row) => ({ id: row.interviewee_id, displayName: row.display_name ?? '', jobTitle: row.job_title, department: row.department, words: row.words })),
    };
  },
};

/** Within the transaction, row-level security takes what is done for this person's. */
async function asPerson<T>(trx: TenantTransaction, personId: string, work: () => Promise<T>): Promise<T> {
  await sql`select set_config('trellis.person', ${personId}, true)`.execute(trx);
  const result = await work();
  await sql`select set_config('trellis.person', '', true)`.execute(trx);
  return result;
}
