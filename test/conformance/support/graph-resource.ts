import type { Csdl, CsdlOperation, TypeRef } from './csdl.ts';

/** What lies at an address of Graph, as the metadata has it. */
export type GraphResource =
  | { kind: 'value', ref: TypeRef }
  /** Bytes: a file's content, a photo. `of` is what they belong to. */
  | { kind: 'stream', of: TypeRef }
  | { kind: 'count' }
  | { kind: 'references', ref: TypeRef }
  /** Actions or functions of one name; which of them is meant, the parameters say. */
  | { kind: 'call', operations: CsdlOperation[] };

/** The metadata has nothing at this address. */
export class NoSuchResourceError extends Error {
  override readonly name = 'NoSuchResourceError';
  readonly code = 'no-such-resource';
}

/**
 * Follows a path from the root of Graph, as a template (`/teams/{team-id}/channels`) or as an answer's context has it
 * (`teams('1')/channels`). Paths inside a drive (`root:/a/b.txt:/children`) lead to an item like its id does.
 * @throws NoSuchResourceError when a segment does not exist
 */
export function resourceAt(csdl: Csdl, path: string): GraphResource {
  const segments = segmentsOf(path);
  let at: GraphResource | null = null;
  for (const segment of segments) {
    if (at === null) {
      const root = csdl.roots.get(segment.name) ?? [...csdl.roots].find(([name]) => name.toLowerCase() === segment.name.toLowerCase())?.[1];
      if (!root) throw new NoSuchResourceError(`${path}: there is no ${segment.name} at the root`);
      at = { kind: 'value', ref: segment.isKeyed ? { ...root, collection: false } : root };
    } else at = step(csdl, at, segment, path);
  }
  if (at === null) throw new NoSuchResourceError(`${path}: nothing is named`);
  return at;
}

interface Segment { name: string; isKey: boolean; isKeyed: boolean }

function segmentsOf(path: string): Segment[] {
  return path.replace(/:\/\{[^}]*\}:?(?=\/|$)/g, '').split('/').filter((each) => each !== '').map((text) => {
    const [, name = text, inside] = /^([^(]+)\((.*)\)$/.exec(text) ?? [];
    return { name, isKey: /^\{.*\}$/.test(text), isKeyed: inside !== undefined && /^(['{]|%27)/.test(inside) };
  });
}

function step(csdl: Csdl, at: GraphResource, segment: Segment, path: string): GraphResource {
  const { name } = segment;
  const here: TypeRef | null = at.kind === 'value' ? at.ref : at.kind === 'call' ? at.operations[0]!.returns : null;
  if (!here) throw new NoSuchResourceError(`${path}: nothing comes before ${name}`);
  if (name === '$value') return { kind: 'stream', of: here };
  if (name === '$count') return { kind: 'count' };
  if (name === '$ref') return { kind: 'references', ref: here };
  if (/^microsoft\.graph\.\w+$/.test(name) && csdl.structure(name)) return { kind: 'value', ref: { ...here, name } };
  if (here.collection && segment.isKey) return { kind: 'value', ref: { ...here, collection: false } };
  const calls = csdl.operationsOn(name.replace(/^microsoft\.graph\./, ''), here);
  if (calls.length > 0) return { kind: 'call', operations: calls };
  // `sites/root`: some keys have a name.
  if (here.collection) return { kind: 'value', ref: { ...here, collection: false } };
  const property = csdl.property(here.name, name);
  if (!property) throw new NoSuchResourceError(`${path}: ${here.name} has no ${name}`);
  if (property.name === 'Edm.Stream') return { kind: 'stream', of: here };
  return { kind: 'value', ref: { name: property.name, collection: segment.isKeyed ? false : property.collection } };
}
