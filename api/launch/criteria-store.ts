import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import { guidesStore, type Guide } from './guides-store.ts';
import { type Judged, scoreOf, standardCriteria, standingOf } from './criteria.ts';
import type { Assessment, Criterion, Evidence, Verdict } from './criteria-contract.ts';

/** What people say of the criteria of opportunities. */
export const criteriaStore = {
  read: (trx: TenantTransaction, tenantId: string): Promise<Guide<Criterion>> => guidesStore.read(trx, tenantId, 'criteria', standardCriteria),

  /** Keeps what a person says in place of what they said before; nothing said takes it away. */
  async assess(trx: TenantTransaction, tenantId: string, of: { opportunityId: string; criterionId: string; personId: string }, said: { verdict: Verdict | null; note: string }, now: Date): Promise<void> {
    const key = { tenant_id: tenantId, opportunity_id: of.opportunityId, criterion_id: of.criterionId, person_id: of.personId };
    if (said.verdict === null && said.note === '') {
      await trx.deleteFrom('opportunity_assessments').where((where) => where.and(key)).execute();
      return;
    }
    await trx.insertInto('opportunity_assessments').values({ ...key, ...said, at: now })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'opportunity_id', 'criterion_id', 'person_id']).doUpdateSet({ ...said, at: now })).execute();
  },

  /** What was judged of each of these opportunities, by opportunity; without who said it. */
  async listJudged(trx: TenantTransaction, tenantId: string, opportunityIds: readonly string[]): Promise<Map<string, Judged[]>> {
    const judged = new Map<string, Judged[]>();
    if (opportunityIds.length === 0) return judged;
    const { rows } = await sql<{ opportunity_id: string; criterion_id: string; verdict: Verdict }>`
      select distinct opportunity_id, criterion_id, verdict from opportunity_assessments
      where tenant_id = ${tenantId} and opportunity_id = any(${sql.val(opportunityIds)}::uuid[]) and verdict is not null`.execute(trx);
    for (const row of rows) judged.set(row.opportunity_id, [...judged.get(row.opportunity_id) ?? [], { criterionId: row.criterion_id, verdict: row.verdict }]);
    return judged;
  },

  /** An opportunity's score with all that it is made of, as this person sees it. */
  async evidenceOf(trx: TenantTransaction, tenantId: string, opportunityId: string, personId: string): Promise<Evidence> {
    const { items } = await this.read(trx, tenantId);
    const rows = await trx.selectFrom('opportunity_assessments as a').leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.person_id'))
      .select(['a.criterion_id', 'a.person_id', 'p.display_name', 'a.verdict', 'a.note', 'a.at']).where('a.tenant_id', '=', tenantId).where('a.opportunity_id', '=', opportunityId).orderBy('a.at').orderBy('a.person_id').execute();
    const saidOf = (id: string): Assessment[] => rows.filter((row) => row.criterion_id === id)
      .map((row) => ({ by: { id: row.person_id, displayName: row.display_name ?? '' }, mine: row.person_id === personId, verdict: row.verdict, note: row.note, at: row.at.toISOString() }));
    return {
      score: scoreOf(items, rows.map((row) => ({ criterionId: row.criterion_id, verdict: row.verdict }))),
      criteria: items.map((each) => {
        const assessments = saidOf(each.id);
        return { ...each, standing: standingOf(assessments.map(({ verdict }) => verdict)), assessments };
      }).filter(({ retired, assessments }) => !retired || assessments.length > 0),
    };
  },
};
