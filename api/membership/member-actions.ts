import { z } from 'zod';
import { CommunityClosedError } from '../communities/community-closed-error.ts';
import type { Services } from '../platform/services.ts';
import type { CardActionContext, CardActionHandlers, CardAnswer } from '../teams/card-actions.ts';
import { say } from '../teams/wording.ts';
import { answerInvitation } from './invite-member.ts';
import { invitationCard, invitationView, memberVerbs } from './member-card.ts';

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
  return { [memberVerbs.accept]: answering(true), [memberVerbs.decline]: answering(false) };
}
