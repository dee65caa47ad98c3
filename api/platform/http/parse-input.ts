import { z } from 'zod';
import { BadInputError, type RefusedField } from '../errors.ts';
import { type Key, type Language, type Say, sayIn, zodWords } from '../words.ts';
import type { Operation } from './operation-contract.ts';

/** Parses what came with a request by the operation's schemas. @throws BadInputError naming every refused field at once, in the reader's language. */
export function parseInput(operation: Operation, raw: { params: unknown; query: unknown; body: unknown }, language: Language) {
  const options = { error: zodWords[language] };
  const params = operation.params.safeParse(raw.params, options);
  const query = operation.query.safeParse(raw.query, options);
  const body = operation.body.safeParse(raw.body, options);
  if (params.success && query.success && body.success) return { params: params.data, query: query.data, body: body.data };
  const say = sayIn(language);
  throw new BadInputError([
    ...refusals('params/', params, say), ...refusals('query/', query, say), ...refusals('/', body, say),
  ]);
}

function refusals(prefix: string, result: z.ZodSafeParseResult<unknown>, say: Say): RefusedField[] {
  if (result.success) return [];
  return result.error.issues.slice(0, 50).map((issue) => ({
    field: prefix + issue.path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/'),
    // A schema's own message is a key of the locale files.
    reason: issue.message.startsWith('input.') ? say(issue.message as Key) : issue.message,
    remedy: remedyFor(issue, say),
  }));
}

function remedyFor(issue: z.core.$ZodIssue, say: Say): string {
  switch (issue.code) {
    case 'too_big': return say(issue.origin === 'string' ? 'input.remedies.shorter' : 'input.remedies.less', { most: String(issue.maximum) });
    case 'too_small': return say(issue.origin === 'string' ? 'input.remedies.longer' : 'input.remedies.more', { least: String(issue.minimum) });
    case 'invalid_value': return say('input.remedies.oneOf', { values: issue.values.join(', ') });
    case 'invalid_format': return say('input.remedies.format', { format: issue.format });
    case 'unrecognized_keys': return say('input.remedies.leaveOut', { keys: issue.keys.join(', ') });
    case 'invalid_type': return say(issue.input === undefined ? 'input.remedies.value' : 'input.remedies.kind', { expected: issue.expected });
    default: return say('input.remedies.other');
  }
}
