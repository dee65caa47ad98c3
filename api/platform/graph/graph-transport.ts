import { AuthenticationHandler, Client, HTTPMessageHandler, ResponseType } from '@microsoft/microsoft-graph-client';
import { ConsentNeededError } from '../errors.ts';
import { type BudgetGate, type Leave, PauseTooLongError } from './budget/budget-gate.ts';
import { costsOf } from './budget/costs.ts';
import { GraphError } from './graph-error.ts';
import { failed, unanswered } from './graph-failure.ts';
import type { GraphMetrics } from './graph-metrics.ts';
import type { Patience } from './graph-patience.ts';
import type { GraphRequest } from './graph-request.ts';
import type { Outcome } from './graph.ts';
import { type OperationName, operations } from './operations.ts';
import type { TenantSize } from './throttle-classes.ts';

/** Who sends, in the form by which SharePoint gives precedence to known traffic (Microsoft, "Avoid getting throttled or blocked in SharePoint Online"). */
const sender = 'NONISV|Trellis|Trellis/0.1';

export type Identity = 'delegated' | 'application';
/** Where a session has its token from, and where it says that Graph refused one. */
export interface SessionToken { give(): Promise<string>; forget(token: string): void }
/** What goes over the wire. */
export type WireRequest = Pick<GraphRequest, 'method' | 'path' | 'headers' | 'body'>;

export interface TransportParts {
  graphUrl: string;
  identity: Identity;
  token: SessionToken;
  gate: BudgetGate;
  metrics: GraphMetrics;
  size: TenantSize;
}

/** One identity's way to Graph: leave by the limits, a token, one request, its answer. Nothing is repeated here but what a stale token spoilt. */
export class GraphTransport {
  readonly identity: Identity;
  readonly metrics: GraphMetrics;
  readonly graphUrl: string;
  readonly #parts: TransportParts;
  readonly #client: Client;

  constructor(parts: TransportParts) {
    this.#parts = parts;
    this.identity = parts.identity;
    this.metrics = parts.metrics;
    this.graphUrl = parts.graphUrl;
    const authentication = new AuthenticationHandler({ getAccessToken: parts.token.give });
    authentication.setNext(new HTTPMessageHandler());
    this.#client = Client.initWithMiddleware({ baseUrl: `${parts.graphUrl}/`, defaultVersion: 'v1.0', customHosts: new Set([new URL(parts.graphUrl).hostname]), middleware: authentication });
  }

  /**
   * Waits until the limits leave room for at least one of the requests.
   * @throws GraphError `throttled` when they do not in time, `aborted` when the caller leaves
   */
  async leave(requests: readonly GraphRequest[], patience: Patience): Promise<Leave> {
    const began = performance.now();
    try {
      const leave = await this.#parts.gate.admit(requests.map((request) => costsOf(request, this.#parts.size)), { priority: patience.priority, withinMs: Math.max(0, patience.remainingMs), signal: patience.signal });
      const waited = performance.now() - began;
      for (const index of leave.indexes) this.metrics.waited(requests[index]!.operation, this.identity, waited);
      return leave;
    } catch (error) {
      if (error instanceof PauseTooLongError) throw unanswered(requests[0]!.operation, 'throttled', error, error.retryAfterMs === undefined ? undefined : error.retryAfterMs / 1_000);
      throw patience.explain(error);
    }
  }

  /** The directory lets go first what somebody waits for (Microsoft, "Identity and access service limits", x-ms-throttle-priority). */
  headersOf({ operation, headers }: GraphRequest, { priority }: Patience): Readonly<Record<string, string>> {
    return operations[operation].throttle === 'directory' ? { ...headers, 'x-ms-throttle-priority': priority === 'bulk' ? 'low' : 'high' } : headers;
  }

  /** Tells all replicas when Graph wants a pause; SharePoint says so with 503 too. */
  async heed(request: GraphRequest, error: GraphError): Promise<void> {
    if (error.failure === 'throttled') this.metrics.throttled(request.operation, this.identity);
    const pauses = error.failure === 'throttled' || (error.status === 503 && operations[request.operation].throttle === 'sharepoint');
    if (pauses && error.retryAfterSeconds) await this.#parts.gate.pause(costsOf(request, this.#parts.size), error.retryAfterSeconds * 1_000);
  }

  /**
   * One attempt. A token that Graph takes no more is renewed once.
   * @throws ConsentNeededError when Graph takes no other either; what Entra ID says instead of a token
   */
  async send(name: string, request: WireRequest, patience: Patience): Promise<Outcome<unknown>> {
    for (let renewed = false; ; renewed = true) {
      const used = await this.#parts.token.give();
      this.metrics.sent(name, this.identity);
      const began = performance.now();
      const outcome = await this.#attempt(name, request, patience);
      this.metrics.answered(name, this.identity, performance.now() - began, !outcome.ok);
      if (outcome.ok || outcome.error.status !== 401) return outcome;
      // The token was good for Entra ID and is not for Graph: another one may be. If not, the person has to sign in.
      this.#parts.token.forget(used);
      if (renewed) throw new ConsentNeededError({ reason: 'interaction', cause: outcome.error });
    }
  }

  async #attempt(name: string, request: WireRequest, patience: Patience): Promise<Outcome<unknown>> {
    let signal: AbortSignal | undefined;
    try {
      signal = patience.attemptSignal();
      const prepared = this.#client.api(request.path).headers({ 'user-agent': sender, ...request.headers }).options({ signal }).responseType(ResponseType.RAW);
      const response = await (request.method === 'GET' ? prepared.get() : request.method === 'POST' ? prepared.post(request.body ?? {}) : request.method === 'PATCH' ? prepared.patch(request.body ?? {}) : prepared.delete()) as Response;
      const fileOf = fileLimitOf(name);
      if (response.ok && fileOf !== null) return { ok: true, value: await takeFile(response, fileOf) };
      const text = await response.text();
      const body = text ? parsed(text) : undefined;
      // A write that Microsoft 365 works on for a while says where to ask, and nothing else.
      if (response.ok) return { ok: true, value: response.status === 202 ? { location: response.headers.get('location') } : body };
      return { ok: false, error: failed({ operation: name, status: response.status, header: (header) => response.headers.get(header) ?? undefined, body }) };
    } catch (error) {
      return { ok: false, error: error instanceof GraphError ? error : patience.explain(error, signal) };
    }
  }
}

function fileLimitOf(name: string): number | null {
  const described = name in operations ? operations[name as OperationName] : null;
  return described && 'fileOf' in described ? described.fileOf : null;
}

/** The bytes of a file, or null once they are more than a limit: what an answer says of its length need not be so. */
async function takeFile(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > limit) return null;
    pieces.push(piece);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
