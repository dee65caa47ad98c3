import type { Problem } from './operation-contract.ts';
import { fieldWords, ProblemError, UnavailableError, UpstreamError } from '../errors.ts';
import { GraphError } from '../graph/graph-error.ts';
import { translated } from '../database/database-trouble.ts';
import type { Language, Told } from '../words.ts';

const restifyProblems: Record<number, Told> = {
  400: { code: 'malformed-request' }, 404: { code: 'not-found', about: 'address' }, 405: { code: 'method-not-allowed' }, 406: { code: 'not-acceptable' },
};

/** Any error as a ProblemError: what is not meant for people becomes `internal` without details. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof GraphError) return graphProblem(error);
  const databaseTrouble = translated(error);
  if (databaseTrouble instanceof ProblemError) return databaseTrouble;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  const known = restifyProblems[status];
  if (known) return new ProblemError({ ...known, status, cause: error });
  return new ProblemError({ code: 'internal', status: 500, cause: error });
}

function graphProblem(error: GraphError): ProblemError {
  const common = { code: error.code, cause: error };
  switch (error.failure) {
    case 'throttled': case 'unavailable': case 'timeout': case 'aborted':
      return new UnavailableError({ ...common, retryAfterSeconds: error.retryAfterSeconds });
    case 'forbidden':
      return new UpstreamError({ ...common, status: 403 });
    case 'not-found': case 'gone':
      return new UpstreamError({ ...common, status: error.failure === 'gone' ? 410 : 404 });
    case 'conflict': case 'changed':
      return new UpstreamError({ ...common, status: 409 });
    case 'full':
      return new UpstreamError({ ...common, status: 507 });
    case 'bad-request': case 'unchanged': case 'not-sent':
      return new UpstreamError({ ...common, status: 502 });
  }
}

/** The answer's body (RFC 9457), in the reader's language. `type` is a URN made of the stable code. People read the remedy, so the correlation id may be filled in there. */
export function presentProblem(problem: ProblemError, correlationId: string, language: Language): Problem {
  const { title, detail, remedy } = problem.inWords(language, { correlationId });
  return {
    type: `urn:trellis:problem:${problem.code}`, title, status: problem.status, code: problem.code, detail,
    ...(remedy ? { remedy } : {}), ...(problem.fields ? { fields: problem.fields.map((field) => fieldWords(field, language)) } : {}), correlationId,
  };
}
