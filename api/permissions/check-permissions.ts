import { readFileSync } from 'node:fs';
import { ProblemError } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import { graphCall, type Outcome } from '../platform/graph/graph.ts';
import type { GraphAnswer } from '../platform/graph/operations.ts';
import type { Actor } from '../platform/identity/actor.ts';
import { type Language, problemWords } from '../platform/words.ts';
import type { Services } from '../platform/services.ts';
import { consentAddress, grantedScopes } from './granted-scopes.ts';
import { listTiedTeams } from './permissions-read-model.ts';
import { compare, compareCatalogue, compareTeam, grantedBy, isSound } from './permissions.ts';
import type { PermissionReport, TeamLine } from './permissions-contract.ts';

const mostTeams = 200;
/** One round trip for each twenty teams, and the limits of Teams between them. */
const deadlineMs = 20_000;

type Trouble = PermissionReport['trouble'][number];

/** What the package of this version says of itself; the placeholders in it do not matter here. */
const ourVersion = (JSON.parse(readFileSync(new URL('../../appPackage/manifest.json', import.meta.url), 'utf8')) as { version: string }).version;

/** Which permissions Trellis has, by the tokens that it gets, and how it stands in the catalogue and in the teams that communities are tied to. */
export async function checkPermissions(services: Services, actor: Actor, language: Language, signal: AbortSignal): Promise<PermissionReport> {
  const trouble: Trouble[] = [];
  /** What was found out, or null with the reason noted. */
  const attempt = async <T>(about: Trouble['about'], ask: () => Promise<T>): Promise<T | null> => {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProblemError || error instanceof GraphError)) throw error;
      trouble.push({ about, code: error.code, detail: problemWords(error instanceof ProblemError ? error.told : { code: error.code }, language).detail });
      return null;
    }
  };

  const scopes = await attempt('delegated', () => grantedScopes(services, actor));
  const roles = await attempt('application', () => services.tokens.forApp(actor.tenantId).then((token) => grantedBy(token, 'roles')));
  const catalogue = await attempt('catalogue', () => readCatalogue(services, actor.tenantId, signal));
  const tied = await services.database.inTenant(actor.tenantId, (trx) => listTiedTeams(trx, actor.tenantId));
  const teams = tied.length === 0 ? [] : await attempt('teams', () => readTeams(services, actor.tenantId, tied, signal));

  const delegated = scopes ? compare('delegated', scopes) : [];
  const application = roles ? compare('application', roles) : [];
  const report = {
    delegated, application, trouble,
    adminConsentUrl: [...delegated, ...application].some(({ state }) => state === 'missing' || state === 'withheld') ? consentAddress(services) : null,
    catalogue: catalogue === null ? { state: 'unknown' as const, version: null, ours: ourVersion, lacks: [], adds: [] } : compareCatalogue(catalogue.app, ourVersion),
    teams: teams ?? tied.slice(0, mostTeams).map((team): TeamLine => ({ ...team, state: 'unknown', missing: [] })), teamsTotal: tied.length,
  };
  return { ...report, sound: isSound(report) };
}

async function readCatalogue(services: Services, tenantId: string, signal: AbortSignal): Promise<{ app: { version: string | null; asks: string[] | null } | null }> {
  const [app] = await services.graph.asApp(tenantId).list('listCatalogApps', { query: { $filter: `externalId eq '${services.settings.teamsAppId}'`, $expand: 'appDefinitions' } }, { limit: 1, signal });
  if (!app) return { app: null };
  const definition = app.appDefinitions?.at(-1);
  const asks = definition?.authorization?.requiredPermissionSet?.resourceSpecificPermissions;
  return { app: { version: definition?.version ?? null, asks: asks ? asks.flatMap(({ permissionValue }) => (permissionValue ? [permissionValue] : [])) : null } };
}

async function readTeams(services: Services, tenantId: string, tied: readonly { groupId: string; name: string }[], signal: AbortSignal): Promise<TeamLine[]> {
  const asked = tied.slice(0, mostTeams);
  const outcomes: Outcome<GraphAnswer<'listTeamGrants'>>[] = await services.graph.asApp(tenantId)
    .batch(asked.map(({ groupId }) => graphCall('listTeamGrants', { params: { teamId: groupId } })), { signal, deadlineMs });
  const order: TeamLine['state'][] = ['gone', 'not-added', 'consent-missing', 'unknown', 'ready'];
  return asked.map((team, index) => lineOf(team, outcomes[index]!, services.settings.clientId)).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

/** Graph lets Trellis look at the consents of a team only where it has one: otherwise it is not there. */
function lineOf(team: { groupId: string; name: string }, outcome: Outcome<GraphAnswer<'listTeamGrants'>>, clientId: string): TeamLine {
  if (outcome.ok) return compareTeam(team, outcome.value.value.flatMap(({ clientAppId, clientId: grantee, permission }) => ([clientAppId, grantee].includes(clientId) && permission ? [permission] : [])));
  const { error } = outcome;
  if (error.operation !== 'batch' && error.failure === 'forbidden') return compareTeam(team, null);
  return { ...team, state: error.operation !== 'batch' && (error.failure === 'not-found' || error.failure === 'gone') ? 'gone' : 'unknown', missing: [] };
}
