import { ConflictError, ProblemError } from '../platform/errors.ts';
import { GraphError, isGraphFailure } from '../platform/graph/graph-error.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { type AnyStep, StepRefusedError, type StepDone, type StepName, type StillGoing } from './ledger.ts';
import { type Language, problemWords, sayIn, type Told, type Values } from '../platform/words.ts';
import { type GraphWrite, ledgerStore, type WriteState } from './ledger-store.ts';
import { steps } from './steps.ts';

/** Longest time for one step, and, longer, how long steps stay in the hand of a process that may have died. */
const stepDeadlineMs = 8_000;
const inHandMs = 30_000;

/**
 * Does the writes to Microsoft 365 that a community has intended and that are still open, in the
 * actor's name (calendars exist for people only, so no background job can). Each is recorded
 * before and after; two at once, or again after a crash, do nothing twice. What does not fit into
 * the time that a process has them in hand is left for the next call.
 *
 * @param how.again also what failed before for a reason that somebody had to see to
 */
export async function doWrites(services: Services, actor: Actor, communityId: string, how: { again: boolean; signal: AbortSignal }): Promise<void> {
  const { tenantId } = actor;
  const began = services.clock();
  const until = performance.now() + inHandMs - stepDeadlineMs - 2_000;
  const { open, done } = await services.database.inTenant(tenantId, async (trx) => ({
    open: await ledgerStore.claim(trx, tenantId, communityId, how.again ? ['intended', 'failed'] : ['intended'], began, new Date(began.getTime() + inHandMs)),
    done: await ledgerStore.list(trx, tenantId, communityId, ['done']),
  }));
  const outcomes = new Map<string, Settled>(done.map(({ id }) => [id, { state: 'done', result: {} }]));
  let silent: Settled | null = null;
  let wantsMore = false;
  for (const write of open) {
    // Who got no answer at all asks for nothing more just now.
    const inTheWay = silent ?? write.needs.map((id) => outcomes.get(id) ?? waiting).find(({ state }) => state !== 'done') ?? null;
    const settled: Settled = inTheWay && isGoing(inTheWay.result) ? waiting : inTheWay ?? (performance.now() > until ? waiting : await attempt(services, steps[write.step], actor, write, how.signal));
    if (settled.noAnswer) silent = settled;
    outcomes.set(write.id, settled);
    await services.database.inTenant(tenantId, async (trx) => {
      const now = services.clock();
      if (settled.state === 'done' && !inTheWay) {
        await steps[write.step].then?.(trx, { tenantId, communityId, personId: actor.personId, content: write.content, done: settled.result as StepDone, now });
      }
      await ledgerStore.settle(trx, tenantId, write.id, settled.state, settled.result, now);
      const { refused } = steps[write.step];
      if (settled.state !== 'failed' || inTheWay || !refused) return;
      await refused(trx, { tenantId, communityId, personId: actor.personId, content: write.content, why: asTold(settled.result), now });
      wantsMore = true;
    });
  }
  if (wantsMore) await doWrites(services, actor, communityId, { again: false, signal: how.signal });
}

/** Gives up a write that is not done, and what follows from that. @throws ConflictError when there is no such write, or a process has it in hand */
export async function giveUpWrite(services: Services, actor: Actor, communityId: string, writeId: string, signal: AbortSignal): Promise<void> {
  const { tenantId, personId } = actor;
  const now = services.clock();
  const wantsMore = await services.database.inTenant(tenantId, async (trx) => {
    const write = (await ledgerStore.list(trx, tenantId, communityId, ['intended', 'failed'])).find(({ id }) => id === writeId);
    if (!write || !await ledgerStore.cancel(trx, tenantId, communityId, writeId, now)) throw new ConflictError({ code: 'not-to-be-cancelled' });
    const { refused } = steps[write.step];
    await refused?.(trx, { tenantId, communityId, personId, content: write.content, why: null, now });
    return refused !== undefined;
  });
  if (wantsMore) await doWrites(services, actor, communityId, { again: false, signal });
}

/** `noAnswer`: Graph let the whole time of a step pass. */
interface Settled { state: WriteState; result: object; noAnswer?: boolean }

const waiting: Settled = {
  state: 'intended',
  result: { code: 'not-done-yet' } satisfies Told,
};

async function attempt(services: Services, step: AnyStep, actor: Actor, write: GraphWrite, signal: AbortSignal): Promise<Settled> {
  try {
    const result: StepDone | StillGoing = await step.do({
      mark: write.mark, content: step.content.parse(write.content), intendedAt: write.intendedAt, isFirst: write.attempts === 1, noted: isGoing(write.result) ? write.result.noted : null,
      session: services.graph.asPerson(actor), settings: services.settings, options: { signal, deadlineMs: stepDeadlineMs },
    });
    return { state: isGoing(result) ? 'intended' : 'done', result };
  } catch (error) {
    const known = troubleOf(error);
    if (!known) throw error;
    services.logger.warn({ code: known.trouble.code, step: write.step }, 'a write to Microsoft 365 is not done');
    return { state: known.passing ? 'intended' : 'failed', result: { ...known.trouble, step: write.step }, noAnswer: isGraphFailure(error, 'timeout', 'aborted') };
  }
}

/** What is kept of trouble: with the step that met it, as those that need it are not done for its reason. */
type Trouble = Told & { step?: StepName };

/** Why a step is not done; `passing` when trying again may be enough. Null for a fault of our own. */
function troubleOf(error: unknown): { trouble: Told; passing: boolean } | null {
  if (error instanceof StepRefusedError) return { trouble: error.told, passing: false };
  if (error instanceof ProblemError) return { trouble: error.told, passing: true };
  if (!(error instanceof GraphError)) return null;
  return { trouble: { code: error.code, about: 'step', values: { graphCode: error.graphCode ?? error.failure } }, passing: error.passing || error.failure === 'aborted' };
}

/** A write that is not done, as screens show it. `going`: Microsoft 365 works on it. */
export interface OpenWrite { id: string; step: StepName; going: boolean; code: string; detail: string; remedy: string }

/** The writes that are not done, as the page shows them to those who can see to them. */
export function openWrites(writes: readonly Pick<GraphWrite, 'id' | 'step' | 'state' | 'result'>[], language: Language): OpenWrite[] {
  return writes.filter(({ state }) => state === 'intended' || state === 'failed').map(({ id, step, result }) => {
    const told = troubleIn(result);
    return { id, step, going: isGoing(result), code: told.code, ...stepTrouble(step, told, language) };
  });
}

/** Why a step is not done, in the reader's words. */
export function stepTrouble(step: StepName, told: Trouble, language: Language): { detail: string; remedy: string } {
  const { detail, remedy } = problemWords({ ...told, values: { ...told.values, ...wordsOfStep(told.step ?? step) } }, language);
  return { detail, remedy: remedy ?? sayIn(language)('steps.tryAgain') };
}

const troubleIn = (result: unknown): Trouble => (isGoing(result) ? { code: 'still-going' } : asTold(result) ?? { code: 'not-done-yet' });

/** What is said of each step: what failed, and what it means, and helps, when Graph forbids it. */
const wordsOfStep = (step: StepName): Values => ({ failed: { say: `steps.${step}.failed` }, forbidden: { say: `steps.${step}.forbidden` }, help: { say: `steps.${step}.help` } });

function isGoing(result: unknown): result is StillGoing {
  return result !== null && typeof result === 'object' && 'going' in result;
}

function asTold(result: unknown): Trouble | null {
  return result !== null && typeof result === 'object' && 'code' in result ? result as Trouble : null;
}
