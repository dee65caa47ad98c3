import { badRequest } from './graph-operation.ts';
import { clauseCount, filterProperties, isAdvanced, parseFilter, type FilterExpression } from './odata-filter.ts';

/** The OData options an operation understands. What is left out is answered 400. */
export interface ODataOptions {
  /** `true`: any property; a list: these, others are answered 400. */
  select?: true | readonly string[];
  /** Properties that may be filtered on; `true` for any. */
  filter?: true | readonly string[];
  orderby?: true | readonly string[];
  /** Largest `$top`. */
  top?: number;
  skip?: boolean;
  count?: boolean;
  search?: boolean;
  /** Relations that may be expanded. */
  expand?: readonly string[];
  /** Rows in a page when `$top` is absent; 100 if not said. */
  pageSize?: number;
  /** Tells of changes: takes the tokens of its own links. */
  delta?: boolean;
  /** Directory rules: `$search`, `$count`, ne, not, endsWith need `ConsistencyLevel: eventual`. */
  directory?: boolean;
}

export interface ODataQuery {
  select: string[] | null;
  filter: FilterExpression | null;
  orderBy: { path: string, descending: boolean }[];
  top: number | null;
  skip: number;
  /** From a nextLink: how many rows came before. */
  offset: number;
  count: boolean;
  /** Of an operation that tells of changes: the token of the link it was called by. */
  deltaToken: string | null;
  /** The search text as sent, quotes included for the directory (`"displayName:anna"`). */
  search: string | null;
  expand: { name: string, select: string[] | null, filter: FilterExpression | null, expand: string[], levels: number }[];
  options: ODataOptions;
}

const known = ['$select', '$filter', '$orderby', '$top', '$skip', '$skiptoken', '$count', '$search', '$expand', '$format', '$deltatoken'];

/**
 * Reads the OData options of a URL.
 * @throws GraphError 400 for an option the operation does not have, or one that cannot be read.
 */
export function parseQuery(url: URL, options: ODataOptions, consistencyLevel: string | undefined): ODataQuery {
  const values = optionsOf(url);
  const allowed = new Set(['$format', ...allowedNames(options)]);
  for (const name of values.keys()) {
    if (!known.includes(name)) throw badRequest(`Invalid query option '${name}'.`);
    if (!allowed.has(name)) throw badRequest(`The query specified in the URI is not valid. The option '${name}' is not supported for this resource.`);
  }
  const filterText = values.get('$filter');
  const query: ODataQuery = {
    select: names(values.get('$select')),
    filter: filterText === undefined ? null : parseFilter(filterText),
    orderBy: orderBy(values.get('$orderby')),
    top: wholeNumber(values.get('$top'), '$top'),
    skip: wholeNumber(values.get('$skip'), '$skip') ?? 0,
    offset: options.delta ? 0 : readSkipToken(values.get('$skiptoken')),
    deltaToken: options.delta ? values.get('$deltatoken') ?? values.get('$skiptoken') ?? null : null,
    count: values.get('$count') === 'true',
    search: values.get('$search') ?? null,
    expand: expansions(values.get('$expand')),
    options,
  };
  check(query, options);
  if (options.directory) checkDirectoryRules(query, consistencyLevel);
  return query;
}

function allowedNames(options: ODataOptions): string[] {
  return [
    options.select && '$select', options.filter && '$filter', options.orderby && '$orderby', options.top && '$top',
    options.skip && '$skip', '$skiptoken', options.count && '$count', options.search && '$search',
    options.expand?.length && '$expand', options.delta && '$deltatoken',
  ].filter(name => typeof name === 'string');
}

/** Options by name with their dollar sign; Graph also takes them without. */
function optionsOf(url: URL): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of url.searchParams) {
    const lower = key.toLowerCase();
    const name = lower.startsWith('$') ? lower : known.includes(`$${lower}`) ? `$${lower}` : null;
    if (name === null) continue;
    if (found.has(name)) throw badRequest(`Query option '${name}' was specified more than once, but it must be specified at most once.`);
    found.set(name, value);
  }
  return found;
}

function check(query: ODataQuery, options: ODataOptions): void {
  if (query.top !== null && (query.top < 1 || query.top > (options.top ?? Infinity))) {
    throw badRequest(`Invalid page size specified: '${query.top}'. Must be between 1 and ${options.top} inclusive.`, 'Request_UnsupportedQuery');
  }
  const unsupported = (paths: string[], list: true | readonly string[] | undefined) =>
    Array.isArray(list) ? paths.find(path => !list.some((each: string) => each.toLowerCase() === path.toLowerCase())) : undefined;
  const selected = unsupported(query.select ?? [], options.select);
  if (selected !== undefined) throw badRequest(`Parsing OData Select and Expand failed: Could not find a property named '${selected}'.`);
  const filtered = query.filter && unsupported(filterProperties(query.filter), options.filter);
  if (filtered) throw badRequest(`Unsupported or invalid query filter clause specified for property '${filtered}'.`, 'Request_UnsupportedQuery');
  const ordered = unsupported(query.orderBy.map(each => each.path), options.orderby);
  if (ordered !== undefined) throw badRequest(`Unsupported sort property '${ordered}'.`, 'Request_UnsupportedQuery');
  const expanded = unsupported(query.expand.map(each => each.name), options.expand);
  if (expanded !== undefined) throw badRequest(`Parsing OData Select and Expand failed: Could not find a property named '${expanded}'.`);
}

/** `"displayName:anna" OR "mail:anna"`; the properties are those the directory searches. */
const directorySearchForm = /^\(?"(displayName|mail|mailNickname|userPrincipalName|givenName|surname|description):(?:[^"\\]|\\.)*"\)?(\s+(AND|OR)\s+\(?"(displayName|mail|mailNickname|userPrincipalName|givenName|surname|description):(?:[^"\\]|\\.)*"\)?)*$/;

/** Values that `in` and `or` may compare with in one filter of the directory. */
const mostClauses = 15;

/** Microsoft: "Advanced query capabilities on directory objects". */
function checkDirectoryRules(query: ODataQuery, consistencyLevel: string | undefined): void {
  const eventual = consistencyLevel?.toLowerCase() === 'eventual';
  const clauses = query.filter === null ? 0 : clauseCount(query.filter);
  if (clauses > mostClauses) {
    throw badRequest(`Too many child clauses specified in search filter expression containing 'OR' operators: ${clauses}. Max allowed: ${mostClauses}.`, 'Request_UnsupportedQuery');
  }
  if (query.search !== null && !eventual) {
    throw badRequest('Request with $search query parameter only works through MSGraph with a special request header: \'ConsistencyLevel: eventual\'', 'Request_UnsupportedQuery');
  }
  if (query.search !== null && !directorySearchForm.test(query.search.trim())) {
    throw badRequest(`Syntax error in $search '${query.search}': each clause is a property and a text in quotes, such as "displayName:anna".`);
  }
  if (query.count && !eventual) throw badRequest('$count is not currently supported.', 'Request_UnsupportedQuery');
  const advanced = (query.filter !== null && isAdvanced(query.filter)) || (query.filter !== null && query.orderBy.length > 0);
  if (advanced && !(eventual && query.count)) {
    throw badRequest('Unsupported Query. Advanced filters and sorting with a filter need the header \'ConsistencyLevel: eventual\' and $count=true.', 'Request_UnsupportedQuery');
  }
}

function names(text: string | undefined): string[] | null {
  if (text === undefined || text.trim() === '') return null;
  return text.split(',').map(each => each.trim()).filter(each => each !== '' && each !== '*');
}

function orderBy(text: string | undefined): ODataQuery['orderBy'] {
  return (names(text) ?? []).map(each => {
    const [path, direction = 'asc'] = each.split(/\s+/);
    if (!/^(asc|desc)$/i.test(direction)) throw badRequest(`Invalid $orderby direction '${direction}'.`);
    return { path: path!, descending: direction.toLowerCase() === 'desc' };
  });
}

function wholeNumber(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  if (!/^\d+$/.test(text)) throw badRequest(`Invalid value '${text}' for ${name} query option found. The ${name} query option requires a non-negative integer value.`);
  return Number(text);
}

/** `members($select=id,displayName),owners`, `singleValueExtendedProperties($filter=id eq 'x')` */
function expansions(text: string | undefined): ODataQuery['expand'] {
  if (text === undefined) return [];
  return (text.match(/[^,(]+(\([^)]*\))?/g) ?? []).map(each => {
    const [, name = '', inside] = /^([^(]+)(?:\((.*)\))?$/.exec(each.trim()) ?? [];
    const option = (sought: string) => inside?.split(';').map(part => part.trim()).find(part => part.replace('$', '').toLowerCase().startsWith(`${sought}=`))?.replace(/^[^=]+=/, '');
    const filter = option('filter');
    return { name: name.trim(), select: names(option('select')), filter: filter === undefined ? null : parseFilter(filter), expand: names(option('expand')) ?? [], levels: levelsOf(option('levels')) };
  });
}

/** How far a relation is followed from one to the next: `$levels=max`. */
function levelsOf(text: string | undefined): number {
  return text === 'max' ? Infinity : wholeNumber(text, '$levels') ?? 1;
}

const tokenMark = 'sandbox:';

/** The opaque token of a nextLink. */
export function skipToken(offset: number): string {
  return Buffer.from(`${tokenMark}${offset}`).toString('base64url');
}

function readSkipToken(text: string | undefined): number {
  if (text === undefined) return 0;
  const plain = Buffer.from(text, 'base64url').toString();
  if (!plain.startsWith(tokenMark)) throw badRequest('The $skiptoken of the request is not valid.', 'Directory_ExpiredPageToken');
  return Number(plain.slice(tokenMark.length));
}
