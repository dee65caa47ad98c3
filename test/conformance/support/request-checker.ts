import type { GraphExchange } from '../../../sandbox/graph/exchange-log.ts';
import type { Csdl, CsdlOperation, TypeRef } from './csdl.ts';
import { resourceAt } from './graph-resource.ts';
import { queryOptionsOf, type Expansion } from './query-options.ts';
import { checkValue, shortName, type ValueRules } from './value-checker.ts';

/** What in a request to Graph the metadata does not know: properties of its body and their types, and what its options name. */
export function checkRequest(csdl: Csdl, exchange: GraphExchange): string[] {
  // Refused for its token, such as one that ran out, before anybody looked at what it is for.
  if (exchange.operation === null) return exchange.status === 401 ? [] : ['request: is for no operation'];
  const [method, template] = exchange.operation.split(' ') as [string, string];
  const resource = resourceAt(csdl, template);
  const rules: ValueRules = { side: 'request', expand: new Map(), unknownMembers: true };
  const wrong = resource.kind === 'value' ? checkOptions(csdl, resource.ref, exchange.path)
    : resource.kind === 'call' && resource.operations[0]!.returns ? checkOptions(csdl, resource.operations[0]!.returns, exchange.path) : [];
  if (exchange.body === undefined) return wrong;
  if (method === 'GET' || method === 'DELETE') return [...wrong, 'request: has a body where none belongs'];
  if (resource.kind === 'call') return [...wrong, ...checkParameters(csdl, resource.operations, exchange.body, rules)];
  if (resource.kind === 'references') return [...wrong, ...isReference(exchange.body) ? [] : ['request: is no reference (@odata.id)']];
  if (resource.kind !== 'value') return [...wrong, 'request: has a JSON body where none belongs'];
  // Its own key is in the address, and what Graph makes itself is not sent; all else may be left out.
  return [...wrong, ...checkValue(csdl, { ...resource.ref, collection: false }, exchange.body, rules, shortName(resource.ref.name), false)];
}

const isReference = (body: unknown): boolean => typeof body === 'object' && body !== null && Object.entries(body).every(([key, value]) => key === '@odata.id' && URL.canParse(String(value)));

function checkParameters(csdl: Csdl, operations: CsdlOperation[], body: unknown, rules: ValueRules): string[] {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return ['request: its body holds no parameters'];
  const attempts = operations.map(({ name, parameters }) => Object.entries(body).flatMap(([key, value]) => {
    const parameter = parameters.get(key) ?? [...parameters].find(([each]) => each.toLowerCase() === key.toLowerCase())?.[1];
    return parameter ? checkValue(csdl, parameter, value, rules, `${name}.${key}`, parameter.nullable) : [`${name}.${key}: is no parameter`];
  }));
  return attempts.sort((a, b) => a.length - b.length)[0] ?? [];
}

function checkOptions(csdl: Csdl, ref: TypeRef, path: string): string[] {
  const query = queryOptionsOf(path);
  const filtered = [...(query.filter ?? '').replace(/'(?:[^']|'')*'/g, "''").matchAll(/(?<![\w:/.])([a-z]\w*)(?=(?:\/\w+)*\s+(?:eq|ne|gt|ge|lt|le|in)\b|\/any|\/all)/gi)]
    .map(([, name]) => name!).filter((name) => name.length > 1);
  const named = [...query.orderBy, ...filtered.filter((name) => !/^(and|or|not)$/i.test(name))];
  return [...checkExpansion(csdl, ref.name, query), ...unknown(csdl, ref.name, named, 'is filtered or ordered by and does not exist')];
}

function checkExpansion(csdl: Csdl, typeName: string, { select, expand }: Expansion): string[] {
  return [
    ...unknown(csdl, typeName, select ?? [], 'is selected and does not exist'),
    ...[...expand].flatMap(([name, inner]) => {
      const property = csdl.property(typeName, name);
      return property?.kind === 'navigation' ? checkExpansion(csdl, property.name, inner) : [`${shortName(typeName)}.${name}: is expanded and is no relation`];
    }),
  ];
}

const unknown = (csdl: Csdl, typeName: string, names: readonly string[], what: string): string[] =>
  names.map((name) => name.split('/')[0]!).filter((name) => !csdl.property(typeName, name)).map((name) => `${shortName(typeName)}.${name}: ${what}`);
