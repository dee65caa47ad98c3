import { type GraphInput, type GraphQuery, type OperationName, operations } from './operations.ts';

/** One request to Graph, below `/v1.0`. */
export interface GraphRequest {
  readonly operation: OperationName;
  readonly method: string;
  /** What the path is filled with. */
  readonly params: Readonly<Record<string, string>>;
  /** Path and query, encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object | undefined;
}

/**
 * The same to where a link of Graph's leads, below `/v1.0`; null when that is not within Graph, where alone a token may go,
 * or to another place than the request is about: Graph's links name what was asked for.
 */
export function requestAt(request: GraphRequest, link: string, graphUrl: string): GraphRequest | null {
  const url = URL.parse(link);
  if (url?.origin !== new URL(graphUrl).origin || !url.pathname.startsWith('/v1.0/')) return null;
  const leadsTo = decoded(url.pathname).toLowerCase();
  if (!Object.values(request.params).every((value) => leadsTo.includes(value.toLowerCase()))) return null;
  return { ...request, path: `${url.pathname.slice('/v1.0'.length)}${url.search}` };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The request that an operation of the table makes of its input: path filled in, `$select` and page size set. */
export function buildRequest<N extends OperationName>(operation: N, input: GraphInput<N>): GraphRequest {
  const described = operations[operation];
  const params: Record<string, string> = input.params ?? {};
  const path = described.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const query: GraphQuery = {
    ...('select' in described ? { $select: described.select } : {}),
    ...('pageSize' in described ? { $top: described.pageSize } : {}),
    ...input.query,
  };
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(Array.isArray(value) ? value.join(',') : String(value))}`);
  return {
    operation, method: described.method, params, path: pairs.length > 0 ? `${path}?${pairs.join('&')}` : path,
    headers: {
      ...('headers' in described ? described.headers : {}), ...input.headers,
      ...(input.ifMatch ? { 'if-match': input.ifMatch } : {}), ...(input.ifNoneMatch ? { 'if-none-match': input.ifNoneMatch } : {}),
    },
    body: input.body,
  };
}
