import { createHash } from 'node:crypto';
import { AuthError, ClientAuthError, ConfidentialClientApplication, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { ConsentNeededError, NotSignedInError, UnavailableError, UpstreamError } from '../errors.ts';
import type { Clock } from '../services.ts';
import type { Settings } from '../settings.ts';
import type { EntraTokens } from './entra-tokens.ts';

const maxKept = 5_000;
/** Tokens are asked for anew this long before they end. */
const marginMs = 5 * 60_000;

interface Kept { token: string; until: number }

/** Tokens through msal-node. Kept in memory only, at most 5,000, the longest unused forgotten first. */
export function createMsalTokens(settings: Pick<Settings, 'tenantId' | 'clientId' | 'clientSecret' | 'loginUrl' | 'graphUrl'>, clock: Clock): EntraTokens {
  const msal = new ConfidentialClientApplication({
    auth: {
      clientId: settings.clientId, clientSecret: settings.clientSecret, authority: `${settings.loginUrl}/${settings.tenantId}`,
      // Named here, msal does not first ask Microsoft's discovery service whether the authority is one.
      knownAuthorities: [new URL(settings.loginUrl).host],
    },
  });
  const kept = new Map<string, Kept>();
  const asking = new Map<string, Promise<string>>();

  const through = async (key: string, ask: () => Promise<{ accessToken: string; expiresOn: Date | null } | null>): Promise<string> => {
    const found = kept.get(key);
    if (found && found.until > clock().getTime()) {
      kept.delete(key);
      kept.set(key, found);
      return found.token;
    }
    const underway = asking.get(key) ?? ask().then((answer) => {
      if (!answer) throw new ServerError('no_token', 'Entra ID answered without a token.');
      kept.set(key, { token: answer.accessToken, until: (answer.expiresOn?.getTime() ?? 0) - marginMs });
      for (const oldest of kept.keys()) {
        if (kept.size <= maxKept) break;
        kept.delete(oldest);
      }
      // msal's own cache grows without bound and is not needed beside this one.
      msal.clearCache();
      return answer.accessToken;
    }).catch((error: unknown) => { throw asKnownError(error); }).finally(() => asking.delete(key));
    asking.set(key, underway);
    return underway;
  };

  const graphScope = `${settings.graphUrl}/.default`;
  return {
    async forPerson(actor) {
      const { assertion } = actor;
      if (!assertion || actor.tenantId !== settings.tenantId) throw new ConsentNeededError({ reason: 'interaction' });
      const key = createHash('sha256').update(assertion).digest('base64url');
      return through(key, () => msal.acquireTokenOnBehalfOf({ oboAssertion: assertion, scopes: [graphScope], skipCache: true }));
    },
    async forApp(tenantId, scope = graphScope) {
      if (tenantId !== settings.tenantId) throw new ConsentNeededError({ reason: 'consent' });
      return through(scope, () => msal.acquireTokenByClientCredential({ scopes: [scope], skipCache: true }));
    },
    forget(token) {
      for (const [key, each] of kept) if (each.token === token) kept.delete(key);
    },
  };
}

/** Entra's answers, told apart by what can be done about them. Microsoft Learn, "Microsoft Entra authentication and authorization error codes". */
function asKnownError(error: unknown): unknown {
  if (error instanceof InteractionRequiredAuthError) {
    const consent = error.subError === 'consent_required' || error.errorCode === 'consent_required' || /AADSTS(65001|65004|90094)\b/.test(error.errorMessage);
    return new ConsentNeededError({ reason: consent ? 'consent' : 'interaction', cause: error });
  }
  const said = error instanceof AuthError ? `${error.errorCode} ${error.errorMessage}` : '';
  if (/AADSTS(65001|65004|90094)\b/.test(said)) return new ConsentNeededError({ reason: 'consent', cause: error });
  if (/AADSTS(50076|50079|50158|53000|53003)\b/.test(said)) return new ConsentNeededError({ reason: 'interaction', cause: error });
  if (/AADSTS(7000215|7000222|700016)\b|invalid_client|unauthorized_client/.test(said)) {
    return new UpstreamError({ code: 'app-not-accepted', cause: error });
  }
  if (/AADSTS\d+|invalid_grant/.test(said)) return new NotSignedInError(error);
  if (error instanceof ClientAuthError || !(error instanceof AuthError) || /network|endpoints_resolution|openid_config|server_error|temporarily_unavailable|no_token/i.test(said)) {
    return new UnavailableError({ code: 'sign-in-unavailable', retryAfterSeconds: 5, cause: error });
  }
  return error;
}
