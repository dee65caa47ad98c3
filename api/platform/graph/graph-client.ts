import type { EntraTokens } from '../identity/entra-tokens.ts';
import type { BudgetGate } from './budget/budget-gate.ts';
import { sendBatch } from './graph-batch.ts';
import { GraphError } from './graph-error.ts';
import { strayed } from './graph-failure.ts';
import { createGraphMetrics } from './graph-metrics.ts';
import { Patience, mayRepeat } from './graph-patience.ts';
import { type GraphRequest, buildRequest, requestAt } from './graph-request.ts';
import { GraphTransport, type Identity } from './graph-transport.ts';
import type { Graph, GraphOptions, GraphSession, ListLink } from './graph.ts';
import { type GraphInput, type ListName, type OperationName, operations } from './operations.ts';
import type { TenantSize } from './throttle-classes.ts';

const defaultDeadlineMs = 8_000;
const attemptMs = 5_000;
/** A file takes longer on its way than what is said of it. */
const fileAttemptMs = 30_000;
/** Pages of one list at most: a million items of a library. */
const maxPages = 5_000;

export interface GraphPace { gate: BudgetGate; size: TenantSize }

/** Lets everything through at once: without a database, and where a clock is set that a machine's seconds say nothing of. */
export const freeGate: BudgetGate = { admit: async (requests) => ({ indexes: [...requests.keys()], done: () => undefined }), pause: async () => undefined, close: async () => undefined };
const unhurried: GraphPace = { size: { people: 0 }, gate: freeGate };

/** The one door to Microsoft Graph. */
export function createGraph(settings: { graphUrl: string }, tokens: EntraTokens, pace: GraphPace = unhurried): Graph {
  const metrics = createGraphMetrics();
  const session = (identity: Identity, give: () => Promise<string>) =>
    createSession(new GraphTransport({ graphUrl: settings.graphUrl, identity, token: { give, forget: tokens.forget }, metrics, ...pace }));
  return {
    asPerson: (actor) => session('delegated', () => tokens.forPerson(actor)),
    asApp: (tenantId) => session('application', () => tokens.forApp(tenantId)),
    counts: metrics.counts,
    metrics: metrics.toText,
  };
}

interface Page { value?: unknown[]; '@odata.nextLink'?: string; '@odata.deltaLink'?: string }

function createSession(transport: GraphTransport): GraphSession {
  const patienceFor = (name: string, options: GraphOptions = {}) => new Patience(name, { ...options, deadlineMs: options.deadlineMs ?? defaultDeadlineMs, attemptMs: name in operations && 'fileOf' in operations[name as OperationName] ? fileAttemptMs : attemptMs });

  /** Sends until there is an answer worth giving. */
  const persist = async (request: GraphRequest, patience: Patience): Promise<unknown> => {
    let trouble: GraphError | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const leave = await transport.leave([request], patience).catch((error: unknown) => { throw trouble ?? error; });
      const outcome = await transport.send(request.operation, { ...request, headers: transport.headersOf(request, patience) }, patience).finally(leave.done);
      if (outcome.ok) return outcome.value;
      trouble = patience.telling(request.operation, trouble, outcome.error);
      await transport.heed(request, trouble);
      if (!mayRepeat(request.operation, trouble)) throw trouble;
      await patience.beforeNext(attempt, trouble);
      transport.metrics.retried(request.operation, transport.identity);
    }
  };

  const demand = (name: OperationName) => {
    if (operations[name][transport.identity] === null) throw new GraphError({ failure: 'forbidden', operation: name, detail: `${transport.identity}: Microsoft Graph gives ${name} to no such identity that Trellis has.` });
  };

  /** Only to where the token may go. */
  const follow = (request: GraphRequest, link: string, otherwise: GraphError): GraphRequest => {
    if (!requestAt(request, link, transport.graphUrl)) throw otherwise;
    return { ...request, path: link };
  };

  async function* walk<N extends ListName>(operation: N, from: GraphInput<N> | ListLink, patience: () => Patience) {
    demand(operation);
    let request = 'link' in from ? follow(buildRequest(operation, { params: from.params ?? placeholders(operation) } as GraphInput<N>), from.link, strayed(operation, 'kept')) : buildRequest(operation, from);
    const been = new Set([request.path]);
    for (let pages = 1; ; pages += 1) {
      const page = await persist(request, patience()) as Page;
      const next = page['@odata.nextLink'];
      yield { items: (page.value ?? []) as never[], deltaLink: page['@odata.deltaLink'] ?? null };
      if (!next) return;
      if (been.has(next) || pages === maxPages) throw strayed(operation, 'next');
      been.add(next);
      request = follow({ ...request, params: {} }, next, strayed(operation, 'next'));
    }
  }

  return {
    async call(operation, input, options) {
      demand(operation);
      return await persist(buildRequest(operation, input), patienceFor(operation, options)) as never;
    },
    async list(operation, input, options = {}) {
      const limit = options.limit ?? 1_000;
      const patience = patienceFor(operation, options);
      const items: unknown[] = [];
      for await (const page of walk(operation, input, () => patience)) {
        items.push(...page.items);
        if (items.length >= limit) break;
      }
      return items.slice(0, limit) as never;
    },
    async page(operation, input, options = {}) {
      demand(operation);
      const first = buildRequest(operation, input);
      const request = options.after === undefined ? first : { ...first, path: `${first.path.split('?')[0]}?${options.after}` };
      const { value = [], '@odata.nextLink': next } = await persist(request, patienceFor(operation, options)) as Page;
      return { items: value as never, next: next ? new URL(next).search.slice(1) : null };
    },
    pages: (operation, from, options) => walk(operation, from, () => patienceFor(operation, options)),
    async batch(calls, options) {
      for (const { operation } of calls) demand(operation);
      return await sendBatch(transport, calls, patienceFor('batch', options)) as never;
    },
  };
}

/** A link says itself what its parameters are; what the limits need of them is not in it. */
const placeholders = (operation: OperationName): Record<string, string> =>
  Object.fromEntries([...operations[operation].path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, '']));

