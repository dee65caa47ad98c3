import { z } from 'zod';
import { BadInputError, type RefusedField } from '../errors.ts';
import type { Operation } from './operation-contract.ts';

/** Parses what came with a request by the operation's schemas. @throws BadInputError naming every refused field at once. */
export function parseInput(operation: Operation, raw: { params: unknown; query: unknown; body: unknown }) {
  const params = operation.params.safeParse(raw.params);
  const query = operation.query.safeParse(raw.query);
  const body = operation.body.safeParse(raw.body);
  if (params.success && query.success && body.success) return { params: params.data, query: query.data, body: body.data };
  throw new BadInputError([
    ...refusals('params/', params), ...refusals('query/', query), ...refusals('/', body),
  ]);
}

function refusals(prefix: string, result: z.ZodSafeParseResult<unknown>): RefusedField[] {
  if (result.success) return [];
  return result.error.issues.slice(0, 50).map((issue) => ({
    field: prefix + issue.path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/'),
    reason: issue.message,
    remedy: remedyFor(issue),
  }));
}

function remedyFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big': return `Give at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}.`;
    case 'too_small': return `Give at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}.`;
    case 'invalid_value': return `Give one of: ${issue.values.join(', ')}.`;
    case 'invalid_format': return `Give it in the form of a ${issue.format}.`;
    case 'unrecognized_keys': return `Leave out: ${issue.keys.join(', ')}.`;
    case 'invalid_type': return issue.input === undefined ? `Give a value (${issue.expected}).` : `Give a value of the kind ${issue.expected}.`;
    default: return 'Correct it; /api/openapi.json describes what is taken.';
  }
}
