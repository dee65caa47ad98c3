import type { Problem } from './operation-contract.ts';
import { ProblemError, UnavailableError, UpstreamError } from '../errors.ts';
import { GraphError } from '../graph/graph-error.ts';
import { translated } from '../database/database-trouble.ts';

const restifyProblems: Record<number, { code: string; title: string; detail: string; remedy: string }> = {
  400: { code: 'malformed-request', title: 'Not understood', detail: 'The request could not be understood.', remedy: 'Check its address and form.' },
  404: { code: 'not-found', title: 'Not found', detail: 'There is nothing at this address.', remedy: 'Check the address; /api/openapi.json lists what there is.' },
  405: { code: 'method-not-allowed', title: 'Not possible here', detail: 'This address does not take this method.', remedy: 'Use one of the methods named in the allow header.' },
  406: { code: 'not-acceptable', title: 'Not available in this form', detail: 'Answers are JSON.', remedy: 'Accept application/json.' },
};

/** Stands in a remedy where the correlation id of the request is to be read. */
const idPlace = '{correlationId}';

/** Any error as a ProblemError: what is not meant for people becomes `internal` without details. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof GraphError) return graphProblem(error);
  const databaseTrouble = translated(error);
  if (databaseTrouble instanceof ProblemError) return databaseTrouble;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  const known = restifyProblems[status];
  if (known) return new ProblemError({ ...known, status, cause: error });
  return new ProblemError({
    code: 'internal', status: 500, title: 'A fault of Trellis', detail: 'Trellis met something that it was not made for; it has been noted.',
    remedy: `Try again. If it happens again, tell your administrator this id, by which the log has it: ${idPlace}`, cause: error,
  });
}

function graphProblem(error: GraphError): ProblemError {
  const common = { code: error.code, detail: error.message, cause: error };
  switch (error.failure) {
    case 'throttled': case 'unavailable': case 'timeout': case 'aborted':
      return new UnavailableError({ ...common, retryAfterSeconds: error.retryAfterSeconds });
    case 'forbidden':
      return new UpstreamError({ ...common, status: 403, remedy: 'Ask an owner of the team for access, or an administrator whether Trellis has all its permissions.' });
    case 'not-found': case 'gone':
      return new UpstreamError({ ...common, status: error.failure === 'gone' ? 410 : 404, remedy: 'Choose another, or ask an owner whether it was moved or deleted.' });
    case 'conflict': case 'changed':
      return new UpstreamError({ ...common, status: 409, remedy: 'Look at what is there now, then try again.' });
    case 'bad-request': case 'unchanged': case 'not-sent':
      return new UpstreamError({ ...common, status: 502, remedy: `Tell your administrator this id, by which the log has it: ${idPlace}` });
  }
}

/** The answer's body (RFC 9457). `type` is a URN made of the stable code. People read the remedy, so the correlation id stands in it where it matters. */
export function presentProblem(problem: ProblemError, correlationId: string): Problem {
  return {
    type: `urn:trellis:problem:${problem.code}`, title: problem.title, status: problem.status, code: problem.code, detail: problem.detail,
    ...(problem.remedy ? { remedy: problem.remedy.replace(idPlace, correlationId) } : {}), ...(problem.fields ? { fields: problem.fields } : {}), correlationId,
  };
}
