import { z } from 'zod';

/**
 * One operation of the HTTP API, described once: the server parses requests with it, the tab
 * calls with its types, and the OpenAPI document is made from it.
 */
export interface Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  /** Stable name, also the OpenAPI operationId, such as `joinCommunity`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with `:name` for each key of `params`, such as `/api/communities/:communityId`. */
  readonly path: string;
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly response: Response;
  /** Status of a success. */
  readonly status: 200 | 201 | 202 | 204;
}

export const nothing = z.object({});
export type Nothing = typeof nothing;

interface Described<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType> {
  name: string;
  method: Operation['method'];
  path: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  status?: Operation['status'];
}

export function operation<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodType,
>(described: Described<P, Q, B, R>): Operation<P, Q, B, R> {
  return {
    name: described.name,
    method: described.method,
    path: described.path,
    summary: described.summary,
    params: (described.params ?? nothing) as P,
    query: (described.query ?? nothing) as Q,
    body: (described.body ?? z.undefined()) as B,
    response: described.response,
    status: described.status ?? 200,
  };
}

/** Largest page any list gives. */
export const maxPageSize = 100;

/** Query of every list: an opaque cursor from the page before, and a page size. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(25),
});

/** One page of a list; `next` is null on the last. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** Instants travel as ISO 8601 in UTC. */
export const instant = z.iso.datetime();
/** A calendar day, `2026-11-23`. */
export const day = z.iso.date();
/** Ids of Entra ID objects and of ours. */
export const id = z.guid();

/** RFC 9457 problem; `code` is stable and the tab's locale files know it. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  /** What the person can do about it. */
  remedy: z.string().optional(),
  /** The fields that were refused, as JSON pointers into the body, or `query/name`. */
  fields: z.array(z.object({ field: z.string(), reason: z.string(), remedy: z.string() })).optional(),
  correlationId: z.string(),
});
export type Problem = z.infer<typeof problem>;
