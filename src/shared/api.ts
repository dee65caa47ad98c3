import type { input, output } from 'zod';
import type { Problem } from '../../api/platform/http/operation-contract.ts';
import { ApiError, localProblem } from './api-error.ts';
import { requestLines, type OperationName, type Operations } from './operations.ts';

export type ResponseOf<N extends OperationName> = output<Operations[N]['response']>;
export type BodyOf<N extends OperationName> = input<Operations[N]['body']>;
/** Path and query go as text; the server coerces. */
export type QueryOf<N extends OperationName> = Partial<Record<keyof input<Operations[N]['query']>, string | number | undefined>>;

export interface CallInput<N extends OperationName> {
  params?: Record<keyof input<Operations[N]['params']>, string>;
  query?: QueryOf<N>;
  body?: BodyOf<N>;
  signal?: AbortSignal;
  /** For a last save while the page is being hidden: the browser finishes it on its own. */
  keepalive?: boolean;
}

type TokenSource = (fresh: boolean) => Promise<string>;
let tokenSource: TokenSource = () => Promise.reject(localProblem('not-signed-in', 401));

/** Where tokens come from; set once when the tab starts. `fresh` asks past any cache. */
export function takeTokensFrom(source: TokenSource): void {
  tokenSource = source;
}

let language: string | null = null;

/** The reader's language, as a tag such as `fr-CA`: what the API itself says comes in it. Until it is known, the browser's. */
export function answerIn(locale: string): void {
  language = locale;
}

/** A request that gets no answer for this long counts as lost. */
const answerWithin = 30_000;

/**
 * Calls one operation of the API in the signed-in person's name.
 * Throws {@link ApiError}: the server's problem, or `no-connection`, `unreadable-answer`, `not-signed-in`.
 */
export async function call<N extends OperationName>(name: N, request: CallInput<N> = {}): Promise<ResponseOf<N>> {
  const answer = await send(name, request, false);
  // A token may have been revoked or its keys turned since it was cached: ask once for a new one.
  return read<N>(answer.status === 401 ? await send(name, request, true) : answer);
}

async function send<N extends OperationName>(name: N, request: CallInput<N>, fresh: boolean): Promise<Response> {
  const token = await tokenSource(fresh);
  const [method = 'GET', path = ''] = requestLines[name].split(' ');
  const late = AbortSignal.timeout(answerWithin);
  try {
    return await fetch(address(path, request.params ?? {}, request.query ?? {}), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json, application/problem+json',
        ...(language === null ? {} : { 'accept-language': language }),
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: request.signal ? AbortSignal.any([request.signal, late]) : late,
      keepalive: request.keepalive ?? false,
    });
  } catch (cause) {
    if (request.signal?.aborted) throw cause;
    throw localProblem('no-connection');
  }
}

function address(path: string, params: object, query: object): string {
  const filled = Object.entries(params).reduce((made, [key, value]) => made.replace(`:${key}`, encodeURIComponent(String(value))), path);
  const search = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)]])));
  return search.size === 0 ? filled : `${filled}?${search}`;
}

async function read<N extends OperationName>(answer: Response): Promise<ResponseOf<N>> {
  if (answer.status === 204) return undefined as ResponseOf<N>;
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok && body !== null) return body as ResponseOf<N>;
  if (isProblem(body)) throw new ApiError(body, retryAfter(answer));
  throw localProblem('unreadable-answer', answer.status);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'status' in body && 'detail' in body;
}

function retryAfter(answer: Response): number | null {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
}

/** Trouble that passes is tried again twice; a refusal is not. */
export function shouldRetry(failures: number, error: unknown): boolean {
  return error instanceof ApiError && error.passing && failures < 2;
}

/** Waits as long as the server asked, otherwise 1 s, 2 s, with jitter; never over 20 s. */
export function retryDelay(failures: number, error: unknown): number {
  const asked = error instanceof ApiError ? error.retryAfter : null;
  return Math.min(asked ?? 1_000 * 2 ** failures * (0.75 + Math.random() / 2), 20_000);
}
