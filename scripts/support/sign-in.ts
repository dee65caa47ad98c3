import { AuthError, PublicClientApplication } from '@azure/msal-node';
import type { Environment } from './environment.ts';
import { SettingError } from './environment.ts';

const microsoftLogin = 'https://login.microsoftonline.com';

/**
 * A token for the API in a person's name. With `upn` and TRELLIS_PASSWORD: by password, where the
 * tenant allows that. Otherwise the person signs in with a browser (authorization code with PKCE,
 * answered on a loopback address).
 * @throws SettingError when the sign-in service says no or does not answer
 */
export async function signIn(env: Environment, upn: string | undefined, say: (line: string) => void): Promise<string> {
  try {
    return await askForToken(env, upn, say);
  } catch (error) {
    if (error instanceof AuthError) throw new SettingError(whyNot(error, env));
    throw error;
  }
}

/** The service's own sentence, without its trace. */
function whyNot(error: AuthError, env: Environment): string {
  if (error.errorCode === 'endpoints_resolution_error' || error.errorCode === 'network_error') {
    return `The sign-in service at ${env.LOGIN_URL ?? microsoftLogin} does not answer. With the sandbox, npm start has to be running; otherwise check LOGIN_URL and TENANT_ID.`;
  }
  const said = /(AADSTS\d+: .*?)(?= Trace ID:| - Correlation ID:|$)/s.exec(error.errorMessage)?.[1] ?? error.errorMessage;
  return `Signing in did not work. ${said.trim() || error.errorCode}`;
}

async function askForToken(env: Environment, upn: string | undefined, say: (line: string) => void): Promise<string> {
  const clientId = env.CLI_CLIENT_ID;
  if (!clientId) throw new SettingError('CLI_CLIENT_ID is not set: give the client id of the registration that command lines sign in with.');
  const loginUrl = env.LOGIN_URL ?? microsoftLogin;
  const msal = new PublicClientApplication({
    auth: { clientId, authority: `${loginUrl}/${env.TENANT_ID}`, knownAuthorities: [new URL(loginUrl).host] },
  });
  const scopes = [`${env.APP_ID_URI}/access_as_user`];
  if (upn && env.TRELLIS_PASSWORD) {
    const answer = await msal.acquireTokenByUsernamePassword({ scopes, username: upn, password: env.TRELLIS_PASSWORD });
    return tokenIn(answer);
  }
  const answer = await msal.acquireTokenInteractive({
    scopes,
    loginHint: upn,
    openBrowser: async (url) => say(`Open this address in a browser on this machine and sign in:\n\n  ${url}\n`),
    successTemplate: '<p>Signed in. You can close this page and go back to the terminal.</p>',
    errorTemplate: '<p>Signing in did not work. The terminal says more.</p>',
  });
  return tokenIn(answer);
}

function tokenIn(answer: { accessToken: string } | null): string {
  if (!answer?.accessToken) throw new SettingError('Signing in gave no token: check CLI_CLIENT_ID and APP_ID_URI against the app registration.');
  return answer.accessToken;
}
