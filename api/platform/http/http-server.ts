import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import restify from 'restify';
import { NotSignedInError } from '../errors.ts';
import type { Actor } from '../identity/actor.ts';
import type { RequestContext, Route } from './implement.ts';
import type { Operation } from './operation-contract.ts';
import { parseInput } from './parse-input.ts';
import { asProblem, presentProblem } from './problem.ts';
import { type Language, languageOf } from '../words.ts';
import { readJsonBody } from './request-body.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpServerOptions {
  logger: Logger;
  teamsHostOrigins: readonly string[];
  /** Where the tab may bring files to. */
  uploadOrigins: readonly string[];
  /** The person behind the authorization header. @throws NotSignedInError */
  authenticate(authorization: string | undefined): Promise<Actor>;
  /** Longest time that a request may take, in milliseconds. */
  requestDeadlineMs?: number;
}

const correlationIds = new WeakMap<object, string>();

/** The id by which this request is found again in the logs; taken from the caller when it gave a sensible one. */
export const correlationIdOf = (request: object): string => correlationIds.get(request) ?? 'none';

/**
 * A restify server that answers every failure as `application/problem+json`, with security
 * headers, correlation ids and one log line a request. Routes are added with `serve`.
 */
export function createHttpServer(options: HttpServerOptions): restify.Server {
  const { logger } = options;
  const server = restify.createServer({ name: 'trellis', log: quiet(logger) as never, ignoreTrailingSlash: true, maxParamLength: 500 });
  const headers = securityHeaders(options.teamsHostOrigins, options.uploadOrigins);
  server.pre((request, response, next) => {
    const id = correlationIdFrom(request.headers['x-correlation-id'], request.headers.traceparent);
    correlationIds.set(request, id);
    response.setHeader('x-correlation-id', id);
    for (const [name, value] of headers) response.setHeader(name, value);
    const startedAt = performance.now();
    response.once('close', () => logger.info({
      correlationId: id, method: request.method, route: routePath(request), status: response.writableFinished ? response.statusCode : undefined,
      milliseconds: Math.round(performance.now() - startedAt),
    }, response.writableFinished ? 'answered' : 'the caller went away'));
    next();
  });
  server.on('restifyError', (request: restify.Request, response: restify.Response, error: unknown, done: () => void) => {
    sendProblem(request, response, error, logger);
    done();
  });
  return server;
}

/** Adds an operation to the server: authenticate, parse, handle, present. */
export function serve(server: restify.Server, route: Route, options: HttpServerOptions): void {
  const { operation } = route;
  const register = { GET: server.get, POST: server.post, PUT: server.put, PATCH: server.patch, DELETE: server.del }[operation.method].bind(server);
  register({ path: operation.path, name: operation.name }, async (request: restify.Request, response: restify.Response) => {
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(new DOMException('The request took too long.', 'TimeoutError')), options.requestDeadlineMs ?? 25_000);
    response.once('close', () => {
      clearTimeout(timer);
      if (!response.writableFinished) end.abort(new DOMException('The caller went away.', 'AbortError'));
    });
    const language = readerOf(request);
    try {
      const actor = await options.authenticate(request.headers.authorization);
      const body = operation.method === 'GET' ? undefined : await readJsonBody(request, route.bodyLimit);
      const input = parseInput(operation, { params: request.params, query: queryOf(request), body }, language);
      const context = { ...input, actor, language, correlationId: correlationIdOf(request), signal: end.signal } as RequestContext<Operation>;
      sendAnswer(request, response, route, operation.response.parse(await route.handle(context)));
    } catch (error) {
      sendProblem(request, response, error, options.logger);
    }
  });
}

function sendAnswer(request: restify.Request, response: restify.Response, { operation, freshForSeconds }: Route, value: unknown): void {
  if (operation.status === 204) {
    response.writeHead(204);
    response.end();
    return;
  }
  const text = JSON.stringify(value);
  // Answers are one person's: any cache may keep them for that person only, and asks every time unless the route says otherwise.
  response.setHeader('cache-control', operation.method !== 'GET' ? 'no-store' : freshForSeconds > 0 ? `private, max-age=${freshForSeconds}` : 'private, no-cache');
  response.setHeader('vary', 'authorization, accept-language');
  if (operation.method === 'GET') {
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    response.setHeader('etag', etag);
    if (request.headers['if-none-match']?.split(/\s*,\s*/).some((known) => known === etag || known === `W/${etag}` || known === '*')) {
      response.writeHead(304);
      response.end();
      return;
    }
  }
  response.writeHead(operation.status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** Answers a failure. Faults of our own are logged with where they came from; refusals only with their code. */
export function sendProblem(request: restify.Request, response: restify.Response, error: unknown, logger: Logger): void {
  const problem = asProblem(error);
  const correlationId = correlationIdOf(request);
  const line = { correlationId, route: routePath(request), code: problem.code };
  if (problem.status === 500 || problem.status === 502) logger.error({ ...line, err: problem.cause ?? problem }, 'failed');
  else if (problem.status === 503) logger.warn({ ...line, err: problem.cause }, 'not available');
  else logger.debug(line, 'refused');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const text = JSON.stringify(presentProblem(problem, correlationId, readerOf(request)));
  for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
  response.removeHeader('etag');
  response.setHeader('cache-control', 'no-store');
  response.setHeader('vary', 'authorization, accept-language');
  // restify's own sending, so that it knows of the answer and does not give one itself.
  response.sendRaw(problem.status, text, { 'content-type': 'application/problem+json; charset=utf-8', 'content-length': String(Buffer.byteLength(text)) });
}

/** The language of whoever asks. */
export const readerOf = (request: restify.Request): Language => languageOf(request.headers['accept-language']);

/** The bearer token of a header. @throws NotSignedInError */
export function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization ?? '')?.[1];
  if (!token || token.length > 16_000) throw new NotSignedInError();
  return token;
}

function queryOf(request: restify.Request): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(request.getQuery())) given[name] = value;
  return given;
}

/** The template of the route, never the address itself: addresses name communities and people. */
const routePath = (request: restify.Request): string => {
  const route: unknown = request.getRoute()?.path;
  return typeof route === 'string' ? route : 'none';
};

function correlationIdFrom(given: string | string[] | undefined, traceparent: string | string[] | undefined): string {
  if (typeof given === 'string' && /^[\w.-]{8,80}$/.test(given)) return given;
  const trace = typeof traceparent === 'string' ? /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(traceparent)?.[1] : undefined;
  return trace ?? randomUUID();
}

/** restify logs requests with headers on its own; our one line a request is enough. */
const quiet = (logger: Logger): Logger => logger.child({}, { level: 'silent' });

