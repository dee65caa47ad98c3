import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { ConnectionResetError, type Delivery, type Faults } from '../kernel/faults.ts';
import type { Journal } from '../kernel/journal.ts';
import type { RequestNote, SandboxRequest, SandboxResponse } from '../kernel/router.ts';
import { graphErrorBody, type GraphEndpoint } from './graph-endpoint.ts';
import { graphFaultAnswer } from './graph-fault-answer.ts';
import { throttledService } from './throttling/graph-throttle.ts';
import { atOnceInBatch } from './throttling/outlook-limits.ts';

interface Part {
  id: string;
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
  dependsOn?: string[];
}

interface PartAnswer { id: string, status: number, headers: Record<string, string>, body?: unknown }

const largestBatch = 20;

/** What a batch is answered with; `delivery` is how the answer goes wrong on the way when a part's fault says so. */
interface BatchWork { graph: GraphEndpoint, journal: Journal, faults: Faults, issuerUrl: string, now(): number, outlook: Turnstile, delivery?: Delivery }

/**
 * `POST /v1.0/$batch` (Microsoft: "Combine multiple HTTP requests using JSON batching"): up to 20 parts, each journalled
 * on its own and each open to faults; a failed `dependsOn` gives 424; the batch itself is 200.
 */
export async function answerBatch(request: SandboxRequest, tools: Omit<BatchWork, 'delivery' | 'outlook'>): Promise<SandboxResponse> {
  const about: BatchWork = { ...tools, outlook: new Turnstile(atOnceInBatch) };
  request.note.operation = 'POST /$batch';
  request.note.write = false;
  const refusal = await about.graph.refusalOf(request);
  if (refusal) return refusal;
  const parts = readParts(request.body);
  if (typeof parts === 'string') {
    const id = randomUUID();
    return { status: 400, headers: { 'request-id': id }, body: graphErrorBody({ code: 'BadRequest', message: parts }, { requestId: id, clientRequestId: id }, about.now()) };
  }
  const answers = new Map<string, Promise<PartAnswer>>();
  // Parts run at once, each as soon as those it depends on are done; readParts allows only parts before it.
  for (const part of parts) answers.set(part.id, afterDependencies(part, answers, request, about));
  const responses = await Promise.all(answers.values());
  return { status: 200, headers: { 'request-id': randomUUID(), 'Content-Type': 'application/json' }, body: { responses }, delivery: about.delivery };
}

function readParts(bytes: Buffer): Part[] | string {
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString('utf8'));
  } catch {
    return 'Invalid batch payload format.';
  }
  const requests = (body as { requests?: unknown } | null)?.requests;
  if (!Array.isArray(requests) || requests.length === 0) return 'Invalid batch payload format.';
  if (requests.length > largestBatch) return `Number of batch request steps exceeds the maximum value of ${largestBatch}.`;
  const seen = new Set<string>();
  for (const part of requests as Partial<Part>[]) {
    if (typeof part?.id !== 'string' || typeof part.method !== 'string' || typeof part.url !== 'string') return 'Invalid batch payload format: each request needs id, method and url.';
    if (seen.has(part.id)) return `Invalid batch payload format: Request id '${part.id}' is not unique.`;
    if (/^https?:/i.test(part.url)) return `Invalid batch payload format: the url of request '${part.id}' is not relative.`;
    if (part.dependsOn?.some(id => !seen.has(id))) return `Invalid batch payload format: request '${part.id}' depends on a request that is not before it.`;
    if (part.body !== undefined && !Object.keys(part.headers ?? {}).some(name => name.toLowerCase() === 'content-type')) {
      return `Write request id : ${part.id} does not contain Content-Type header or body.`;
    }
    seen.add(part.id);
  }
  return requests as Part[];
}

async function afterDependencies(part: Part, answers: Map<string, Promise<PartAnswer>>, request: SandboxRequest, about: BatchWork): Promise<PartAnswer> {
  const before = await Promise.all((part.dependsOn ?? []).map(id => answers.get(id)!));
  if (before.some(answer => answer.status >= 400)) {
    const id = randomUUID();
    const body = graphErrorBody({ code: 'FailedDependency', message: 'A request this one depends on has failed.' }, { requestId: id, clientRequestId: id }, about.now());
    return { id: part.id, status: 424, headers: { 'Content-Type': 'application/json' }, body };
  }
  return answerPart(part, request, about);
}

async function answerPart(part: Part, request: SandboxRequest, about: BatchWork): Promise<PartAnswer> {
  const { graph, journal, faults, issuerUrl, now } = about;
  const started = performance.now();
  const path = `/v1.0${part.url.startsWith('/') ? '' : '/'}${part.url}`;
  const method = part.method.toUpperCase();
  const note: RequestNote = {};
  const fault = faults.take(method, path);
  if (fault?.delayMs) await delay(fault.delayMs);
  const keep = (status: number, byFault: boolean) => journal.add({
    method, path, status, durationMs: Math.round(performance.now() - started), app: note.app ?? null,
    person: note.person ?? null, operation: note.operation ?? null, write: note.write ?? false, fault: byFault, batchPart: part.id,
  });
  // What befalls the connection befalls the whole batch.
  if (fault?.hang || fault?.reset) keep(0, true);
  if (fault?.hang) await new Promise<never>(() => undefined);
  if (fault?.reset) throw new ConnectionResetError();
  const url = new URL(path, request.url);
  const operation = graph.operationOf(method, url.pathname);
  const refusal = fault && graphFaultAnswer(fault, { url, operation, issuerUrl, now: now() });
  const ask = () => graph.answer({ method, url, headers: headersOf(part, request), bytes: bytesOf(part.body), note });
  const response = refusal ?? await (operation && throttledService(operation) === 'outlook' ? about.outlook.pass(ask) : ask());
  if (fault?.cut !== undefined || fault?.drip !== undefined) about.delivery = fault;
  request.note.app ??= note.app;
  request.note.person ??= note.person;
  if (note.write) request.note.write = true;
  keep(response.status, refusal !== null);
  if (fault?.resetAfter) throw new ConnectionResetError();
  return { id: part.id, status: response.status, headers: response.headers ?? {}, ...bodyOf(response) };
}

/** Lets so many through at a time, in the order they came. */
class Turnstile {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>(resolve => this.#waiting.push(resolve));
    else this.#free -= 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}

/** A part's own headers; token and sender are the batch's. */
function headersOf(part: Part, request: SandboxRequest): IncomingHttpHeaders {
  const own = Object.fromEntries(Object.entries(part.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const { authorization, 'user-agent': agent, sdkversion } = request.headers;
  return { authorization, 'user-agent': agent, sdkversion, ...own };
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  // Bodies that are not JSON come in base64.
  return typeof body === 'string' ? Buffer.from(body, 'base64') : Buffer.from(JSON.stringify(body));
}

function bodyOf(response: SandboxResponse): { body?: unknown } {
  if (response.body === null || response.body === undefined || response.body === '') return {};
  return { body: response.body instanceof Uint8Array ? Buffer.from(response.body).toString('base64') : response.body };
}
