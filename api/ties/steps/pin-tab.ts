import { z } from 'zod';
import { type Step, type StepDone, type StillGoing, valueOf } from '../../ledger/ledger.ts';
import { graphCall } from '../../platform/graph/graph.ts';
import { appAddress, appSeen, inCatalogue } from './install-app.ts';

/** `seen`: the app as it was seen before the community was there, when no tab of its own could be; good for the first attempt. */
const content = z.object({ groupId: z.guid(), channelId: z.string(), name: z.string(), seen: appSeen.nullable().default(null) });

/** Pins the community's tab. It is known again by its entity id, which is the community's id (Microsoft, "Add tab to channel"). */
export const pinTab: Step<z.infer<typeof content>> = {
  content,
  async do({ mark, content: { groupId, channelId, name, seen }, isFirst, session, settings, options }): Promise<StepDone | StillGoing> {
    let appId = isFirst ? seen?.appId : undefined;
    if (appId === undefined) {
      const [catalogue, tabs] = await session.batch([
        graphCall('listCatalogApps', { query: { $filter: `externalId eq '${settings.teamsAppId}'` } }),
        graphCall('listTabs', { params: { teamId: groupId, channelId } }),
      ], options);
      const there = valueOf(tabs).value.find((tab) => tab.configuration?.entityId === mark);
      if (there) return { tabId: there.id ?? '' };
      appId = inCatalogue(valueOf(catalogue).value, settings);
    }
    const page = `${settings.publicUrl}/tab/communities/${mark}`;
    const tab = await session.call('createTab', {
      params: { teamId: groupId, channelId },
      body: {
        // Teams shows at most 128 characters of a tab's name.
        displayName: name.slice(0, 128),
        'teamsApp@odata.bind': appAddress(settings, appId),
        configuration: { entityId: mark, contentUrl: page, websiteUrl: page, removeUrl: null },
      },
    }, options);
    return { tabId: tab.id ?? '' };
  },
};
