import { z } from 'zod';
import { CommunityClosedError } from '../communities/community-closed-error.ts';
import { ConflictError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Services } from '../platform/services.ts';
import { type CardActionContext, type CardActionHandlers, type CardAnswer, inPlace } from '../teams/card-actions.ts';
import { refreshed } from '../teams/card-elements.ts';
import { communityLink, membersLink } from '../teams/deep-link.ts';
import { readersLanguage, say } from '../teams/wording.ts';
import { answerInvitation, reopenInvitation } from './invite-member.ts';
import { invitationCard, invitationView, memberVerbs } from './member-card.ts';
import { pairCard } from './pair-card.ts';
import { skipPair, unskipPair } from './pair-members.ts';
import { findPair } from './pair-read-model.ts';
import { successionCard } from './succession-card.ts';
import { successionFacts } from './succession-read-model.ts';
import { takeOver } from './succession.ts';

const about = z.object({ invitationId: z.guid() });

/** What the buttons of the cards to members do. Who acts is the activity's sender. */
export function memberActions(services: Services): CardActionHandlers {
  /** An invitation's card as it is after `act`, which says what is to be said of it. */
  const invited = (act: (context: CardActionContext, invitationId: string) => Promise<string | undefined>) => concerning(about, async (context, { invitationId }) => {
    const { tenantId, personId } = context;
    const view = () => services.database.inTenant(tenantId, (trx) => invitationView(services, trx, tenantId, invitationId));
    // What stands in an invitation is for whoever it is to.
    if ((await view())?.personId !== personId) return { message: say('members.gone') };
    const said = await act(context, invitationId);
    const after = await view();
    return after ? { card: refreshed(invitationCard(after, said), memberVerbs.showInvitation, { invitationId }, context.teamsUserId) } : { message: say('members.gone') };
  });
  const answering = (accept: boolean) => invited(async (context, invitationId) => ((await answerInvitation(services, context, invitationId, accept)).ok ? undefined : say('members.answeredBefore')));
  const reopening = invited((context, invitationId) => unlessTooLate(() => reopenInvitation(services, context, invitationId)));
  /** The card that asks who will coordinate, as it is after `act`, which says what became of it. */
  const succeeded = (act: (context: CardActionContext, communityId: string) => Promise<string | null>) => concerning(z.object({ communityId: z.guid() }), async (context, { communityId }) => {
    const { tenantId, teamsUserId } = context;
    const community = await services.database.inTenant(tenantId, (trx) => trx.selectFrom('communities').select(['id', 'name']).where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirst());
    if (!community) return { message: say('members.gone') };
    const settled = await act(context, communityId);
    return { card: refreshed(successionCard(community, communityLink(services.settings, community), settled), memberVerbs.showSuccession, { communityId }, teamsUserId) };
  });
  const takingOver = succeeded(async (context, communityId) => {
    try {
      await takeOver(services, context, communityId);
      return say('members.succession.taken');
    } catch (error) {
      if (error instanceof NotAllowedError) return say('members.succession.over');
      throw error;
    }
  });
  const showSuccession = succeeded(async ({ tenantId, personId }, communityId) => {
    const { vacant, myPart } = await services.database.inTenant(tenantId, (trx) => successionFacts(trx, tenantId, communityId, personId));
    return myPart === 'coordinator' ? say('members.succession.taken') : vacant ? null : say('members.succession.over');
  });
  /** The card of somebody's pair as it is after `act`. */
  const paired = (act: (context: CardActionContext, pairId: string) => Promise<string | undefined>) => concerning(z.object({ pairId: z.guid() }), async (context, { pairId }) => {
    const { tenantId, personId, teamsUserId } = context;
    const said = await act(context, pairId);
    const pair = await services.database.inTenant(tenantId, (trx) => findPair(trx, tenantId, { pairId, personId }));
    if (!pair) return { message: say('members.gone') };
    return { card: refreshed(pairCard(pair, membersLink(services.settings, { id: pair.communityId, name: pair.community }), services.clock(), said), memberVerbs.showPair, { pairId }, teamsUserId) };
  });
  const skipping = paired(async (context, pairId) => { await skipPair(services, context, pairId); return undefined; });
  const unskipping = paired((context, pairId) => unlessTooLate(() => unskipPair(services, context, pairId)));
  return {
    [memberVerbs.showInvitation]: inPlace(invited(() => Promise.resolve(undefined))), [memberVerbs.showPair]: inPlace(paired(() => Promise.resolve(undefined))), [memberVerbs.showSuccession]: inPlace(showSuccession),
    [memberVerbs.skipPair]: skipping, [memberVerbs.unskipPair]: unskipping, [memberVerbs.takeOver]: takingOver,
    [memberVerbs.accept]: answering(true), [memberVerbs.decline]: answering(false), [memberVerbs.reopen]: reopening,
  };
}

/** A button whose data has this form; what is not there any more, or closed, is said in a sentence. */
function concerning<T>(form: z.ZodType<T>, answer: (context: CardActionContext, about: T) => Promise<CardAnswer>): (context: CardActionContext) => Promise<CardAnswer> {
  return async (context) => {
    const ids = form.safeParse(context.data);
    if (!ids.success) return { message: say('members.gone') };
    try {
      return await answer(context, ids.data);
    } catch (error) {
      if (error instanceof CommunityClosedError) return { message: say('members.closed') };
      if (error instanceof NotFoundError) return { message: say('members.gone') };
      throw error;
    }
  };
}

/** What is said when something can be taken back no longer. */
async function unlessTooLate(takeBack: () => Promise<void>): Promise<string | undefined> {
  try {
    await takeBack();
    return undefined;
  } catch (error) {
    if (error instanceof ConflictError && !(error instanceof CommunityClosedError)) return error.inWords(readersLanguage()).detail;
    throw error;
  }
}
