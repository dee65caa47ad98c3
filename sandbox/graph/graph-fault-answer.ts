import { randomUUID } from 'node:crypto';
import type { TokenRefusal } from '../entra/expired-tokens.ts';
import { faultHeaders, type HappeningFault, type NamedAnswer } from '../kernel/faults.ts';
import type { SandboxResponse } from '../kernel/router.ts';
import { tokenRefusal } from './graph-authorization.ts';
import { graphErrorBody } from './graph-endpoint.ts';
import { graphError, type GraphError, type GraphOperation } from './graph-operation.ts';
import { serviceError } from './service-errors.ts';

const tokenRefusals: Partial<Record<NamedAnswer, TokenRefusal>> = {
  'token-expired': 'expired', 'token-outdated': 'outdated', 'claims-challenge': 'challenge',
};

/** What Graph answers when this fault happens to a request; null when the fault lets it through. */
export function graphFaultAnswer(fault: HappeningFault, about: { url: URL, operation: GraphOperation | null, issuerUrl: string, now: number }): SandboxResponse | null {
  const named = fault.answer === undefined ? null : namedError(fault.answer, about);
  const status = fault.status ?? named?.status;
  if (status === undefined) return null;
  const problem = named ?? serviceError(about.operation?.service, status);
  const id = randomUUID();
  return {
    status,
    headers: { 'request-id': id, 'client-request-id': id, ...named?.headers, ...faultHeaders(fault) },
    body: fault.body === undefined ? graphErrorBody(problem, { requestId: id, clientRequestId: id }, about.now) : fault.body as object,
  };
}

function namedError(name: NamedAnswer, { url, operation, issuerUrl }: Parameters<typeof graphFaultAnswer>[1]): GraphError {
  const refusal = tokenRefusals[name];
  if (refusal) return tokenRefusal(issuerUrl, refusal);
  if (name === 'resync-required') return resyncRequired(url, operation);
  const { code, message } = serviceError(operation?.service, 503);
  return graphError(503, code, message);
}

/** 410 says where to begin again: a library's delta without a token, a directory's with an empty one. */
function resyncRequired(url: URL, operation: GraphOperation | null): GraphError {
  const start = `${url.origin}${url.pathname.replace(/delta\(.*$/i, 'delta')}`;
  const { code, message } = serviceError(operation?.service, 410);
  return graphError(410, code, message, operation?.service === 'sharepoint'
    ? { headers: { Location: start }, inner: { code: 'resyncChangesApplyDifferences' } }
    : { headers: { Location: `${start}?$deltatoken=` } });
}
