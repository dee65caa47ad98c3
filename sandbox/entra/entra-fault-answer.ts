import { faultHeaders, type HappeningFault, type NamedAnswer } from '../kernel/faults.ts';
import type { SandboxResponse } from '../kernel/router.ts';
import { EntraError, entraErrorBody } from './entra-error.ts';

/** Microsoft: "Microsoft Entra authentication and authorization error codes". */
const problems: Partial<Record<NamedAnswer, EntraError>> = {
  'consent-required': new EntraError('invalid_grant', 65001,
    'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.', { suberror: 'consent_required' }),
  'interaction-required': new EntraError('interaction_required', 50076,
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access \'00000003-0000-0000-c000-000000000000\'.',
    { suberror: 'basic_action', claims: JSON.stringify({ access_token: { capolids: { essential: true, values: ['00000000-0000-0000-0000-000000000001'] } } }) }),
  'secret-expired': new EntraError('invalid_client', 7000222,
    'The provided client secret keys for the app are expired. Visit the Azure portal to create new keys for your app, or consider using certificate credentials for added security.', { status: 401 }),
  'temporarily-unavailable': new EntraError('temporarily_unavailable', 90033, 'A transient error has occurred. Please try again.', { status: 503 }),
};

/** What Entra answers when this fault happens to a request; null when the fault lets it through. */
export function entraFaultAnswer(fault: HappeningFault, now: number): SandboxResponse | null {
  const problem = fault.answer === undefined ? undefined : problems[fault.answer];
  const status = fault.status ?? problem?.status;
  if (status === undefined) return null;
  return { status, headers: { 'Cache-Control': 'no-store', ...faultHeaders(fault) }, body: bodyOf(fault, problem, now) };
}

function bodyOf(fault: HappeningFault, problem: EntraError | undefined, now: number): SandboxResponse['body'] {
  if (fault.body !== undefined) return fault.body as SandboxResponse['body'];
  return problem ? entraErrorBody(problem, now) : null;
}
