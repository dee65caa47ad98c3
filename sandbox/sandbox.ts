import { ConversationStore } from './connector/conversation-store.ts';
import { connectorFaultAnswer } from './connector/connector-error.ts';
import { connectorRoutes } from './connector/connector-routes.ts';
import { announceInstallations } from './connector/installation-events.ts';
import { botOpenIdRoutes } from './entra/bot-tokens.ts';
import { entraFaultAnswer } from './entra/entra-fault-answer.ts';
import { entraRoutes } from './entra/entra-routes.ts';
import { findPerson } from './entra/entra-area.ts';
import { firstPartyArea, registerGraphTools } from './entra/first-party-apps.ts';
import { keysArea, rotateKeys } from './entra/signing-keys.ts';
import { entraTroubleRoutes } from './entra/trouble-routes.ts';
import { issueTabToken, type TokenIssuer } from './entra/tokens.ts';
import { beyondGraphRoutes } from './graph/beyond-graph-routes.ts';
import { contentRoutes, type ContentHost } from './graph/drives/content-routes.ts';
import { ExchangeLog } from './graph/exchange-log.ts';
import { answerBatch } from './graph/graph-batch.ts';
import { GraphEndpoint } from './graph/graph-endpoint.ts';
import { graphFaultAnswer } from './graph/graph-fault-answer.ts';
import { graphOperations } from './graph/operations-index.ts';
import { Notifications } from './graph/subscriptions/notifications.ts';
import { subscriptionRoutes } from './graph/subscriptions/subscription-routes.ts';
import { teamOperationsInProgress } from './graph/teams/team-async-operations.ts';
import type { AppRegistration } from './kernel/app-registration.ts';
import { certificateFor } from './kernel/certificates.ts';
import { clockRoutes } from './kernel/clock-routes.ts';
import { sandboxClock, type SandboxClock } from './kernel/clock.ts';
import { controlRoutes } from './kernel/control-routes.ts';
import { sandboxEvents, type SandboxEventEmitter } from './kernel/events.ts';
import { Faults, type FaultSurroundings, type HappeningFault } from './kernel/faults.ts';
import { serve } from './kernel/http-server.ts';
import { Journal } from './kernel/journal.ts';
import { Latency } from './kernel/latency.ts';
import { Rates, type RateSettings } from './kernel/rates/rates.ts';
import { ratesRoutes } from './kernel/rates/rates-routes.ts';
import { ResourceAges } from './kernel/resource-ages.ts';
import { Router, type SandboxRequest, type SandboxResponse } from './kernel/router.ts';
import { defaultSettings, type SandboxSettings } from './kernel/settings.ts';
import { StateStore } from './kernel/state-store.ts';
import type { TenantState } from './kernel/state.ts';
import { Timetable } from './kernel/timetable.ts';
import { defaultTenant } from './tenant/default-tenant.ts';
import { loadTenant } from './tenant/load-tenant.ts';
import type { TenantFile } from './tenant/tenant-file.ts';
import { startTeamsPage } from './teams-page/teams-page.ts';
import { teamsPlatform, UnknownPersonError } from './teams-platform-adapter.ts';

export interface SandboxOptions {
  /** Port of Entra, Graph, connector and control endpoints (https); 0 for a free one. */
  port: number;
  /** Port of the Teams page (http); 0 for a free one. */
  teamsPort: number;
  /** Address to listen on; `localhost` by default. */
  host?: string;
  /** Where the state is kept between starts; null for memory only. */
  stateDir: string | null;
  /** Where the certificate authority is kept (`ca.pem`). */
  caDir: string;
  /** A tenant file; without it and `tenant`, the default tenant. */
  tenantFile?: string;
  tenant?: TenantFile;
  apps: AppRegistration[];
  /** Begin anew although there is a kept state. */
  fresh?: boolean;
  /** A folder in which every exchange with Graph is kept; none by default. */
  exchangesDir?: string;
  /** Milliseconds since 1970; the machine's clock by default. The sandbox's own clock is this one, moved on as it was told. */
  clock?: () => number;
  /** Microsoft's documented rates; not in force unless enabled. */
  rates?: RateSettings;
}

export interface Sandbox {
  /** `https://localhost:<port>` */
  url: string;
  /** `http://localhost:<port>` */
  teamsUrl: string;
  /** The authority's certificate, to be trusted by clients. */
  caFile: string;
  tenantId: string;
  tenant: TenantFile;
  readonly state: TenantState;
  journal: Journal;
  faults: Faults;
  /** Microsoft's documented rates: in force or not, and what they allowed. */
  rates: Rates;
  /** How long each request to Graph takes on its way. */
  latency: Latency;
  events: SandboxEventEmitter;
  /** The time that tokens, dates, deadlines and holds go by. */
  clock: SandboxClock;
  /** How the sandbox behaves where Microsoft 365 may behave one way or another: change what is in it. */
  settings: SandboxSettings;
  /** Subscriptions to changes, and what befalls them. */
  notifications: Pick<Notifications, 'subscriptions' | 'settled' | 'lifecycle' | 'expire'>;
  /** Registers an app, or changes its registration. */
  registerApp(app: AppRegistration): void;
  /** What Teams would hand the app's tab for this person (UPN or object id); the first app when none is named. */
  tokenFor(person: string, clientId?: string): Promise<string>;
  /** Forgets what happened and begins anew from the tenant file. */
  reset(): void;
  /** Signs with new keys from now on; the old ones stay published unless forgotten. */
  rotateKeys(options?: { forgetOld?: boolean }): void;
  stop(): Promise<void>;
}

/**
 * Starts a local Microsoft 365: Entra ID, Graph v1.0 and the bot connector over TLS, and the Teams page.
 * @throws PortUnavailableError when a port is in use; TenantFileError when the tenant file cannot be used.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? 'localhost';
  const tenant = options.tenant ?? (options.tenantFile ? await loadTenant(options.tenantFile) : defaultTenant());
  const store = await StateStore.open(tenant, options.stateDir, options.fresh);
  const certificate = await certificateFor(options.caDir);
  const journal = new Journal();
  const events = sandboxEvents();
  // How long ago something was does not follow the tenant's clock, which may be set.
  const ages = new ResourceAges(() => performance.now());
  const settings = defaultSettings();
  const clock = sandboxClock(() => store.current, options.clock ?? Date.now, () => timetable.wake());
  const timetable = new Timetable(clock.now);
  const { now } = clock;
  // The address is known once the port is; nothing is answered before.
  const issuer = { url: '', get state() { return store.current; }, now, events } satisfies TokenIssuer & ContentHost;
  const place = { get state() { return store.current; }, now, events, settings, changed: () => { store.touch(); timetable.wake(); } };
  const notifications = new Notifications(place);
  timetable.add(teamOperationsInProgress(place));
  timetable.add(notifications);
  const platform = teamsPlatform({ store, issuer, events });
  const conversations = new ConversationStore(platform);
  announceInstallations(platform, conversations);

  const registerApp = (app: AppRegistration): void => {
    store.current.apps.set(app.clientId, app);
    store.touch();
    events.emit('appRegistered', { clientId: app.clientId });
  };
  const reset = (): void => {
    store.reset([keysArea.name, firstPartyArea.name]);
    events.emit('reset');
  };
  const rotate = ({ forgetOld = false } = {}): void => {
    rotateKeys(store.current, 'entra', { forgetOld });
    rotateKeys(store.current, 'bot', { forgetOld });
    store.touch();
  };
  for (const app of options.apps) registerApp(app);
  registerGraphTools(store.current, [...new Set(graphOperations.flatMap(operation => operation.delegated))]);

  const exchanges = options.exchangesDir ? new ExchangeLog(options.exchangesDir) : undefined;
  const rates = new Rates();
  if (options.rates) rates.set(options.rates);
  const latency = new Latency();
  const graph = new GraphEndpoint({ issuer, events, settings, operations: graphOperations, ages, rates, latency, exchanges });
  const router = new Router();
  const faults = new Faults(faultSurroundings(graph, router, ages));
  router
    .add(entraRoutes(issuer))
    .add(botOpenIdRoutes(() => issuer.url, () => store.current))
    .add(contentRoutes(issuer))
    .add(beyondGraphRoutes(issuer))
    .add(connectorRoutes(platform, conversations, rates))
    .add(controlRoutes({ journal, faults, store, registerApp, reset, rotateKeys: rotate }))
    .add(ratesRoutes(rates, latency))
    .add(entraTroubleRoutes(issuer))
    .add(clockRoutes({ clock, settings }))
    .add(subscriptionRoutes(notifications));

  const handle = async (request: SandboxRequest): Promise<SandboxResponse> => {
    timetable.wake();
    return answer(request).finally(() => timetable.wake());
  };
  const answer = async (request: SandboxRequest): Promise<SandboxResponse> => {
    if (/^\/v1\.0\/\$batch\/?$/i.test(request.path) && request.method === 'POST') return answerBatch(request, { graph, journal, faults, issuerUrl: issuer.url, now });
    if (request.path.startsWith('/v1.0/')) return graph.answer({ ...request, bytes: request.body });
    const found = router.find(request.method, request.path);
    if (found === null) return { status: 404, body: { error: { code: 'NotFound', message: `Nothing answers at ${request.path}.` } } };
    if (found === 'wrong method') return { status: 405, body: { error: { code: 'MethodNotAllowed', message: `${request.method} is not allowed at ${request.path}.` } } };
    const response = await found.route.handle({ ...request, params: found.params });
    ages.note(response);
    return response;
  };
  const faultAnswer = (fault: HappeningFault, request: SandboxRequest): SandboxResponse | null => {
    const { method, path, url } = request;
    if (path.startsWith('/v1.0/')) return graphFaultAnswer(fault, { url, operation: graph.operationOf(method, path), issuerUrl: issuer.url, now: now() });
    return path.startsWith('/connector/') ? connectorFaultAnswer(fault) : entraFaultAnswer(fault, now());
  };

  const server = await serve({
    host, port: options.port, tls: certificate, journal, faults, handle, faultAnswer, changed: () => store.touch(),
  });
  issuer.url = `https://localhost:${server.port}`;
  const teamsPage = await startTeamsPage({ platform, conversations, port: options.teamsPort, host }).catch(async problem => {
    await server.close();
    throw problem;
  });

  return {
    url: issuer.url,
    teamsUrl: teamsPage.url,
    caFile: certificate.caFile,
    tenantId: store.current.tenantId,
    tenant,
    get state() { return store.current; },
    journal, faults, rates, latency, events, clock, settings, notifications, registerApp, reset, rotateKeys: rotate,
    tokenFor(person, clientId) {
      const found = findPerson(store.current, person);
      const app = clientId === undefined ? [...store.current.apps.values()][0] : store.current.apps.get(clientId);
      if (!found || !app) throw new UnknownPersonError(person);
      return issueTabToken(issuer, found, app);
    },
    async stop() {
      timetable.stop();
      await teamsPage.close();
      await server.close();
      await store.close();
    },
  };
}

/** How faults know what a request is for: operations are named as the journal names them. */
function faultSurroundings(graph: GraphEndpoint, router: Router, ages: ResourceAges): FaultSurroundings {
  const nameOf = (route: { method: string, path: string }) => `${route.method} ${route.path.replace(/^\/connector/, '')}`;
  return {
    operations: () => ['POST /$batch', ...graphOperations.map(nameOf), ...router.routes.map(nameOf)],
    operationOf(method, path) {
      const pathname = path.split('?')[0]!;
      if (method === 'POST' && /^\/v1\.0\/\$batch\/?$/i.test(pathname)) return 'POST /$batch';
      const route = pathname.startsWith('/v1.0/') ? graph.operationOf(method, pathname) : router.find(method, pathname);
      if (route === null || route === 'wrong method') return null;
      return nameOf('route' in route ? { method, path: route.route.path } : route);
    },
    ageOf: path => ages.ageOf(path),
  };
}
