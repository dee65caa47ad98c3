import { z } from 'zod';
import { CommunityClosedError } from '../communities/community-closed-error.ts';
import { NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Services } from '../platform/services.ts';
import type { CardActionContext, CardActionHandlers, CardAnswer } from '../teams/card-actions.ts';
import { communityLink } from '../teams/deep-link.ts';
import { say } from '../teams/wording.ts';
import { answerInvitation } from './invite-member.ts';
import { invitationCard, invitationView, memberVerbs } from './member-card.ts';
import { skipPair } from './pair-members.ts';
import { successionCard } from './succession-card.ts';
import { takeOver } from './succession.ts';

const about = z.object({ invitationId: z.guid() });

/** What the buttons of the cards to members do. Who acts is the activity's sender. */
export function memberActions(services: Services): CardActionHandlers {
  const answering = (accept: boolean) => async (context: CardActionContext): Promise<CardAnswer> => {
    const { tenantId } = context;
    const ids = about.safeParse(context.data);
    if (!ids.success) return { message: say('members.gone') };
    const { invitationId } = ids.data;
    try {
      const answered = await answerInvitation(services, context, invitationId, accept);
      if (!answered.ok && answered.why === 'gone') return { message: say('members.gone') };
      const view = await services.database.inTenant(tenantId, (trx) => invitationView(services, trx, tenantId, invitationId));
      return view ? { card: invitationCard(view, answered.ok ? undefined : say('members.answeredBefore')) } : { message: say('members.gone') };
    } catch (error) {
      if (error instanceof CommunityClosedError) return { message: say('members.closed') };
      throw error;
    }
  };
  const takingOver = async (context: CardActionContext): Promise<CardAnswer> => {
    const { tenantId } = context;
    const ids = z.object({ communityId: z.guid() }).safeParse(context.data);
    const community = ids.success ? await services.database.inTenant(tenantId, (trx) => trx.selectFrom('communities').select(['id', 'name']).where('tenant_id', '=', tenantId).where('id', '=', ids.data.communityId).executeTakeFirst()) : undefined;
    if (!community) return { message: say('members.gone') };
    const answer = (settled: string) => ({ card: successionCard(community, communityLink(services.settings, community), settled) });
    try {
      await takeOver(services, context, community.id);
      return answer(say('members.succession.taken'));
    } catch (error) {
      if (error instanceof CommunityClosedError) return { message: say('members.closed') };
      if (error instanceof NotAllowedError) return answer(say('members.succession.over'));
      throw error;
    }
  };
  const skipping = async (context: CardActionContext): Promise<CardAnswer> => {
    const ids = z.object({ pairId: z.guid() }).safeParse(context.data);
    if (!ids.success) return { message: say('members.gone') };
    try {
      await skipPair(services, context, ids.data.pairId);
      return { message: say('members.pair.youSkipped') };
    } catch (error) {
      if (error instanceof CommunityClosedError) return { message: say('members.closed') };
      if (error instanceof NotFoundError) return { message: say('members.gone') };
      throw error;
    }
  };
  return { [memberVerbs.skipPair]: skipping, [memberVerbs.takeOver]: takingOver, [memberVerbs.accept]: answering(true), [memberVerbs.decline]: answering(false) };
}
