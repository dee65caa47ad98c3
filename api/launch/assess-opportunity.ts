import { listSimilar } from '../communities/directory-read-model.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { BadInputError, ConflictError, NotAllowedError, NotFoundError, ProblemError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { someone, type Told } from '../platform/words.ts';
import { findPlaces } from '../ties/find-places.ts';
import { holdOpportunity } from './change-opportunity.ts';
import { editedCriteria } from './criteria.ts';
import type { Criterion, Evidence, Verdict } from './criteria-contract.ts';
import { criteriaStore } from './criteria-store.ts';
import { guidesStore } from './guides-store.ts';
import { mayEditGuides } from './opportunity-policy.ts';

type Needed = Pick<Services, 'database' | 'clock'>;

/** Somebody else changed the criteria or questions meanwhile; nothing was stored. */
export class GuideChangedError extends ConflictError {
  constructor(who: string) {
    super({ code: 'guide-changed', values: { who: someone(who) } });
  }
}

/** @throws NotAllowedError for everybody but programme leads */
export function demandEditGuides(actor: Pick<Actor, 'roles'>): void {
  if (mayEditGuides(actor)) return;
  throw new NotAllowedError({ code: 'programme-lead-only', about: 'guides' });
}

/** The criteria as they stand, and whether this person may change them. */
export async function readCriteria(trx: TenantTransaction, actor: Actor) {
  const { version, items, updatedBy, updatedAt } = await criteriaStore.read(trx, actor.tenantId);
  return { version, updatedBy, updatedAt: updatedAt?.toISOString() ?? null, items: [...items], mayEdit: mayEditGuides(actor) };
}

/** @throws NotAllowedError, GuideChangedError, BadInputError for a criterion without words */
export async function editCriteria({ database, clock }: Needed, actor: Actor, wanted: readonly Pick<Criterion, 'id' | 'about' | 'weight' | 'name' | 'hint'>[], basedOn: number) {
  demandEditGuides(actor);
  return database.inTenant(actor.tenantId, async (trx) => {
    const before = await criteriaStore.read(trx, actor.tenantId);
    const wordless = wanted.findIndex(({ id, name }) => name === null && !before.items.some((each) => each.id === id && each.standard !== null));
    if (wordless >= 0) throw new BadInputError([{ field: `/items/${wordless}/name`, refused: 'criterion-without-words' }]);
    const by = { personId: actor.personId, now: clock() };
    if (before.version !== basedOn || !await guidesStore.write(trx, actor.tenantId, 'criteria', editedCriteria(before.items, wanted), basedOn, by)) {
      throw new GuideChangedError((await criteriaStore.read(trx, actor.tenantId)).updatedBy?.displayName ?? '');
    }
    await peopleStore.rememberName(trx, actor.tenantId, actor.personId, actor.displayName);
    return readCriteria(trx, actor);
  });
}

/** Keeps how a person sees a criterion of an opportunity, beside what others say. @throws NotFoundError */
export async function assessOpportunity({ database, clock }: Needed, actor: Actor, of: { opportunityId: string; criterionId: string }, said: { verdict: Verdict | null; note: string }): Promise<Evidence> {
  const { tenantId, personId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    await holdOpportunity(trx, actor, of.opportunityId);
    const { items } = await criteriaStore.read(trx, tenantId);
    if (!items.some(({ id }) => id === of.criterionId)) throw new NotFoundError('criterion');
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    await criteriaStore.assess(trx, tenantId, { ...of, personId }, said, clock());
    return criteriaStore.evidenceOf(trx, tenantId, of.opportunityId, personId);
  });
}

interface FoundEvidence { communities: { id: string; name: string }[]; teams: { groupId: string; name: string; hasFiles: boolean }[]; trouble: Told | null }

/** What is there already and speaks for an opportunity, as this person sees it. Where Microsoft 365 does not answer, what Trellis knows itself. @throws NotFoundError */
export async function findEvidence(services: Pick<Services, 'database' | 'graph'>, actor: Actor, opportunityId: string, signal: AbortSignal): Promise<FoundEvidence> {
  const { name, communityId, communities } = await services.database.inTenant(actor.tenantId, async (trx) => {
    const held = await holdOpportunity(trx, actor, opportunityId);
    return { ...held, communities: await listSimilar(trx, actor.tenantId, actor.personId, { name: held.name }) };
  });
  const known = communities.filter(({ id }) => id !== communityId).map(({ id, name }) => ({ id, name }));
  try {
    const { teams } = await findPlaces(services.graph.asPerson(actor), { needs: ['files', 'talk'], name, topics: [], people: [], groupId: null }, { signal });
    const speaks = teams.map(({ groupId, name, reasons, places }) => ({
      groupId, name, alike: [...reasons, ...places.flatMap((place) => place.reasons)].some((reason) => reason === 'same-name' || reason === 'like-name' || reason === 'topic'),
      hasFiles: [...reasons, ...places.flatMap((place) => place.reasons)].includes('has-files'),
    }));
    return { communities: known, teams: speaks.filter(({ alike, hasFiles }) => alike || hasFiles).map(({ groupId, name, hasFiles }) => ({ groupId, name, hasFiles })), trouble: null };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { communities: known, teams: [], trouble: error.told };
  }
}
