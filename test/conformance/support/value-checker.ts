import type { Csdl, CsdlEnum, TypeRef } from './csdl.ts';
import { isWellFormed } from './primitive-forms.ts';
import type { Expansion } from './query-options.ts';

export interface ValueRules {
  /** `answer`: relations only where expanded; `request`: also bound (`teamsApp@odata.bind`) or made along with the rest. */
  side: 'answer' | 'request';
  /** Relations that may be there. */
  expand: Map<string, Expansion>;
  /** Whether the caller prefers enumeration members that came later (`Prefer: include-unknown-enum-members`). */
  unknownMembers: boolean;
}

type Row = Record<string, unknown>;

const graph = 'microsoft.graph.';
/** `microsoft.graph.user` → `user`: what deviations are told by. */
export const shortName = (name: string): string => name.startsWith(graph) && !name.slice(graph.length).includes('.') ? name.slice(graph.length) : name;

/**
 * What in a JSON value is not as its declared type wants it, each as `type.property: what`, without the value itself, so
 * that the same mistake reads the same wherever it is made.
 */
export function checkValue(csdl: Csdl, ref: TypeRef, value: unknown, rules: ValueRules, where = shortName(ref.name), nullable = true): string[] {
  if (ref.collection) {
    if (!Array.isArray(value)) return [`${where}: is no list`];
    return [...new Set(value.flatMap((each) => checkValue(csdl, { ...ref, collection: false }, each, rules, where, nullable)))];
  }
  if (value === null) return nullable ? [] : [`${where}: is null, which ${shortName(ref.name)} may not be here`];
  const primitive = isWellFormed(ref.name, value);
  if (primitive !== null) return primitive ? [] : [`${where}: is no ${ref.name}`];
  const type = csdl.type(ref.name);
  if (!type) return [`${where}: has the type ${ref.name}, which the metadata does not know`];
  if (type.kind === 'enum') return checkMember(type, value, where, rules);
  if (typeof value !== 'object' || Array.isArray(value)) return [`${where}: is no object`];
  return checkObject(csdl, type.name, value as Row, rules);
}

function checkMember(type: CsdlEnum, value: unknown, where: string, rules: ValueRules): string[] {
  if (typeof value !== 'string') return [`${where}: is no member of ${shortName(type.name)}`];
  const members = type.flags ? value.split(',').map((each) => each.trim()) : [value];
  return members.flatMap((member) => {
    const position = type.members.indexOf(member);
    if (position < 0) return [`${where}: “${member}” is no member of ${shortName(type.name)}`];
    const sentinel = type.members.indexOf('unknownFutureValue');
    // Microsoft, "Handling future members in evolvable enumerations": later members only for those who prefer them.
    if (rules.side === 'answer' && sentinel >= 0 && position > sentinel && !rules.unknownMembers) return [`${where}: “${member}” of ${shortName(type.name)} is given only to those who prefer unknown members`];
    return [];
  });
}

function checkObject(csdl: Csdl, declared: string, object: Row, rules: ValueRules): string[] {
  const named = object['@odata.type'];
  const actual = named === undefined ? declared : String(named).replace(/^#/, '');
  if (named !== undefined && (typeof named !== 'string' || (rules.side === 'answer' && !named.startsWith('#')))) return [`${shortName(declared)}: its @odata.type is not written as “#namespace.type”`];
  if (!csdl.structure(actual)) return [`${shortName(declared)}: its @odata.type ${actual} is not in the metadata`];
  if (!csdl.isA(actual, declared)) return [`${shortName(declared)}: its @odata.type ${actual} does not descend from it`];
  return [...new Set(Object.entries(object).flatMap(([key, value]) =>
    key.includes('@') ? checkAnnotation(csdl, actual, key, value, rules) : checkProperty(csdl, actual, key, value, rules)))];
}

function checkProperty(csdl: Csdl, typeName: string, key: string, value: unknown, rules: ValueRules): string[] {
  const where = `${shortName(typeName)}.${key}`;
  const property = csdl.property(typeName, key);
  // A type that is open may have more; what of it Graph really has stands in the table of differences.
  if (!property) return [`${where}: ${csdl.isOpen(typeName) ? 'is not declared on this open type' : 'does not exist'}`];
  if (property.kind === 'property') return checkValue(csdl, property, value, { ...rules, expand: new Map() }, where, property.nullable);
  const expansion = rules.expand.get(key);
  if (rules.side === 'answer' && !expansion) return [`${where}: is a relation that was not expanded`];
  return checkValue(csdl, property, value, { ...rules, expand: expansion?.expand ?? new Map() }, where, true);
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isUrl = (value: unknown) => typeof value === 'string' && URL.canParse(value);
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;

/** Annotations of OData and their form; those of Graph itself are in the metadata as terms. */
const annotations: Record<string, (value: unknown) => boolean> = {
  'odata.type': isText,
  'odata.context': (value) => typeof value === 'string' && /^https:\/\/[^/]+\/v1\.0\/\$metadata#./.test(value),
  'odata.nextLink': isUrl,
  'odata.deltaLink': isUrl,
  'odata.count': isCount,
  'odata.etag': (value) => typeof value === 'string' && /^(W\/)?"[^"]+"$/.test(value),
  'odata.id': isText,
  'odata.editLink': isText,
  'odata.readLink': isText,
  'odata.associationLink': isUrl,
  'odata.navigationLink': isUrl,
  'odata.mediaContentType': (value) => typeof value === 'string' && /^\w+\/[\w.+*-]+$/.test(value),
  'odata.mediaEtag': isText,
  'odata.mediaReadLink': isUrl,
};

function checkAnnotation(csdl: Csdl, typeName: string, key: string, value: unknown, rules: ValueRules): string[] {
  const at = key.indexOf('@');
  const target = key.slice(0, at);
  const name = key.slice(at + 1);
  const where = `${shortName(typeName)}.${key}`;
  if (target !== '' && !csdl.property(typeName, target)) return [`${where}: annotates a property that does not exist`];
  if (name === 'removed' && target === '') return ['changed', 'deleted'].includes(String((value as Row | null)?.reason)) ? [] : [`${where}: has no reason “changed” or “deleted”`];
  if (name === 'delta' && csdl.property(typeName, target)?.kind === 'navigation') return Array.isArray(value) ? [] : [`${where}: is no list`];
  if (name === 'odata.bind' && rules.side === 'request') return checkBinding(csdl, typeName, target, value, where);
  const term = csdl.terms.get(name);
  if (term) return checkValue(csdl, term, value, rules, where, false);
  const check = annotations[name];
  if (!check) return [`${where}: is no annotation that OData or Graph has`];
  return check(value) ? [] : [`${where}: is not well-formed`];
}

function checkBinding(csdl: Csdl, typeName: string, target: string, value: unknown, where: string): string[] {
  const property = csdl.property(typeName, target);
  if (property?.kind !== 'navigation') return [`${where}: binds what is no relation`];
  const links = property.collection ? value : [value];
  return Array.isArray(links) && links.every(isUrl) ? [] : [`${where}: is no ${property.collection ? 'list of addresses' : 'address'}`];
}
