import { z } from 'zod';
import { teamsArea } from '../graph/teams/teams-area.ts';
import type { SandboxRequest, SandboxResponse, SandboxRoute } from '../kernel/router.ts';
import { restoreConsent, revokeConsent } from './consent.ts';
import { findPerson } from './entra-area.ts';
import { expireTokens } from './expired-tokens.ts';
import type { TokenIssuer } from './tokens.ts';

const revocationSchema = z.strictObject({
  /** Both when absent. */
  kind: z.enum(['delegated', 'application']).optional(),
  /** All when absent. */
  permissions: z.array(z.string()).optional(),
  /** One person's own consent: user principal name or object id. */
  person: z.string().optional(),
  tokensOut: z.enum(['good', 'refused']).default('refused'),
});
const restorationSchema = z.strictObject({ person: z.string().optional() });
const inTeamSchema = z.strictObject({ permissions: z.array(z.string()) });
const expirySchema = z.strictObject({
  person: z.string().optional(), clientId: z.string().optional(), why: z.enum(['expired', 'outdated', 'challenge']).default('expired'),
});

/** Control endpoints for what an administrator does to an app's consent, and for tokens that end before their time. */
export function entraTroubleRoutes(issuer: Pick<TokenIssuer, 'state' | 'now'>): SandboxRoute[] {
  const route = <T>(method: string, path: string, schema: z.ZodType<T>, act: (given: T, params: Record<string, string>) => void): SandboxRoute => ({
    method, path: `/sandbox${path}`,
    handle: request => {
      const given = schema.safeParse(bodyOf(request));
      if (!given.success) return refused(z.prettifyError(given.error));
      try {
        act(given.data, request.params);
        return { status: 204 };
      } catch (problem) {
        if (problem instanceof UnknownTargetError) return refused(problem.message);
        throw problem;
      }
    },
  });
  const personId = (name: string | undefined): string | null => {
    if (name === undefined) return null;
    const found = findPerson(issuer.state, name);
    if (!found) throw new UnknownTargetError(`Nobody in the tenant is called ${name}.`);
    return found.id;
  };
  const needApp = (clientId: string): string => {
    if (!issuer.state.apps.has(clientId)) throw new UnknownTargetError(`No app ${clientId} is registered.`);
    return clientId;
  };
  return [
    route('POST', '/apps/{clientId}/consent/revoke', revocationSchema, ({ kind, permissions = null, person, tokensOut }, params) => {
      const clientId = needApp(params.clientId!);
      for (const each of kind ? [kind] : ['delegated', 'application'] as const) {
        revokeConsent(issuer.state, { clientId, kind: each, permissions, personId: personId(person), tokensOut });
      }
    }),
    route('POST', '/apps/{clientId}/consent/restore', restorationSchema, ({ person }, params) => restoreConsent(issuer.state, needApp(params.clientId!), personId(person))),
    // What an owner consented to in one team: an empty list takes all of it back.
    route('PUT', '/teams/{teamId}/apps/{clientId}/consent', inTeamSchema, ({ permissions }, params) => {
      const team = teamsArea.of(issuer.state).get(params.teamId!.toLowerCase());
      const installation = [...team?.installedApps.values() ?? []].find(each => each.clientId === params.clientId);
      if (!installation) throw new UnknownTargetError('The app is not installed in such a team.');
      installation.consented = permissions;
    }),
    route('POST', '/tokens/expire', expirySchema, ({ person, clientId = null, why }) => expireTokens(issuer.state, issuer.now(), { personId: personId(person), clientId, why })),
  ];
}

class UnknownTargetError extends Error {
  override readonly name = 'UnknownTargetError';
  readonly code = 'unknown-target';
}

/** No body means no restrictions. */
function bodyOf(request: SandboxRequest): unknown {
  if (request.body.length === 0) return {};
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return null;
  }
}

function refused(message: string): SandboxResponse {
  return { status: 400, body: { error: { code: 'BadRequest', message } } };
}
