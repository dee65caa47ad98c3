import { randomUUID } from 'node:crypto';
import type { AppRegistration } from '../kernel/app-registration.ts';
import type { SandboxRequest, SandboxResponse } from '../kernel/router.ts';
import type { TenantUser } from '../tenant/tenant-file.ts';
import { authorizePage, errorPage, formPostPage } from './authorize-page.ts';
import { codeMilliseconds, findPerson, keepCode } from './entra-area.ts';
import { appWithConsent } from './consent.ts';
import { EntraError, entraErrorBody } from './entra-error.ts';
import { consentedScopes, readScopes } from './scopes.ts';
import type { TokenIssuer } from './tokens.ts';

/**
 * `GET /{tenant}/oauth2/v2.0/authorize`: a page where one picks the person to be. With `login_hint` and `prompt=none`
 * it redirects at once. What is wrong with client or redirect URI is shown here, never sent to the redirect URI.
 */
export function answerAuthorize(request: SandboxRequest, issuer: TokenIssuer): SandboxResponse {
  const query = request.url.searchParams;
  let app: AppRegistration;
  let redirectUri: string;
  try {
    [app, redirectUri] = clientAndRedirect(query, issuer);
  } catch (problem) {
    if (!(problem instanceof EntraError)) throw problem;
    return { status: 400, headers: html, body: errorPage(`AADSTS${problem.number}: ${problem.message}`) };
  }
  request.note.app = app.clientId;
  try {
    checkRequest(query, app, issuer);
    const picked = query.get('sandbox_person');
    const hinted = query.get('login_hint');
    const silent = query.get('prompt') === 'none';
    const person = picked ? findPerson(issuer.state, picked) : silent && hinted ? findPerson(issuer.state, hinted) : undefined;
    if (!person) {
      if (silent) throw new EntraError('login_required', 50058, 'A silent sign-in request was sent but no user is signed in.');
      const people = issuer.state.tenant.users.filter(user => user.accountEnabled !== false);
      return { status: 200, headers: html, body: authorizePage(request.url, app.displayName, people, hinted) };
    }
    request.note.person = person.userPrincipalName;
    return redirect(query, redirectUri, { code: codeFor(query, app, redirectUri, person, issuer), session_state: randomUUID() });
  } catch (problem) {
    if (!(problem instanceof EntraError)) throw problem;
    const body = entraErrorBody(problem, issuer.now()) as { error: string, error_description: string };
    return redirect(query, redirectUri, { error: body.error, error_description: body.error_description });
  }
}

const html = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };

function clientAndRedirect(query: URLSearchParams, issuer: TokenIssuer): [AppRegistration, string] {
  const clientId = query.get('client_id') ?? '';
  const app = issuer.state.apps.get(clientId);
  if (!app) throw new EntraError('unauthorized_client', 700016, `Application with identifier '${clientId}' was not found in the directory '${issuer.state.tenant.organization.displayName}'.`);
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.redirectUris.some(registered => isSameRedirect(registered, redirectUri))) {
    throw new EntraError('invalid_request', 50011, `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${clientId}'.`);
  }
  return [app, redirectUri];
}

/** Exactly as registered, but for the port of `http://localhost`, which Entra ignores (Microsoft, "Redirect URI restrictions", localhost exceptions). */
function isSameRedirect(registered: string, asked: string): boolean {
  if (registered === asked) return true;
  if (!/^http:\/\/localhost(?=[:/]|$)/.test(registered) || !URL.canParse(asked)) return false;
  const [left, right] = [new URL(registered), new URL(asked)];
  if (right.username || right.password) return false;
  left.port = right.port = '';
  return left.href === right.href;
}

function checkRequest(query: URLSearchParams, app: AppRegistration, issuer: TokenIssuer): void {
  if (query.get('response_type') !== 'code') throw new EntraError('unsupported_response_type', 700054, `response_type '${query.get('response_type')}' is not enabled for the application.`);
  const challenge = query.get('code_challenge');
  const method = query.get('code_challenge_method');
  if (challenge && method !== 'S256') throw new EntraError('invalid_request', 501491, `The code_challenge_method '${method ?? 'plain'}' is not supported here; use S256.`);
  const requested = readScopes(query.get('scope') ?? '', issuer.state, issuer.url);
  if (requested.names.length === 0) return;
  try {
    consentedScopes(appWithConsent(issuer.state, app, null), app.clientId, requested);
  } catch (problem) {
    if (!(problem instanceof EntraError) || problem.number !== 65001) throw problem;
    const error = query.get('prompt') === 'none' ? 'interaction_required' : 'consent_required';
    throw new EntraError(error, 65001, problem.message, { suberror: 'consent_required' });
  }
}

function codeFor(query: URLSearchParams, app: AppRegistration, redirectUri: string, person: TenantUser, issuer: TokenIssuer): string {
  return keepCode(issuer.state, {
    clientId: app.clientId,
    personId: person.id,
    redirectUri,
    scope: query.get('scope') ?? 'openid profile',
    codeChallenge: query.get('code_challenge'),
    nonce: query.get('nonce') ?? undefined,
    expires: issuer.now() + codeMilliseconds,
    redeemed: false,
  });
}

function redirect(query: URLSearchParams, redirectUri: string, values: Record<string, string>): SandboxResponse {
  const answer = new URLSearchParams({ ...values, ...query.has('state') && { state: query.get('state')! } });
  const mode = query.get('response_mode') ?? 'query';
  if (mode === 'form_post') return { status: 200, headers: html, body: formPostPage(redirectUri, answer) };
  const target = new URL(redirectUri);
  if (mode === 'fragment') target.hash = answer.toString();
  else for (const [name, value] of answer) target.searchParams.set(name, value);
  return { status: 302, headers: { Location: target.toString(), 'Cache-Control': 'no-store' } };
}
