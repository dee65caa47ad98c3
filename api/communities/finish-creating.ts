import { isGraphFailure } from '../platform/graph/graph-error.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { doStep, troubleOf } from './creating-steps.ts';
import { creatingSteps, graphWritesStore, type CreatingStep, type GraphWrite, type StepTrouble } from './graph-writes-store.ts';

/** Longest time for one step, and, longer, how long a step stays in the hand of a process that may have died. */
const stepDeadlineMs = 8_000;
const inHandMs = stepDeadlineMs * creatingSteps.length + 6_000;

/**
 * Does the writes to Microsoft 365 that creating a community intended and that are still open, in
 * the actor's name (calendars exist for people only, so no background job can). Each is recorded
 * before and after; two at once, or again after a crash, do nothing twice.
 *
 * @param how.again also what failed before for a reason that somebody had to see to
 */
export async function finishCreating(services: Services, actor: Actor, communityId: string, how: { again: boolean; signal: AbortSignal }): Promise<void> {
  const { tenantId } = actor;
  const now = services.clock();
  const open = await services.database.inTenant(tenantId, (trx) => graphWritesStore.claim(
    trx, tenantId, communityId, how.again ? ['intended', 'failed'] : ['intended'], now, new Date(now.getTime() + inHandMs),
  ));
  let inTheWay: Settled | null = null;
  for (const write of open) {
    // Without the app in the team there is nothing to pin; and who got no answer at all asks for nothing more just now.
    const settled: Settled = inTheWay && (write.step === 'pin-tab' || inTheWay.noAnswer) ? inTheWay : await attempt(services, actor, write, how.signal);
    if (settled.noAnswer || (write.step === 'install-app' && settled.state !== 'done')) inTheWay = settled;
    await services.database.inTenant(tenantId, (trx) => graphWritesStore.settle(trx, tenantId, write.id, settled.state, settled.result, services.clock()));
  }
}

/** `noAnswer`: Graph let the whole time of a step pass. */
interface Settled { state: GraphWrite['state']; result: object; noAnswer?: boolean }

async function attempt(services: Services, actor: Actor, write: GraphWrite, signal: AbortSignal): Promise<Settled> {
  try {
    const result = await doStep[write.step](write, services.graph.asPerson(actor), services.settings, { signal, deadlineMs: stepDeadlineMs });
    return { state: 'done', result };
  } catch (error) {
    const known = troubleOf(write.step, error);
    if (!known) throw error;
    services.logger.warn({ code: known.trouble.code, step: write.step }, 'a step of creating a community is not done');
    return { state: known.passing ? 'intended' : 'failed', result: known.trouble, noAnswer: isGraphFailure(error, 'timeout', 'aborted') };
  }
}

/** What of creating is not done, as the page shows it to those who can see to it. */
export function unfinishedSteps(writes: readonly GraphWrite[]): ({ step: CreatingStep } & StepTrouble)[] {
  return writes.filter((write) => write.state !== 'done').map((write) => ({ step: write.step, ...(asTrouble(write.result) ?? notYet) }));
}

const notYet: StepTrouble = {
  code: 'not-done-yet', detail: 'Microsoft 365 has not confirmed this yet.', remedy: 'Nothing to do: it is looked at again when you open this page in a minute. You can also try now.',
};

function asTrouble(result: unknown): StepTrouble | null {
  return result !== null && typeof result === 'object' && 'code' in result && 'detail' in result && 'remedy' in result ? result as StepTrouble : null;
}
