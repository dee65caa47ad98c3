import { ProblemError } from '../platform/errors.ts';
import { GraphError, isGraphFailure } from '../platform/graph/graph-error.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { type AnyStep, StepRefusedError, type StepDone, type StepName, type StepTrouble, type StillGoing } from './ledger.ts';
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
    });
  }
}

/** `noAnswer`: Graph let the whole time of a step pass. */
interface Settled { state: WriteState; result: object; noAnswer?: boolean }

const waiting: Settled = {
  state: 'intended',
  result: { code: 'not-done-yet', detail: 'Microsoft 365 has not confirmed this yet.', remedy: 'Nothing to do: it is looked at again when you open this page in a minute. You can also try now.' } satisfies StepTrouble,
};

async function attempt(services: Services, step: AnyStep, actor: Actor, write: GraphWrite, signal: AbortSignal): Promise<Settled> {
  try {
    const result: StepDone | StillGoing = await step.do({
      mark: write.mark, content: step.content.parse(write.content), intendedAt: write.intendedAt, isFirst: write.attempts === 1, noted: isGoing(write.result) ? write.result.noted : null,
      session: services.graph.asPerson(actor), settings: services.settings, options: { signal, deadlineMs: stepDeadlineMs },
    });
    return { state: isGoing(result) ? 'intended' : 'done', result };
  } catch (error) {
    const known = troubleOf(step, error);
    if (!known) throw error;
    services.logger.warn({ code: known.trouble.code, step: write.step }, 'a write to Microsoft 365 is not done');
    return { state: known.passing ? 'intended' : 'failed', result: known.trouble, noAnswer: isGraphFailure(error, 'timeout', 'aborted') };
  }
}

/** Why a step is not done, in words for the person; `passing` when trying again may be enough. Null for a fault of our own. */
function troubleOf({ words }: AnyStep, error: unknown): { trouble: StepTrouble; passing: boolean } | null {
  if (error instanceof StepRefusedError) return { trouble: { code: error.code, detail: error.message, remedy: error.remedy }, passing: false };
  if (error instanceof ProblemError) return { trouble: { code: error.code, detail: error.detail, remedy: error.remedy ?? 'Try again.' }, passing: true };
  if (!(error instanceof GraphError)) return null;
  if (error.passing || error.failure === 'aborted') {
    return {
      passing: true,
      trouble: { code: error.code, detail: `${words.failed}: Microsoft 365 ${error.failure === 'throttled' ? 'is busy' : 'did not answer'}.`, remedy: 'Nothing to do: it is tried again when you open this page. You can also try now.' },
    };
  }
  const gone = { detail: 'its place is not there any more.', remedy: 'Ask an owner of the team whether it was deleted or moved.' };
  const why: Partial<Record<GraphError['failure'], { detail: string; remedy: string }>> = { forbidden: words.forbidden, 'not-found': gone, gone };
  const { detail, remedy } = why[error.failure] ?? { detail: `Microsoft 365 refused it (${error.graphCode ?? error.failure}).`, remedy: 'Try again; if it is refused again, show this to your administrator.' };
  return { passing: false, trouble: { code: error.code, detail: `${words.failed}: ${detail}`, remedy } };
}

/** A write that is not done, as screens show it. `going`: Microsoft 365 works on it. */
export interface OpenWrite extends StepTrouble { id: string; step: StepName; going: boolean }

/** The writes that are not done, as the page shows them to those who can see to them. */
export function openWrites(writes: readonly Pick<GraphWrite, 'id' | 'step' | 'state' | 'result'>[]): OpenWrite[] {
  return writes.filter(({ state }) => state === 'intended' || state === 'failed')
    .map(({ id, step, result }) => ({ id, step, going: isGoing(result), ...(asTrouble(result) ?? (isGoing(result) ? going : waiting.result as StepTrouble)) }));
}

const going: StepTrouble = { code: 'still-going', detail: 'Microsoft 365 is working on it.', remedy: 'Nothing to do: it is looked at again while you are here, and when you come back.' };

function isGoing(result: unknown): result is StillGoing {
  return result !== null && typeof result === 'object' && 'going' in result;
}

function asTrouble(result: unknown): StepTrouble | null {
  return result !== null && typeof result === 'object' && 'code' in result && 'detail' in result && 'remedy' in result ? result as StepTrouble : null;
}
