import { GraphError } from './graph-error.ts';
import { failed, strayed, unanswered } from './graph-failure.ts';
import { mayRepeat, type Patience } from './graph-patience.ts';
import { buildRequest, type GraphRequest, requestAt } from './graph-request.ts';
import type { GraphTransport } from './graph-transport.ts';
import type { GraphCall, Outcome } from './graph.ts';

/** Microsoft, "Combine multiple HTTP requests using JSON batching". */
export const maxBatch = 20;
const batchPath = '/$batch';

interface Part { index: number; request: GraphRequest; link: string | undefined; after: readonly number[]; attempts: number; notBefore: number; trouble?: GraphError }
interface PartAnswer { id: string; status: number; headers?: Record<string, string>; body?: unknown }

/**
 * Calls in as few round trips as the limits allow. A part that was throttled, or failed in a way that makes a
 * repeat harmless, is asked again alone when its time has come, while the others go on.
 */
export async function sendBatch(transport: GraphTransport, calls: readonly GraphCall[], patience: Patience): Promise<Outcome<unknown>[]> {
  if (calls.some(({ after = [] }, index) => after.some((each) => each >= index))) throw new TypeError('A part of a batch comes after parts before it.');
  const outcomes: Outcome<unknown>[] = [];
  let open: Part[] = calls.map(({ operation, input, link, after = [] }, index) => ({ index, request: buildRequest(operation, input), link, after, attempts: 0, notBefore: 0 }));
  const settle = (part: Part, outcome: Outcome<unknown>): void => {
    outcomes[part.index] = outcome;
    open = open.filter((each) => each !== part);
    if (!outcome.ok) for (const dependent of open.filter(({ after }) => after.includes(part.index))) settle(dependent, notSent(dependent));
  };

  for (const part of [...open]) {
    if (part.link === undefined) continue;
    const linked = requestAt(part.request, part.link, transport.graphUrl);
    if (linked) part.request = linked;
    else settle(part, { ok: false, error: strayed(part.request.operation, 'kept') });
  }
  while (open.length > 0) {
    const ready = readyParts(open, outcomes);
    if (ready.length === 0) {
      const soonest = Math.min(...open.map(({ notBefore }) => notBefore).filter((time) => time > 0));
      await patience.wait(Math.max(1, soonest - performance.now())).catch((error: unknown) => {
        for (const part of open) settle(part, { ok: false, error: part.trouble ?? (error as GraphError) });
      });
      continue;
    }
    const leave = await transport.leave(ready.map(({ request }) => request), patience).catch((error: unknown) => {
      if (!(error instanceof GraphError)) throw error;
      for (const part of ready) if (open.includes(part)) settle(part, { ok: false, error: part.trouble ?? error });
      return undefined;
    });
    if (!leave) continue;
    const together = leave.indexes.map((index) => ready[index]!);
    const sent = together.filter(({ after }) => after.every((index) => outcomes[index]?.ok || together.some((part) => part.index === index)));
    const answers = await sendOnce(transport, sent, outcomes, patience).finally(leave.done);
    for (const part of sent) {
      const outcome = answers(part);
      if (outcome.ok) settle(part, outcome);
      else await repeatOrSettle(transport, part, outcome.error, sent, patience, settle);
    }
  }
  return outcomes;
}

/** What may be sent now: its time has come, and what it depends on is done or goes with it. */
function readyParts(open: readonly Part[], outcomes: readonly Outcome<unknown>[]): Part[] {
  const now = performance.now();
  const ready: Part[] = [];
  for (const part of open) {
    if (ready.length === maxBatch) break;
    if (part.notBefore > now) continue;
    if (part.after.every((index) => outcomes[index]?.ok || ready.some((each) => each.index === index))) ready.push(part);
  }
  return ready;
}

async function repeatOrSettle(transport: GraphTransport, part: Part, error: GraphError, sent: readonly Part[], patience: Patience, settle: (part: Part, outcome: Outcome<unknown>) => void): Promise<void> {
  const { request } = part;
  // It waited in vain for a part that is itself asked again.
  const behind = error.failure === 'not-sent' && sent.some((each) => part.after.includes(each.index) && each.notBefore > 0);
  if (behind) return;
  part.attempts += 1;
  const trouble = patience.telling(request.operation, part.trouble, error);
  part.trouble = trouble;
  await transport.heed(request, trouble);
  const pauseMs = mayRepeat(request.operation, trouble) ? patience.pauseAfter(part.attempts, trouble) : null;
  if (pauseMs === null) return settle(part, { ok: false, error: trouble });
  part.notBefore = performance.now() + pauseMs;
  transport.metrics.retried(request.operation, transport.identity);
}

/** One round trip. What befalls the batch as a whole befalls each part, and names `batch` as its operation: it says nothing about a part's place. */
async function sendOnce(transport: GraphTransport, parts: readonly Part[], outcomes: readonly Outcome<unknown>[], patience: Patience): Promise<(part: Part) => Outcome<unknown>> {
  const began = performance.now();
  for (const { request } of parts) transport.metrics.sent(request.operation, transport.identity);
  const whole = await transport.send('batch', { method: 'POST', path: batchPath, headers: {}, body: { requests: parts.map((part) => written(part, outcomes, transport.headersOf(part.request, patience))) } }, patience);
  const ms = performance.now() - began;
  const responses = whole.ok ? (whole.value as { responses?: PartAnswer[] } | undefined)?.responses ?? [] : [];
  const byId = new Map(responses.map((answer) => [answer.id, answer]));
  return (part) => {
    const outcome = whole.ok ? outcomeOf(part, byId.get(String(part.index))) : { ok: false as const, error: whole.error };
    transport.metrics.answered(part.request.operation, transport.identity, ms, !outcome.ok);
    return outcome;
  };
}

function written({ index, request, after }: Part, outcomes: readonly Outcome<unknown>[], own: Readonly<Record<string, string>>): object {
  const waitsFor = after.filter((each) => !outcomes[each]?.ok).map(String);
  const headers = { ...own, ...(request.body ? { 'content-type': 'application/json' } : {}) };
  return {
    id: String(index), method: request.method, url: request.path,
    ...(Object.keys(headers).length > 0 ? { headers } : {}), ...(request.body ? { body: request.body } : {}), ...(waitsFor.length > 0 ? { dependsOn: waitsFor } : {}),
  };
}

function outcomeOf({ request: { operation } }: Part, answer: PartAnswer | undefined): Outcome<unknown> {
  if (!answer) return { ok: false, error: unanswered(operation, 'unavailable') };
  if (answer.status >= 200 && answer.status < 300) return { ok: true, value: answer.body };
  const headers = Object.fromEntries(Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return { ok: false, error: failed({ operation, status: answer.status, header: (name) => headers[name], body: answer.body }) };
}

const notSent = ({ request: { operation } }: Part): Outcome<unknown> => ({ ok: false, error: failed({ operation, status: 424, header: () => undefined, body: undefined }) });
