import { z } from 'zod';
import { type Step, type StepDone, StepRefusedError, type StillGoing, unlessThere, valueOf } from '../../ledger/ledger.ts';
import { graphCall } from '../../platform/graph/graph.ts';
import { consentedPermissionSet } from '../../platform/graph/permissions.ts';
import type { Settings } from '../../platform/settings.ts';

const content = z.object({ groupId: z.guid() });

/** Adds Trellis to a team: a tab can only be pinned where the app is installed. The look-up before keeps a repeat harmless. */
export const installApp: Step<z.infer<typeof content>> = {
  content,
  words: { failed: 'Trellis could not be added to the team', forbidden: { detail: 'you may not add apps to this team.', remedy: 'Ask an owner of the team to add the app Trellis, then try again.' } },
  async do({ content: { groupId }, session, settings, options }): Promise<StepDone | StillGoing> {
    const [catalogue, installed] = await session.batch([
      graphCall('listCatalogApps', { query: { $filter: `externalId eq '${settings.teamsAppId}'` } }),
      graphCall('listTeamApps', { params: { teamId: groupId }, query: { $expand: 'teamsApp', $filter: `teamsApp/externalId eq '${settings.teamsAppId}'` } }),
    ], options);
    const there = valueOf(installed).value.find((each) => each.teamsApp?.externalId === settings.teamsAppId);
    if (there) return { installationId: there.id ?? '' };
    const appId = inCatalogue(valueOf(catalogue).value, settings);
    await unlessThere(() => session.call('installTeamApp', { params: { teamId: groupId }, body: { 'teamsApp@odata.bind': appAddress(settings, appId), consentedPermissionSet } }, options));
    return { appId };
  },
};

/** Trellis' id in the organisation's app catalogue. @throws StepRefusedError when it is not in there */
export function inCatalogue(apps: readonly { id?: string; externalId?: string | null }[], settings: Settings): string {
  const id = apps.find((each) => each.externalId === settings.teamsAppId)?.id;
  if (id) return id;
  throw new StepRefusedError({
    code: 'app-not-in-catalogue', detail: 'The app Trellis is not in your organisation’s app catalogue, so it cannot be added to the team.',
    remedy: 'Ask a Teams administrator to publish it, then try again.',
  });
}

export const appAddress = (settings: Settings, appId: string) => `${settings.graphUrl}/v1.0/appCatalogs/teamsApps/${appId}`;
