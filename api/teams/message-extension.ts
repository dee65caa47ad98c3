import type { MessagingExtensionQuery, MessagingExtensionResponse } from '@microsoft/teams.api';
import { z } from 'zod';
import { CommunityClosedError } from '../communities/community-closed-error.ts';
import { joinCommunity } from '../membership/participate.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { Services } from '../platform/services.ts';
import type { ActivitySender } from './activity-sender.ts';
import type { CardActionHandlers } from './card-actions.ts';
import { communityCard, communityPreview, joinedCard, joinVerb } from './community-card.ts';
import { charterLink, communityLink } from './deep-link.ts';
import { findCommunities, findSharedCommunity } from './find-community-read-model.ts';
import { say } from './wording.ts';

/** Teams asks for 25 at a time. */
const largestPage = 50;
const longestSearch = 100;

const pageOf = z.object({ skip: z.number().int().min(0).max(10_000).catch(0), count: z.number().int().min(1).catch(25).transform((count) => Math.min(count, largestPage)) });

/**
 * Answers "Find a community" from the database alone, so that it holds Teams' limit of 5 s whatever
 * Graph does (Microsoft Learn, "Respond to search command").
 */
export async function answerQuery(services: Services, sender: ActivitySender, query: MessagingExtensionQuery): Promise<MessagingExtensionResponse> {
  const typed: unknown = query.parameters?.find((parameter) => parameter.name === 'search')?.value;
  const search = typeof typed === 'string' ? typed.trim().slice(0, longestSearch) : '';
  const page = pageOf.parse(query.queryOptions ?? {});
  const found = await services.database.inTenant(sender.tenantId, (trx) => findCommunities(trx, sender.tenantId, sender.personId, search, page));
  if (found.length === 0 && page.skip === 0) return { composeExtension: { type: 'message', text: say('find.nothing') } };
  return {
    composeExtension: {
      type: 'result', attachmentLayout: 'list',
      attachments: found.map((community) => ({
        contentType: 'application/vnd.microsoft.card.adaptive' as const,
        content: communityCard(community, linksTo(services.settings, community)),
        preview: communityPreview(community),
      })) as NonNullable<MessagingExtensionResponse['composeExtension']>['attachments'],
    },
  };
}

const linksTo = (settings: Services['settings'], community: { id: string; name: string }) => ({ page: communityLink(settings, community), charter: charterLink(settings, community) });

/** Join on a shared card: for whoever clicks, in their own name, as often as they like. */
export function communityActions(services: Services): CardActionHandlers {
  return {
    [joinVerb]: async ({ tenantId, personId, displayName, data }) => {
      const communityId = z.guid().safeParse(data['communityId']);
      if (!communityId.success) return { message: say('find.gone') };
      try {
        const before = await services.database.inTenant(tenantId, (trx) => findSharedCommunity(trx, tenantId, personId, communityId.data));
        const { memberCount } = await joinCommunity(services, { tenantId, personId, displayName, roles: [] }, communityId.data);
        if (!before) return { message: say('find.gone') };
        return { card: joinedCard({ ...before.community, memberCount }, linksTo(services.settings, before.community), before.isIn) };
      } catch (error) {
        if (error instanceof NotFoundError) return { message: say('find.gone') };
        if (error instanceof CommunityClosedError) return { message: say('find.closed') };
        throw error;
      }
    },
  };
}
