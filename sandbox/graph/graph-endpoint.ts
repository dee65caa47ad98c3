import { randomUUID } from 'node:crypto';
import type { TokenIssuer } from '../entra/tokens.ts';
import type { SandboxEventEmitter } from '../kernel/events.ts';
import type { Latency } from '../kernel/latency.ts';
import type { Rates } from '../kernel/rates/rates.ts';
import type { ResourceAges } from '../kernel/resource-ages.ts';
import { pathTemplate, type PathTemplate, type SandboxRequest, type SandboxResponse } from '../kernel/router.ts';
import type { SandboxSettings } from '../kernel/settings.ts';
import type { ExchangeLog } from './exchange-log.ts';
import { authenticate, authorize, heldPermissions } from './graph-authorization.ts';
import { GraphError, badRequest, graphError, type GraphAnswer, type GraphCall, type GraphCaller, type GraphOperation } from './graph-operation.ts';
import { parseQuery } from './odata-query.ts';
import { admit } from './throttling/graph-throttle.ts';
import { directoryArea } from './directory/directory-area.ts';

export interface GraphEndpointOptions {
  issuer: TokenIssuer;
  events: SandboxEventEmitter;
  settings: SandboxSettings;
  operations: readonly GraphOperation[];
  ages: ResourceAges;
  rates: Rates;
  latency: Latency;
  /** Keeps what was asked and answered, if somebody wants to judge it. */
  exchanges?: ExchangeLog;
}

/** One request to Graph, alone or as a part of a batch, without what is HTTP's. */
export interface GraphRequest {
  method: string;
  url: URL;
  headers: SandboxRequest['headers'];
  bytes: Buffer;
  note: SandboxRequest['note'];
}

const root = '/v1.0';

/** Microsoft Graph v1.0: finds the operation, checks token, permissions and options, answers with Graph's headers. */
export class GraphEndpoint {
  readonly #options: GraphEndpointOptions;
  readonly #operations: { operation: GraphOperation, template: PathTemplate }[];

  constructor(options: GraphEndpointOptions) {
    this.#options = options;
    this.#operations = options.operations
      .map(operation => ({ operation, template: pathTemplate(operation.path) }))
      .sort((a, b) => b.template.literalLength - a.template.literalLength);
  }

  /** Never throws a GraphError: refusals are answers too. */
  async answer(request: GraphRequest): Promise<SandboxResponse> {
    const onTheWay = this.#options.latency.wait();
    const response = await this.#respond(request, () => this.#handle(request, onTheWay));
    await onTheWay;
    this.#options.ages.note(response);
    this.#options.exchanges?.add(request, response);
    return response;
  }

  /** The operation that a request is for; null when there is none. */
  operationOf(method: string, pathname: string): GraphOperation | null {
    const path = normalPath(pathname);
    return this.#operations.find(({ operation, template }) => operation.method === method && template.match(path) !== null)?.operation ?? null;
  }

  /** The refusal of a request whose token is no good, or null. */
  async refusalOf(request: Pick<GraphRequest, 'headers' | 'note'>): Promise<SandboxResponse | null> {
    const response = await this.#respond(request, async () => {
      await this.#identify(request);
      return { status: 200 };
    });
    return response.status === 200 ? null : response;
  }

  async #identify({ headers, note }: Pick<GraphRequest, 'headers' | 'note'>): Promise<GraphCaller> {
    const caller = await authenticate(this.#options.issuer, headers.authorization);
    note.app = caller.app.clientId;
    if (caller.kind === 'person') note.person = caller.person.userPrincipalName;
    return caller;
  }

  async #respond(request: Pick<GraphRequest, 'headers'>, handle: () => Promise<GraphAnswer>): Promise<SandboxResponse> {
    const requestId = randomUUID();
    const clientRequestId = request.headers['client-request-id']?.toString() ?? requestId;
    const headers: Record<string, string> = {
      'request-id': requestId,
      'client-request-id': clientRequestId,
      'x-ms-ags-diagnostic': JSON.stringify({ ServerInfo: { DataCenter: 'Sandbox', Slice: 'E', Ring: '0', ScaleUnit: '000', RoleInstance: 'SANDBOX' } }),
      'Cache-Control': 'no-cache',
    };
    try {
      const answer = await handle();
      if (answer.body && !(answer.body instanceof Uint8Array)) headers['Content-Type'] = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
      return { ...answer, headers: { ...headers, ...answer.headers } };
    } catch (problem) {
      if (!(problem instanceof GraphError)) throw problem;
      return {
        status: problem.status,
        headers: { ...headers, 'Content-Type': 'application/json', ...problem.headers },
        body: graphErrorBody(problem, { requestId, clientRequestId }, this.#options.issuer.now()),
      };
    }
  }

  /** A request that is on its way keeps its place in a mailbox until it is there. */
  async #handle(request: GraphRequest, onTheWay: Promise<void>): Promise<GraphAnswer> {
    const { issuer, rates } = this.#options;
    const caller = await this.#identify(request);
    const { operation, params } = this.#find(request);
    request.note.permissions = heldPermissions(caller, params, issuer.state);
    request.note.operation = `${operation.method} ${operation.path}`;
    if (operation.path.toLowerCase().startsWith('/me') && caller.kind === 'person') params['user-id'] = caller.person.id;
    const { headers, release } = admit(rates, {
      operation, params, url: request.url, bodyBytes: request.bytes.length, appId: caller.app.clientId, tenantId: issuer.state.tenantId,
      people: directoryArea.of(issuer.state).users.size,
    });
    try {
      await onTheWay;
      const answer = await this.#perform(request, { operation, params, caller });
      return { ...answer, headers: { ...headers, ...answer.headers } };
    } finally {
      release();
    }
  }

  async #perform(request: GraphRequest, { operation, params, caller }: { operation: GraphOperation, params: Record<string, string>, caller: GraphCaller }): Promise<GraphAnswer> {
    const { issuer, events, settings } = this.#options;
    if (operation.path.toLowerCase().startsWith('/me') && caller.kind === 'app') {
      throw graphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
    }
    authorize(operation, caller, params, issuer.state);
    const query = parseQuery(request.url, operation.query ?? {}, request.headers.consistencylevel?.toString());
    const call = callOf(request, caller, params, query, { issuer, events, settings });
    const answer = await operation.handle(call);
    request.note.write = operation.method !== 'GET' && !operation.readOnly && answer.status < 400;
    return answer;
  }

  #find(request: GraphRequest): { operation: GraphOperation, params: Record<string, string> } {
    const path = normalPath(request.url.pathname);
    let pathKnown = false;
    for (const { operation, template } of this.#operations) {
      const params = template.match(path);
      if (!params) continue;
      if (operation.method === request.method) return { operation, params };
      pathKnown = true;
    }
    if (pathKnown) throw graphError(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
    throw badRequest(`Resource not found for the segment '${path.split('/')[1] ?? ''}'.`);
  }
}

/** `/v1.0/teams('id')/channels` → `/teams/id/channels`. */
function normalPath(pathname: string): string {
  const path = pathname.slice(root.length).replace(/\/$/, '');
  return path.replace(/\/(\w+)\((?:'|%27)([^')]*)(?:'|%27)\)(?=\/|$)/g, (whole, name: string, id: string) =>
    /^(teams|groups|users|channels|drives|items|events|installedApps|tabs|members|operations|owners|deletedItems|subscriptions|sites|lists)$/i.test(name) ? `/${name}/${id}` : whole);
}

function callOf(request: GraphRequest, caller: GraphCaller, params: Record<string, string>, query: GraphCall['query'], { issuer, events, settings }: Pick<GraphEndpointOptions, 'issuer' | 'events' | 'settings'>): GraphCall {
  return {
    method: request.method, params, url: request.url, query, headers: request.headers,
    body: jsonBody(request), bytes: request.bytes, caller, state: issuer.state, events, settings,
    now: () => issuer.now(), baseUrl: `${issuer.url}${root}`,
  };
}

function jsonBody(request: GraphRequest): unknown {
  if (request.bytes.length === 0 || !/json/i.test(request.headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(request.bytes.toString('utf8'));
  } catch {
    throw badRequest('Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.');
  }
}

/** Graph's error body (Microsoft: "Microsoft Graph error responses and resource types"). */
export function graphErrorBody(problem: { code: string, message: string, inner?: object }, ids: { requestId: string, clientRequestId: string }, now: number): object {
  return {
    error: {
      code: problem.code,
      message: problem.message,
      innerError: {
        ...problem.inner,
        date: new Date(now).toISOString().slice(0, 19),
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
      },
    },
  };
}
