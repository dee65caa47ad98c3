import type { GraphExchange } from '../../../sandbox/graph/exchange-log.ts';
import type { Csdl, TypeRef } from './csdl.ts';
import { resourceAt, type GraphResource } from './graph-resource.ts';
import { queryOptionsOf, type QueryOptions } from './query-options.ts';
import { checkValue, shortName, type ValueRules } from './value-checker.ts';

type Row = Record<string, unknown>;

/** What an answer holds when all is well: bytes, nothing, or JSON of a type. */
type Expected = { kind: 'bytes' } | { kind: 'nothing' } | { kind: 'json', ref: TypeRef };

/**
 * What in an answer of Graph is not as Microsoft's metadata and the documentation of Graph's protocol have it. Nothing
 * is expected of what the operation does: only of the form.
 */
export function checkAnswer(csdl: Csdl, exchange: GraphExchange): string[] {
  if (!exchange.answerHeaders['request-id']) return ['answer: has no request-id'];
  if (exchange.status >= 400) return checkError(exchange);
  if (exchange.status >= 300) return exchange.answerHeaders.location ? [] : ['answer: leads elsewhere without a Location'];
  if (exchange.operation === null) return ['answer: belongs to no operation'];
  const [method, template] = exchange.operation.split(' ') as [string, string];
  const resource = resourceAt(csdl, template);
  const expected = expectedOf(method, exchange.status, resource, template, csdl);
  if (expected.kind === 'nothing') return exchange.answer === undefined ? [] : ['answer: has a body where there is none'];
  if (expected.kind === 'bytes') return exchange.answer === undefined ? [] : ['answer: is JSON where bytes are asked for'];
  if (exchange.answer === undefined) return ['answer: has no body'];
  if (!/^application\/json/.test(exchange.answerHeaders['content-type'] ?? '')) return ['answer: is not sent as application/json'];
  return checkBody(csdl, exchange, expected.ref, /\/delta(\(|$)/.test(template));
}

function expectedOf(method: string, status: number, resource: GraphResource, template: string, csdl: Csdl): Expected {
  if (status === 202 || status === 204) return { kind: 'nothing' };
  const one = (ref: TypeRef): Expected => ({ kind: 'json', ref: { ...ref, collection: false } });
  switch (resource.kind) {
    case 'call': {
      const returned = resource.operations[0]!.returns;
      return returned ? { kind: 'json', ref: returned } : { kind: 'nothing' };
    }
    // Writing a file's content answers with the file.
    case 'stream': return method === 'GET' ? { kind: 'bytes' } : one(resource.of);
    case 'count': return { kind: 'bytes' };
    case 'references': return { kind: 'nothing' };
    case 'value':
      // Installing an app answers 201 without a body (Microsoft, "Add app to team").
      if (method === 'POST' && csdl.isA(resource.ref.name, 'microsoft.graph.teamsAppInstallation') && template.endsWith('/installedApps')) return { kind: 'nothing' };
      return method === 'GET' ? { kind: 'json', ref: resource.ref } : one(resource.ref);
  }
}

function checkError(exchange: GraphExchange): string[] {
  const error = (exchange.answer as { error?: Row } | undefined)?.error;
  const inner = error?.innerError as Row | undefined;
  const isText = (value: unknown) => typeof value === 'string' && value !== '';
  return [
    typeof error !== 'object' && 'error: has no body with an error',
    !isText(error?.code) && 'error.code: is missing',
    typeof error?.message !== 'string' && 'error.message: is missing',
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(String(inner?.date)) && 'error.innerError.date: is missing',
    !isText(inner?.['request-id']) && 'error.innerError.request-id: is missing',
    !isText(inner?.['client-request-id']) && 'error.innerError.client-request-id: is missing',
    Object.keys(exchange.answer ?? {}).some((key) => key !== 'error') && 'error: stands beside something else',
  ].filter((each) => each !== false);
}

function checkBody(csdl: Csdl, exchange: GraphExchange, ref: TypeRef, isDelta: boolean): string[] {
  const query = queryOptionsOf(exchange.path);
  const rules: ValueRules = {
    side: 'answer', expand: query.expand,
    unknownMembers: /include-unknown-enum-members/i.test(exchange.headers.prefer ?? ''),
  };
  const body = exchange.answer as Row;
  const context = checkContext(csdl, body, ref, query);
  if (!ref.collection) return [...context, ...checkEntity(csdl, ref, body, rules, query)];
  const { value, ...about } = body;
  if (!Array.isArray(value)) return [...context, 'answer: has no list “value”'];
  const known = ['@odata.context', '@odata.count', '@odata.nextLink', '@odata.deltaLink'];
  return [...new Set([
    ...context,
    ...Object.keys(about).filter((key) => !known.includes(key)).map((key) => `answer.${key}: does not belong beside a list`),
    ...checkLinks(about, isDelta),
    ...query.count && about['@odata.count'] === undefined && !query.isLaterPage ? ['answer.@odata.count: was asked for and is missing'] : [],
    ...about['@odata.count'] !== undefined && !(Number.isInteger(about['@odata.count']) && Number(about['@odata.count']) >= 0) ? ['answer.@odata.count: is no count'] : [],
    ...(value as Row[]).flatMap((each) => checkEntity(csdl, { ...ref, collection: false }, each, rules, query)),
  ])];
}

/** Either the next page or, at the end of changes, the link to later ones; both absolute and of this Graph. */
function checkLinks(about: Row, isDelta: boolean): string[] {
  const { '@odata.nextLink': next, '@odata.deltaLink': delta } = about;
  const origin = /^https:\/\/[^/]+\/v1\.0\//.exec(String(about['@odata.context']))?.[0] ?? 'https://';
  const badLink = (link: unknown) => link !== undefined && !(typeof link === 'string' && link.startsWith(origin) && URL.canParse(link));
  return [
    badLink(next) && 'answer.@odata.nextLink: is no address of this Graph',
    badLink(delta) && 'answer.@odata.deltaLink: is no address of this Graph',
    !isDelta && delta !== undefined && 'answer.@odata.deltaLink: stands where no changes were asked for',
    isDelta && (next === undefined) === (delta === undefined) && 'answer: changes end with neither or both of nextLink and deltaLink',
  ].filter((each) => each !== false);
}

/** Entities whose properties are absent where they have no value (facets of files); elsewhere what is selected is there, or null. */
const sparse = ['microsoft.graph.baseItem', 'microsoft.graph.uploadSession'];

function checkEntity(csdl: Csdl, ref: TypeRef, entity: Row, rules: ValueRules, query: QueryOptions): string[] {
  const wrong = checkValue(csdl, ref, entity, rules, shortName(ref.name), false);
  if (entity === null || typeof entity !== 'object' || csdl.structure(ref.name)?.kind !== 'entity') return wrong;
  const type = String(entity['@odata.type'] ?? ref.name).replace(/^#/, '');
  const removed = entity['@removed'] !== undefined;
  if (!query.select && typeof entity.id !== 'string') wrong.push(`${shortName(type)}.id: is missing`);
  if (!query.select || removed) return wrong;
  const wanted = new Set(query.select.map((each) => each.split('/')[0]!));
  for (const key of Object.keys(entity)) {
    if (key !== 'id' && !key.includes('@') && !wanted.has(key) && !query.expand.has(key)) wrong.push(`${shortName(type)}.${key}: was not selected`);
  }
  if (sparse.some((each) => csdl.isA(type, each))) return wrong;
  for (const name of wanted) {
    if (csdl.property(type, name)?.kind === 'property' && !(name in entity)) wrong.push(`${shortName(type)}.${name}: was selected and is missing`);
  }
  return wrong;
}

/** The context says of what type the answer is, and what of it was selected (OData JSON Format, "Context URL"). */
function checkContext(csdl: Csdl, body: Row, ref: TypeRef, query: QueryOptions): string[] {
  const url = body['@odata.context'];
  if (url === undefined) return [`answer.@odata.context: is missing (${shortName(ref.name)})`];
  const fragment = typeof url === 'string' ? /^https:\/\/[^/]+\/v1\.0\/\$metadata#(.+)$/.exec(url)?.[1] : undefined;
  if (fragment === undefined) return ['answer.@odata.context: is not well-formed'];
  const { path, selected, isEntity } = takeApart(fragment);
  const said = typeOfContext(csdl, path);
  const told = `(${shortName(ref.name)})`;
  if (said === null) return [`answer.@odata.context: leads nowhere ${told}`];
  const wrong: string[] = [];
  if (!csdl.isA(said.name, ref.name) && !csdl.isA(ref.name, said.name) && said.name !== ref.name) wrong.push(`answer.@odata.context: is of ${shortName(said.name)} ${told}`);
  if (ref.collection && (isEntity || !said.collection)) wrong.push(`answer.@odata.context: is of one where there is a list ${told}`);
  if (!ref.collection && said.collection && !isEntity) wrong.push(`answer.@odata.context: is of a list where there is one ${told}`);
  const asked = [...query.select ?? [], ...query.expand.keys()];
  if (asked.some((name) => !selected?.includes(name))) wrong.push(`answer.@odata.context: does not say what was selected ${told}`);
  return wrong;
}

function takeApart(fragment: string): { path: string, selected: string[] | null, isEntity: boolean } {
  const isEntity = fragment.endsWith('/$entity');
  const path = isEntity ? fragment.slice(0, -'/$entity'.length) : fragment;
  const open = openingOfLastBracket(path);
  const inside = open === null ? '' : path.slice(open + 1, -1);
  // Brackets hold what was selected, a key, or the type of a collection.
  if (open === null || /^['{]/.test(inside) || path.startsWith('Collection(')) return { path, selected: null, isEntity };
  return { path: path.slice(0, open), selected: inside.split(/[,()]+/).map((each) => each.trim()), isEntity };
}

function openingOfLastBracket(path: string): number | null {
  if (!path.endsWith(')')) return null;
  let depth = 0;
  for (let at = path.length - 1; at >= 0; at -= 1) {
    if (path[at] === ')') depth += 1;
    else if (path[at] === '(' && --depth === 0) return at;
  }
  return null;
}

function typeOfContext(csdl: Csdl, path: string): TypeRef | null {
  const collection = /^Collection\((.+)\)$/.exec(path)?.[1];
  const named = (collection ?? path).replace(/^(?:microsoft\.)?graph\./, '');
  for (const name of [named, `microsoft.graph.${named}`]) {
    if (csdl.type(name) && (collection !== undefined || /^(microsoft\.)?graph\./.test(path))) return { name, collection: collection !== undefined };
  }
  try {
    const resource = resourceAt(csdl, path);
    return resource.kind === 'value' ? resource.ref : resource.kind === 'call' ? resource.operations[0]!.returns : null;
  } catch {
    return null;
  }
}
