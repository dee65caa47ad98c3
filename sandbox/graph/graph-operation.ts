import type { IncomingHttpHeaders } from 'node:http';
import type { AppRegistration } from '../kernel/app-registration.ts';
import type { SandboxEventEmitter } from '../kernel/events.ts';
import type { SandboxResponse } from '../kernel/router.ts';
import type { SandboxSettings } from '../kernel/settings.ts';
import type { TenantState } from '../kernel/state.ts';
import type { TenantUser } from '../tenant/tenant-file.ts';
import type { ODataOptions, ODataQuery } from './odata-query.ts';

/** Who calls Graph, as the token says. */
export type GraphCaller =
  | { kind: 'person', person: TenantUser, scopes: string[], app: AppRegistration }
  | { kind: 'app', roles: string[], app: AppRegistration };

/** One call of an operation, after its token, permissions and query options were found good. */
export interface GraphCall {
  method: string;
  /** Path parameters, decoded. For paths that begin with `/me`, `user-id` is the caller's id. */
  params: Record<string, string>;
  /** The URL as sent; parameters beyond OData's (startDateTime …) are in its searchParams. */
  url: URL;
  query: ODataQuery;
  headers: IncomingHttpHeaders;
  /** The body parsed as JSON, or undefined. */
  body: unknown;
  bytes: Buffer;
  caller: GraphCaller;
  state: TenantState;
  events: SandboxEventEmitter;
  settings: SandboxSettings;
  /** The clock: now, in milliseconds since 1970. */
  now(): number;
  /** `https://localhost:3980/v1.0`, for the links in answers. */
  baseUrl: string;
}

export interface GraphAnswer extends Omit<SandboxResponse, 'body'> {
  body?: object | Uint8Array | null;
}

export interface GraphOperation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * As Microsoft's documentation writes it: `/groups/{group-id}/calendarView`. `{name*}` matches slashes too:
   * `/drives/{drive-id}/root:/{item-path*}:/content`. Keys in brackets, `teams('id')`, are understood as well.
   */
  path: string;
  /** Delegated permissions, any of which is enough. Empty: not for people. */
  delegated: readonly string[];
  /**
   * Application permissions, any of which is enough. Those ending in `.Group` are resource-specific: in force when the
   * app is installed in the team that `team-id` or `group-id` names. Empty: not for apps.
   */
  application: readonly string[];
  /** The handler decides which of the permissions is needed, by what the body names. */
  checksPermissions?: boolean;
  /** Permissions whose absence Graph describes as Teams does ("Missing scope permissions on the request…"). */
  service?: 'directory' | 'teams' | 'sharepoint' | 'outlook';
  /** OData options the operation understands; others are answered 400, as Graph does. */
  query?: ODataOptions;
  /** Set when a change was made by a method other than GET that changes nothing (POST searches), or the reverse. */
  readOnly?: boolean;
  handle(call: GraphCall): GraphAnswer | Promise<GraphAnswer>;
}

/** Declares a Graph operation; the arrays that areas export are made of these. */
export function graphOperation(operation: GraphOperation): GraphOperation {
  return operation;
}

/** An answer other than success: thrown anywhere in a handler, sent as Graph's error body. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  /** Further codes inside `innerError`. */
  readonly inner: Record<string, unknown>;

  constructor(status: number, code: string, message: string, extra: { headers?: Record<string, string>, inner?: Record<string, unknown> } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = extra.headers ?? {};
    this.inner = extra.inner ?? {};
  }
}

/** `throw graphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')` */
export function graphError(status: number, code: string, message: string, extra?: { headers?: Record<string, string>, inner?: Record<string, unknown> }): GraphError {
  return new GraphError(status, code, message, extra);
}

/** The directory's answer for an id that does not exist, or that the caller must not know of. */
export function resourceNotFound(id: string): GraphError {
  return graphError(404, 'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`);
}

export function badRequest(message: string, code = 'BadRequest'): GraphError {
  return graphError(400, code, message);
}

export const ok = (body: object, headers?: Record<string, string>): GraphAnswer => ({ status: 200, body, headers });
export const created = (body: object, headers?: Record<string, string>): GraphAnswer => ({ status: 201, body, headers });
export const noContent = (): GraphAnswer => ({ status: 204, body: null });

/** The JSON body as an object; 400 when it is anything else. */
export function bodyObject(call: GraphCall): Record<string, unknown> {
  if (call.body === null || typeof call.body !== 'object' || Array.isArray(call.body)) {
    throw badRequest('Write requests (excluding DELETE) must contain the Content-Type header declaration and a JSON object as body.');
  }
  return call.body as Record<string, unknown>;
}
