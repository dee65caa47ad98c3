import { ok, type GraphAnswer, type GraphCall } from './graph-operation.ts';
import { compare, passes, valueAt } from './odata-filter.ts';
import { skipToken } from './odata-query.ts';

type Row = Record<string, unknown>;

export interface CollectionOptions {
  /** What follows `$metadata#` in `@odata.context`. */
  context: string;
  /** Properties an item has when `$select` is absent; all of them if not given. `id` always stays. */
  defaults?: readonly string[];
  /** Makes, of the text of `$search`, the test whether a row is found. */
  matches?: (search: string) => (row: Row) => boolean;
  /** Teams counts its lists without being asked. */
  counts?: boolean;
  /** Called for each row of the page, after the filter and before `$select`: expansions go here. */
  expand?: (row: Row) => Row;
}

/**
 * Answers a collection: filter, search, order, count, page and select, in that order, as the call's options ask.
 * `$skip`, `$top` and `$skiptoken` work together as in Graph: a nextLink leads on until there is nothing left.
 */
export function collection(call: GraphCall, rows: Iterable<object>, options: CollectionOptions): GraphAnswer {
  const { query } = call;
  let found = [...rows] as Row[];
  if (query.filter) found = found.filter(row => passes(query.filter!, row));
  if (query.search !== null && options.matches) found = found.filter(options.matches(query.search));
  if (query.orderBy.length > 0) {
    found.sort((a, b) => {
      for (const { path, descending } of query.orderBy) {
        const order = compare(valueAt(a, path) ?? '', valueAt(b, path) ?? '') ?? 0;
        if (order !== 0) return descending ? -order : order;
      }
      return 0;
    });
  }
  const size = query.top ?? query.options.pageSize ?? 100;
  const start = query.offset > 0 ? query.offset : query.skip;
  const page = found.slice(start, start + size);
  const body: Record<string, unknown> = { '@odata.context': contextUrl(call, options.context) };
  if (query.count || options.counts) body['@odata.count'] = found.length;
  if (start + size < found.length) body['@odata.nextLink'] = nextLink(call, start + size);
  body.value = page.map(row => selected(call, options.expand ? options.expand(row) : row, options.defaults));
  return ok(body);
}

/** One entity as `$select` asks for it, with its context. */
export function entity(call: GraphCall, row: object, context: string, defaults?: readonly string[]): GraphAnswer {
  return ok({ '@odata.context': contextUrl(call, context), ...selected(call, row as Row, defaults) });
}

/** An answer's context: what it is of and, where the caller chose, of which properties and relations: `users(id,manager())/$entity`. */
export function contextUrl(call: GraphCall, context: string): string {
  const chosen = [...call.query.select ?? [], ...call.query.expand.map(({ name, select, expand }) => `${name}(${[...select ?? [], ...expand.map(each => `${each}()`)].join(',')})`)];
  return `${call.baseUrl}/$metadata#${chosen.length === 0 ? context : context.replace(/(\/\$entity)?$/, `(${chosen.join(',')})$1`)}`;
}

/** What `$select` inside an `$expand` leaves of the related row. */
export function selectedInside(row: Row, select: string[] | null, besides: readonly string[] = []): Row {
  return select ? Object.fromEntries(Object.entries(row).filter(([name]) => name.includes('@') || select.includes(name) || besides.includes(name))) : row;
}

/** The chosen properties of a row. Annotations (`@odata…`), expanded relations and `id` stay. */
export function selected(call: GraphCall, row: Row, defaults?: readonly string[]): Row {
  const wanted = call.query.select ?? defaults;
  if (!wanted) return row;
  const keep = new Set(['id', ...wanted, ...call.query.expand.map(each => each.name)].map(name => name.toLowerCase().split('/')[0]!));
  return Object.fromEntries(Object.entries(row).filter(([name]) => name.includes('@') || keep.has(name.toLowerCase())));
}

function nextLink(call: GraphCall, offset: number): string {
  const url = new URL(call.url);
  url.searchParams.delete('$skip');
  url.searchParams.set('$skiptoken', skipToken(offset));
  const path = url.pathname.slice(url.pathname.indexOf('/v1.0/') + '/v1.0'.length);
  return `${call.baseUrl}${path}${url.search.replaceAll('%24', '$')}`;
}

/**
 * Whether a row is found by the directory's `$search`: `"displayName:anna"`, joined by AND or OR.
 * Words are matched by their beginning, as the directory's tokens are.
 */
export function directorySearch(search: string): (row: Row) => boolean {
  const clauses = [...search.matchAll(/"(\w+):((?:[^"\\]|\\.)*)"|\b(AND|OR)\b/g)]
    .map(([, property, sought, joiner]) => joiner ? { joiner } : { property: property!, words: wordsOf(sought!.replace(/\\(.)/g, '$1')) });
  return row => {
    let result: boolean | null = null;
    let joiner = 'AND';
    for (const clause of clauses) {
      if (clause.joiner !== undefined) {
        joiner = clause.joiner;
        continue;
      }
      const present = wordsOf(String(row[clause.property] ?? ''));
      const hit = clause.words.every(sought => present.some(word => word.startsWith(sought)));
      result = result === null ? hit : joiner === 'OR' ? result || hit : result && hit;
    }
    return result ?? false;
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
