import { AuthenticationHandler, Client, HTTPMessageHandler, ResponseType } from '@microsoft/microsoft-graph-client';
import { ConsentNeededError } from '../errors.ts';
import type { EntraTokens } from '../identity/entra-tokens.ts';
import { GraphError } from './graph-error.ts';
import { failed, unanswered } from './graph-failure.ts';
import { Patience, mayRepeat } from './graph-patience.ts';
import { type GraphRequest, buildRequest } from './graph-request.ts';
import type { Graph, GraphCall, GraphOptions, GraphSession, Outcome } from './graph.ts';
import { type OperationName, operations } from './operations.ts';

const maxBatch = 20;
const defaultDeadlineMs = 8_000;
const attemptMs = 5_000;
const maxPages = 50;
const batchPath = '/$batch';
/** Who sends, in the form by which SharePoint gives precedence to known traffic (Microsoft, "Avoid getting throttled or blocked in SharePoint Online"). */
const sender = 'NONISV|Trellis|Trellis/0.1';

type Count = { requests: number; retries: number; throttled: number };
/** Where a session has its token from, and where it says that Graph refused one. */
interface SessionToken { give(): Promise<string>; forget(token: string): void }
interface BatchPart { id: string; status: number; headers?: Record<string, string>; body?: unknown }

/** The one door to Microsoft Graph. */
export function createGraph(settings: { graphUrl: string }, tokens: EntraTokens): Graph {
  const counts: Record<string, Count> = {};
  const count = (operation: string) => (counts[operation] ??= { requests: 0, retries: 0, throttled: 0 });
  const session = (identity: 'delegated' | 'application', token: () => Promise<string>) =>
    createSession(settings.graphUrl, identity, { give: token, forget: tokens.forget }, count);
  return {
    asPerson: (actor) => session('delegated', () => tokens.forPerson(actor)),
    asApp: (tenantId) => session('application', () => tokens.forApp(tenantId)),
    counts: () => structuredClone(counts),
  };
}

function createSession(graphUrl: string, identity: 'delegated' | 'application', token: SessionToken, count: (operation: string) => Count): GraphSession {
  const client = Client.initWithMiddleware({
    baseUrl: `${graphUrl}/`, defaultVersion: 'v1.0', customHosts: new Set([new URL(graphUrl).hostname]),
    middleware: chained(new AuthenticationHandler({ getAccessToken: token.give }), new HTTPMessageHandler()),
  });

  /** Sends once and reads the whole answer. */
  const send = async (request: Pick<GraphRequest, 'method' | 'path' | 'headers' | 'body'>, signal: AbortSignal): Promise<{ response: Response; body: unknown }> => {
    const prepared = client.api(request.path).headers({ 'user-agent': sender, ...request.headers }).options({ signal }).responseType(ResponseType.RAW);
    const response = await (request.method === 'GET' ? prepared.get() : request.method === 'POST' ? prepared.post(request.body ?? {}) : request.method === 'PATCH' ? prepared.patch(request.body ?? {}) : prepared.delete()) as Response;
    const text = await response.text();
    return { response, body: text ? parsed(text) : undefined };
  };

  /** Sends until there is an answer worth giving. The token comes first: what Entra ID wants of the person is not Graph's failure. */
  const persist = async (name: string, repeatable: (error: GraphError) => boolean, request: Parameters<typeof send>[0], patience: Patience): Promise<unknown> => {
    let used = await token.give();
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      count(name).requests += 1;
      const outcome = await attemptOnce(name, (signal) => send(request, signal), patience);
      if (outcome.ok) return outcome.value;
      if (outcome.error.status === 401) {
        // The token was good for Entra ID and is not for Graph: another one may be. If not, the person has to sign in.
        token.forget(used);
        if (renewed) throw new ConsentNeededError({ reason: 'interaction', cause: outcome.error });
        renewed = true;
        used = await token.give();
        continue;
      }
      if (outcome.error.failure === 'throttled') count(name).throttled += 1;
      if (!repeatable(outcome.error)) throw outcome.error;
      await patience.beforeNext(attempt, outcome.error);
      count(name).retries += 1;
    }
  };

  const patienceFor = (name: string, options: GraphOptions = {}) =>
    new Patience(name, { signal: options.signal, deadlineMs: options.deadlineMs ?? defaultDeadlineMs, attemptMs });
  const single = (request: GraphRequest, patience: Patience) =>
    persist(request.operation, (error) => mayRepeat(request.operation, error), request, patience);

  const batchOnce = async (requests: readonly { id: string; request: GraphRequest }[], patience: Patience): Promise<Map<string, BatchPart>> => {
    const parts = requests.map(({ id, request }) => ({
      id, method: request.method, url: request.path,
      ...(request.body || Object.keys(request.headers).length > 0 ? { headers: { ...request.headers, ...(request.body ? { 'content-type': 'application/json' } : {}) } } : {}),
      ...(request.body ? { body: request.body } : {}),
    }));
    const repeatable = (error: GraphError) => requests.every(({ request }) => mayRepeat(request.operation, error));
    for (const { request } of requests) count(request.operation).requests += 1;
    const answer = await persist('batch', repeatable, { method: 'POST', path: batchPath, headers: {}, body: { requests: parts } }, patience) as { responses: BatchPart[] };
    return new Map(answer.responses.map((part) => [part.id, part]));
  };

  /** At most 20 calls; parts that may be asked again are, alone, until the time is over. */
  const batchUpTo20 = async (calls: readonly GraphCall[], patience: Patience): Promise<Outcome<unknown>[]> => {
    const outcomes: Outcome<unknown>[] = [];
    let open = calls.map((call, index) => ({ id: String(index), request: buildRequest(call.operation, call.input) }));
    for (let attempt = 1; open.length > 0; attempt += 1) {
      const parts = await batchOnce(open, patience).catch((error: unknown) => {
        if (!(error instanceof GraphError)) throw error;
        for (const { id } of open) outcomes[Number(id)] ??= { ok: false, error };
        return undefined;
      });
      if (!parts) break;
      let wait: GraphError | undefined;
      const again: typeof open = [];
      for (const { id, request } of open) {
        const outcome = partOutcome(request.operation, parts.get(id));
        outcomes[Number(id)] = outcome;
        if (outcome.ok) continue;
        if (outcome.error.failure === 'throttled') count(request.operation).throttled += 1;
        if (!mayRepeat(request.operation, outcome.error)) continue;
        again.push({ id, request });
        if (!wait || (outcome.error.retryAfterSeconds ?? 0) > (wait.retryAfterSeconds ?? 0)) wait = outcome.error;
      }
      if (!wait || !(await patience.beforeNext(attempt, wait).then(() => true, () => false))) break;
      for (const { request } of again) count(request.operation).retries += 1;
      open = again;
    }
    return outcomes;
  };

  const demand = (name: OperationName) => {
    if (operations[name][identity] === null) throw new GraphError({ failure: 'forbidden', operation: name, detail: `Microsoft Graph gives ${name} to no ${identity} identity that Trellis has.` });
  };

  return {
    async call(operation, input, options) {
      demand(operation);
      return await single(buildRequest(operation, input), patienceFor(operation, options)) as never;
    },
    async list(operation, input, options = {}) {
      demand(operation);
      const limit = options.limit ?? 1_000;
      const patience = patienceFor(operation, options);
      const items: unknown[] = [];
      let request = buildRequest(operation, input);
      for (let pages = 0; pages < maxPages && items.length < limit; pages += 1) {
        const page = await single(request, patience) as { value?: unknown[]; '@odata.nextLink'?: string };
        items.push(...(page.value ?? []));
        const next = page['@odata.nextLink'];
        if (!next) break;
        if (new URL(next).origin !== new URL(graphUrl).origin || next === request.path) throw unanswered(operation, 'unavailable');
        request = { ...request, path: next };
      }
      return items.slice(0, limit) as never;
    },
    async page(operation, input, options = {}) {
      demand(operation);
      const first = buildRequest(operation, input);
      const request = options.after === undefined ? first : { ...first, path: `${first.path.split('?')[0]}?${options.after}` };
      const { value = [], '@odata.nextLink': next } = await single(request, patienceFor(operation, options)) as { value?: unknown[]; '@odata.nextLink'?: string };
      return { items: value as never, next: next ? new URL(next).search.slice(1) : null };
    },
    async batch(calls, options) {
      for (const { operation } of calls) demand(operation);
      const patience = patienceFor('batch', options);
      const outcomes: Outcome<unknown>[] = [];
      for (let from = 0; from < calls.length; from += maxBatch) outcomes.push(...await batchUpTo20(calls.slice(from, from + maxBatch), patience));
      return outcomes as never;
    },
  };
}

function chained(first: AuthenticationHandler, last: HTTPMessageHandler): AuthenticationHandler {
  first.setNext(last);
  return first;
}

/** One attempt as an outcome; only what is not Graph's failure is thrown. */
async function attemptOnce(name: string, send: (signal: AbortSignal) => Promise<{ response: Response; body: unknown }>, patience: Patience): Promise<Outcome<unknown>> {
  const signal = patience.attemptSignal();
  try {
    const { response, body } = await send(signal);
    // A write that Microsoft 365 works on for a while says where to ask, and nothing else.
    if (response.ok) return { ok: true, value: response.status === 202 ? { location: response.headers.get('location') } : body };
    return { ok: false, error: failed({ operation: name, status: response.status, header: (header) => response.headers.get(header) ?? undefined, body }) };
  } catch (error) {
    return { ok: false, error: error instanceof GraphError ? error : patience.explain(error, signal) };
  }
}

function partOutcome(operation: OperationName, part: BatchPart | undefined): Outcome<unknown> {
  if (!part) return { ok: false, error: unanswered(operation, 'unavailable') };
  if (part.status >= 200 && part.status < 300) return { ok: true, value: part.body };
  const headers = Object.fromEntries(Object.entries(part.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return { ok: false, error: failed({ operation, status: part.status, header: (name) => headers[name], body: part.body }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
