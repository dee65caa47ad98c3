import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { charterRoutes } from './charter/charter-routes.ts';
import { closingRoutes } from './communities/closing-routes.ts';
import { communitiesRoutes } from './communities/communities-routes.ts';
import { startForgetting } from './communities/happenings-jobs.ts';
import { stageRoutes } from './communities/stage-routes.ts';
import { startPairing } from './membership/pair-members.ts';
import { startLookingForLeavers } from './membership/look-for-leavers.ts';
import { startFollowing } from './following/following-jobs.ts';
import { serveNotifications } from './following/notifications-endpoint.ts';
import { importRoutes } from './import/import-routes.ts';
import { criteriaRoutes } from './launch/criteria-routes.ts';
import { interviewRoutes } from './launch/interview-routes.ts';
import { opportunityRoutes } from './launch/opportunity-routes.ts';
import { planRoutes } from './launch/plan-routes.ts';
import { seriesRoutes } from './launch/series-routes.ts';
import { ledgerStore } from './ledger/ledger-store.ts';
import { membersRoutes } from './membership/members-routes.ts';
import { membershipRoutes } from './membership/membership-routes.ts';
import { nextRoutes } from './next/next-routes.ts';
import { openDatabase } from './platform/database/database.ts';
import { permissionsRoutes } from './permissions/permissions-routes.ts';
import { type BudgetGate, createBudgetGate } from './platform/graph/budget/budget-gate.ts';
import { createBudgetStore } from './platform/graph/budget/budget-store.ts';
import { createGraph } from './platform/graph/graph-client.ts';
import { bearerToken, createHttpServer, serve } from './platform/http/http-server.ts';
import type { Route } from './platform/http/implement.ts';
import { serveMetrics } from './platform/http/metrics-route.ts';
import { serveOpenRoutes } from './platform/http/open-routes.ts';
import { reportReadiness } from './platform/http/readiness.ts';
import { serveTab } from './platform/http/tab-files.ts';
import { serveFeeds } from './rhythm/feed-endpoint.ts';
import { rhythmRoutes } from './rhythm/rhythm-routes.ts';
import { createMsalTokens } from './platform/identity/msal-tokens.ts';
import { createTokenValidator } from './platform/identity/token-validation.ts';
import { startJobs } from './platform/jobs/boss-jobs.ts';
import { createLogger } from './platform/logger.ts';
import type { Clock, Services } from './platform/services.ts';
import type { Settings } from './platform/settings.ts';
import { uploadOriginsOf } from './practice/upload-file.ts';
import { practiceRoutes } from './practice/library-routes.ts';
import { startReadingTexts } from './practice/texts/texts-jobs.ts';
import { startNotingStewardship } from './stewardship/stewardship-jobs.ts';
import { stewardshipRoutes } from './stewardship/stewardship-routes.ts';
import { sponsorshipRoutes } from './sponsorship/sponsorship-routes.ts';
import { templatesRoutes } from './templates/templates-routes.ts';
import { tiesRoutes } from './ties/ties-routes.ts';

export interface AppOverrides {
  clock?: Clock;
  logger?: Logger;
  /** Longest time that one HTTP request may take, in milliseconds. */
  requestDeadlineMs?: number;
  /** Shortest time between two requests for Entra's keys because of an unknown one, in milliseconds. */
  keyCooldownMs?: number;
  /** Stands between the API and the gate that keeps to Microsoft's limits. */
  gate?: (gate: BudgetGate) => BudgetGate;
}

export interface App {
  /** Where it listens, such as `http://localhost:3978`. */
  url: string;
  services: Services;
  /** Ends requests and jobs that are under way, for at most ten seconds, then lets go of the database. */
  close(): Promise<void>;
}

/** Every operation of the HTTP API. */
export function allRoutes(services: Services): Route[] {
  return [
    ...templatesRoutes(), ...communitiesRoutes(services), ...closingRoutes(services), ...stageRoutes(services), ...charterRoutes(services), ...membershipRoutes(services), ...membersRoutes(services), ...tiesRoutes(services),
    ...rhythmRoutes(services), ...sponsorshipRoutes(services), ...importRoutes(services), ...permissionsRoutes(services), ...practiceRoutes(services), ...opportunityRoutes(services), ...criteriaRoutes(services), ...interviewRoutes(services),
    ...planRoutes(services),
    ...seriesRoutes(services), ...stewardshipRoutes(services), ...nextRoutes(services),
  ];
}

/**
 * Puts the API together and listens.
 * @throws the listening error (`EADDRINUSE`, `EACCES`) when the port cannot be had.
 */
export async function createApp(settings: Settings, overrides: AppOverrides = {}): Promise<App> {
  const clock = overrides.clock ?? (() => new Date());
  const logger = overrides.logger ?? createLogger(settings);
  const database = await openDatabase(settings, logger);
  const closing: (() => Promise<void>)[] = [() => database.close()];
  try {
    // The embedded database is one process's own: what an earlier one had in hand is nobody's now.
    if (database.engine.backend === 'pglite') await database.inTenant(settings.tenantId, (trx) => ledgerStore.release(trx, settings.tenantId));
    const jobs = await startJobs(database.engine, logger, { tenantId: settings.tenantId });
    closing.unshift(() => jobs.close());
    const tokens = createMsalTokens(settings, clock);
    // Begun anew on its own database, a process takes up what it had leased before.
    const replica = database.engine.backend === 'pglite' ? 'embedded' : randomUUID();
    const gate = createBudgetGate(createBudgetStore(database.engine.kysely, settings.tenantId, replica), {
      onTrouble: (error) => logger.warn({ err: error }, 'the limits of Microsoft Graph cannot be agreed on; this process goes slowly'),
    });
    // After the jobs, which may still ask Graph while they end.
    closing.splice(1, 0, () => gate.close());
    const pace = { gate: overrides.gate?.(gate) ?? gate, size: { people: settings.tenantPeople } };
    const services: Services = { clock, settings, logger, database, tokens, graph: createGraph(settings, tokens, pace), gate: pace.gate, jobs };

    const validator = createTokenValidator(settings, { clock, keyCooldownMs: overrides.keyCooldownMs });
    const http = {
      logger, teamsHostOrigins: settings.teamsHostOrigins, uploadOrigins: uploadOriginsOf(settings), requestDeadlineMs: overrides.requestDeadlineMs,
      authenticate: async (authorization: string | undefined) => validator.validate(bearerToken(authorization)),
    };
    const server = createHttpServer(http);
    const routes = allRoutes(services);
    for (const route of routes) serve(server, route, http);
    serveOpenRoutes(server, settings, routes, reportReadiness({ database: () => database.checkReady(), signIn: () => validator.checkReady() }, logger));
    serveMetrics(server, settings.metricsToken, services.graph.metrics);
    serveTab(server, settings.tabDir);
    serveNotifications(server, services);
    serveFeeds(server, services);
    await startReadingTexts(services);
    await startForgetting(services);
    await startFollowing(services);
    await startLookingForLeavers(services);
    await startPairing(services);
    await startNotingStewardship(services);
    const { mountTeams } = await import('./teams/mount-teams.ts');
    await mountTeams(server, services);

    await new Promise<void>((resolve, reject) => {
      // restify passes the inner server's errors on; unheard, they would end the process.
      server.on('error', reject);
      server.server.listen({ port: settings.port, ...(settings.host ? { host: settings.host } : {}) }, () => resolve());
    });
    closing.unshift(() => new Promise((resolve) => {
      const force = setTimeout(() => server.server.closeAllConnections(), 10_000);
      server.server.close(() => {
        clearTimeout(force);
        resolve();
      });
      server.server.closeIdleConnections();
    }));
    const { port } = server.server.address() as AddressInfo;
    logger.info({ port }, 'the API listens');
    return { url: `http://localhost:${port}`, services, close: () => closeAll(closing) };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

async function closeAll(closing: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of closing) await close();
}
