import { App, type IHttpServerAdapter } from '@microsoft/teams.apps';
import { type CloudEnvironment, PUBLIC, withOverrides } from '@microsoft/teams.api';
import type { ILogger } from '@microsoft/teams.common';
import type { Logger } from 'pino';
import type { Services } from '../platform/services.ts';
import type { Settings } from '../platform/settings.ts';

/** A message to the bot service is given up after this time; jobs try again. */
const connectorTimeoutMs = 10_000;

/** Microsoft's public cloud, unless the settings name other endpoints. */
export function cloudOf(settings: Settings): CloudEnvironment {
  return withOverrides(PUBLIC, {
    loginEndpoint: settings.loginUrl,
    loginTenant: settings.tenantId,
    openIdMetadataUrl: settings.botOpenIdMetadataUrl,
    graphScope: `${settings.graphUrl}/.default`,
  });
}

/** The Teams SDK's app: it validates what the bot service sends and speaks to its connector. */
export function createTeamsApp(services: Pick<Services, 'settings' | 'tokens' | 'logger'>, adapter: IHttpServerAdapter): App {
  const { settings, tokens } = services;
  return new App({
    clientId: settings.clientId,
    tenantId: settings.tenantId,
    // Empty, so that the SDK does not read the secret from the environment: tokens come from one place, which knows the authority.
    clientSecret: '',
    token: (scope) => tokens.forApp(settings.tenantId, Array.isArray(scope) ? scope[0] : scope),
    cloud: cloudOf(settings),
    serviceUrl: settings.botServiceUrl,
    messagingEndpoint: '/api/messages',
    httpServerAdapter: adapter,
    dangerouslyAllowUnauthenticatedRequests: false,
    client: { timeout: connectorTimeoutMs },
    logger: quietLogger(services.logger.child({ part: 'teams' })),
    telemetry: { agent365: false },
  });
}

/** The SDK logs whole activities; only its warnings and errors are kept, and of these only the sentence. */
function quietLogger(logger: Logger): ILogger {
  const sentence = (parts: unknown[]) => parts.map((part) => (part instanceof Error ? part.message : part)).filter((part) => typeof part === 'string').join(' ').slice(0, 300);
  const nothing = () => undefined;
  const quiet: ILogger = {
    debug: nothing, info: nothing, trace: nothing,
    warn: (...parts: unknown[]) => logger.warn(sentence(parts)),
    error: (...parts: unknown[]) => logger.error(sentence(parts)),
    log: (level, ...parts: unknown[]) => { if (level === 'error' || level === 'warn') logger[level](sentence(parts)); },
    child: () => quiet,
  };
  return quiet;
}
