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
    const [app] = await graph.list('listCatalogApps', { query: { $filter: `externalId eq '${services.settings.teamsAppId}'` } }, { limit: 1 });
    if (!app?.id) throw new PersonNotReachedError('app-not-installed');
    await graph.call('installUserApp', {
      params: { userId: personId },
      body: { 'teamsApp@odata.bind': `${services.settings.graphUrl}/v1.0/appCatalogs/teamsApps/${app.id}` },
    });
  } catch (error) {
    if (isGraphFailure(error, 'conflict')) return;
    if (error instanceof PersonNotReachedError) throw error;
    if (isGraphFailure(error, 'forbidden')) throw new PersonNotReachedError('refused-by-policy', error);
    if (isGraphFailure(error, 'not-found', 'gone', 'bad-request')) throw new PersonNotReachedError('app-not-installed', error);
    throw new PersonNotReachedError('service-unavailable', error);
  }
}
