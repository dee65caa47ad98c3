import path from 'node:path';
import type { GraphOperation } from '../../../sandbox/graph/graph-operation.ts';
import { graphOperations } from '../../../sandbox/graph/operations-index.ts';
import { pathTemplate } from '../../../sandbox/kernel/router.ts';
import type { Csdl } from './csdl.ts';
import { readShared, sharedFolder } from './shared-files.ts';

interface Mock { request: { url: string; exampleUrl?: string; method: string }; response: { statusCode: number; body?: unknown } }

/** An example of Microsoft's documentation, of an operation that the sandbox offers. */
export interface DocumentedExample {
  /** `GET /users?$select=displayName,id`: the request as the documentation has it, from `/v1.0` on. */
  name: string;
  operation: GraphOperation;
  /** With its question mark, or empty. */
  query: string;
  status: number;
  body: unknown;
}

/** The documentation's examples (`docs-examples.json`) of what the sandbox offers. */
export function readExamples(csdl: Csdl): DocumentedExample[] {
  const { mocks } = readShared<{ mocks: Mock[] }>(path.join(sharedFolder, 'graph/docs-examples.json'));
  const offered = graphOperations.map((operation) => ({ operation, template: pathTemplate(operation.path) })).sort((a, b) => b.template.literalLength - a.template.literalLength);
  return mocks.flatMap(({ request, response }) => {
    const written = (request.exampleUrl ?? request.url).replace(/^https:\/\/graph\.microsoft\.com\/v1\.0/, '');
    const [pathname = '', ...query] = written.split('?');
    const found = offered.find(({ operation, template }) => {
      const params = operation.method === request.method ? template.match(pathname) : null;
      // `/users/delta` is a function and no person whose id is “delta”.
      return params !== null && Object.values(params).every((value) => !csdl.hasOperation(value));
    });
    return found ? [{ name: `${request.method} ${decodeURI(written)}`, operation: found.operation, query: query.length > 0 ? `?${query.join('?')}` : '', status: response.statusCode, body: parsed(response.body) }] : [];
  });
}

/** A few bodies stand there as text, with a comma too many. */
function parsed(body: unknown): unknown {
  return typeof body === 'string' ? JSON.parse(body.replace(/,(\s*[\]}])/g, '$1')) : body;
}

/** How an answer differs from an example in its properties and their types; what is null or empty on one side has no type to differ. */
export function compareForm(example: unknown, answer: unknown, where = ''): string[] {
  if (example === null || answer === null || answer === undefined || example === undefined) return [];
  if (Array.isArray(example) !== Array.isArray(answer) || typeof example !== typeof answer) return [`${where || 'the body'} is ${formOf(answer)} and not ${formOf(example)}`];
  if (Array.isArray(example)) {
    const items = answer as unknown[];
    return example.length === 0 || items.length === 0 ? [] : compareForm(merged(example), merged(items), where);
  }
  if (typeof example !== 'object') return [];
  const [theirs, ours] = [example as Record<string, unknown>, answer as Record<string, unknown>];
  const at = (key: string) => where ? `${where}.${key}` : key;
  return [
    ...Object.keys(theirs).filter((key) => !(key in ours)).map((key) => `lacks ${at(key)}`),
    ...Object.keys(ours).filter((key) => !(key in theirs)).map((key) => `has ${at(key)} besides`),
    ...Object.keys(theirs).filter((key) => key in ours).flatMap((key) => compareForm(theirs[key], ours[key], at(key))),
  ];
}

const formOf = (value: unknown): string => Array.isArray(value) ? 'a list' : `a ${typeof value}`;

/** All items as one that has whatever any of them has. */
function merged(items: unknown[]): unknown {
  if (items.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))) {
    const all: Record<string, unknown> = {};
    for (const item of items as Record<string, unknown>[]) {
      for (const [key, value] of Object.entries(item)) all[key] = all[key] === undefined || all[key] === null ? value : mergedTwo(all[key], value);
    }
    return all;
  }
  return items.find((item) => item !== null);
}

const mergedTwo = (a: unknown, b: unknown): unknown => {
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  return b !== null && typeof a === 'object' && typeof b === 'object' ? merged([a, b]) : a;
};
