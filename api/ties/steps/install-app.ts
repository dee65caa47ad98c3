import { z } from 'zod';
import { followingsStore } from '../../following/followings-store.ts';
import { type Step, type StepDone, StepRefusedError, type StillGoing, unlessThere, valueOf } from '../../ledger/ledger.ts';
import { graphCall, type Outcome } from '../../platform/graph/graph.ts';
import type { GraphAnswer } from '../../platform/graph/operations.ts';
import { consentedPermissionSet } from '../../platform/graph/permissions.ts';
import type { Settings } from '../../platform/settings.ts';

/** The app in the organisation's catalogue, and whether it is in the team. */
export const appSeen = z.object({ appId: z.string(), installed: z.boolean() });
export type AppSeen = z.infer<typeof appSeen>;

/** `seen`: what was seen just before it was wanted; good for the first attempt. */
const content = z.object({ groupId: z.guid(), seen: appSeen.nullable().default(null) });

/** Adds Trellis to a team: a tab can only be pinned where the app is installed. The look-up before keeps a repeat harmless. */
export const installApp: Step<z.infer<typeof content>> = {
  content,
  async do({ content: { groupId, seen }, isFirst, session, settings, options }): Promise<StepDone | StillGoing> {
    const { appId, installed } = isFirst && seen ? seen : readApp(await session.batch(appChecks(groupId, settings), options), settings);
    if (installed) return { appId };
    await unlessThere(() => session.call('installTeamApp', { params: { teamId: groupId }, body: { 'teamsApp@odata.bind': appAddress(settings, appId), consentedPermissionSet } }, options));
    return { appId };
  },
  /** The team has consented with it: it can be followed from now on. */
  then: async (trx, { tenantId, content: { groupId }, now }) => followingsStore.lookSoon(trx, tenantId, groupId, now),
};

/** The calls that tell whether the app is in a team, to be sent in a batch. */
export const appChecks = (groupId: string, settings: Settings) => [
  graphCall('listCatalogApps', { query: { $filter: `externalId eq '${settings.teamsAppId}'` } }),
  graphCall('listTeamApps', { params: { teamId: groupId }, query: { $expand: 'teamsApp', $filter: `teamsApp/externalId eq '${settings.teamsAppId}'` } }),
] as const;

/** Reads the outcomes of `appChecks`. @throws GraphError, StepRefusedError when the app is not in the catalogue */
export function readApp([catalogue, installed]: readonly [Outcome<GraphAnswer<'listCatalogApps'>>, Outcome<GraphAnswer<'listTeamApps'>>], settings: Settings): AppSeen {
  const there = valueOf(installed).value.find((each) => each.teamsApp?.externalId === settings.teamsAppId);
  return { appId: there?.teamsApp?.id ?? inCatalogue(valueOf(catalogue).value, settings), installed: there !== undefined };
}

/** Trellis' id in the organisation's app catalogue. @throws StepRefusedError when it is not in there */
export function inCatalogue(apps: readonly { id?: string; externalId?: string | null }[], settings: Settings): string {
  const id = apps.find((each) => each.externalId === settings.teamsAppId)?.id;
  if (id) return id;
  throw new StepRefusedError({ code: 'app-not-in-catalogue' });
}

export const appAddress = (settings: Settings, appId: string) => `${settings.graphUrl}/v1.0/appCatalogs/teamsApps/${appId}`;
