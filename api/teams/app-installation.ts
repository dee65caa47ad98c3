import { isGraphFailure } from '../platform/graph/graph-error.ts';
import type { Services } from '../platform/services.ts';
import { PersonNotReachedError } from './person-not-reached-error.ts';

/**
 * Installs the app for a person, so that the bot may write to them (Microsoft Learn, "Proactive
 * installation of apps using Graph API to send messages"). Graph answers 409 when it is installed:
 * asking again is harmless.
 *
 * @throws PersonNotReachedError `refused-by-policy` when the organisation does not allow it,
 * `app-not-installed` when the app is not in the organisation's catalogue, `service-unavailable`
 */
export async function installForPerson(services: Pick<Services, 'graph' | 'settings'>, tenantId: string, personId: string): Promise<void> {
  const graph = services.graph.asApp(tenantId);
  try {
    const catalogId = await catalogIdOf(services, tenantId);
    await graph.call('installUserApp', {
      params: { userId: personId },
      body: { 'teamsApp@odata.bind': `${services.settings.graphUrl}/v1.0/appCatalogs/teamsApps/${catalogId}` },
    });
  } catch (error) {
    if (isGraphFailure(error, 'conflict')) return;
    if (error instanceof PersonNotReachedError) throw error;
    if (isGraphFailure(error, 'forbidden')) throw new PersonNotReachedError('refused-by-policy', error);
    catalogIds.delete(services.graph);
    if (isGraphFailure(error, 'not-found', 'gone', 'bad-request')) throw new PersonNotReachedError('app-not-installed', error);
    throw new PersonNotReachedError('service-unavailable', error);
  }
}

/** The app's id in the organisation's catalogue, asked for once: many people may be asked at the same time. */
const catalogIds = new WeakMap<Services['graph'], Promise<string>>();

function catalogIdOf(services: Pick<Services, 'graph' | 'settings'>, tenantId: string): Promise<string> {
  const known = catalogIds.get(services.graph);
  if (known) return known;
  const asked = services.graph.asApp(tenantId)
    .list('listCatalogApps', { query: { $filter: `externalId eq '${services.settings.teamsAppId}'` } }, { limit: 1 })
    .then(([app]) => {
      if (app?.id) return app.id;
      throw new PersonNotReachedError('app-not-installed');
    });
  catalogIds.set(services.graph, asked);
  asked.catch(() => catalogIds.delete(services.graph));
  return asked;
}
