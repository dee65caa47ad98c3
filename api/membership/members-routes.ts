import { ConflictError, NotFoundError } from '../platform/errors.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import type { ProblemCode } from '../platform/words.ts';
import { chooseLevel, describeOneself } from './describe-oneself.ts';
import { introduceOneself, wishIntroductions } from './introduce-oneself.ts';
import type { Invitation } from './invitations-store.ts';
import { answerInvitation, inviteMember, reopenInvitation, withdrawInvitation } from './invite-member.ts';
import * as contract from './members-contract.ts';
import { lookAroundMembers } from './members-around.ts';
import { listMembersPage } from './membership-read-model.ts';
import { setPairing, skipPair, unskipPair } from './pair-members.ts';
import { listVacant } from './succession-read-model.ts';
import { takeOver } from './succession.ts';

/** Why a yes comes too late. */
const whyNotTaken: Partial<Record<Invitation['state'], ProblemCode>> = { overtaken: 'has-a-steward', ended: 'nothing-to-look-after', expired: 'asked-too-long-ago' };

export function membersRoutes(services: Services): Route[] {
  const { database } = services;
  return [
    implement(contract.listMembers, async ({ actor, params, query }) => {
      const page = await database.inTenant(actor.tenantId, (trx) => listMembersPage(trx, actor, params.communityId, query));
      if (!page) throw new NotFoundError('community');
      return page;
    }),
    implement(contract.getMembersAround, async ({ actor, params }) => {
      const around = await database.inTenant(actor.tenantId, (trx) => lookAroundMembers(trx, actor, params.communityId, services.clock()));
      if (!around) throw new NotFoundError('community');
      return around;
    }),
    implement(contract.describeMyself, async ({ actor, params, body }) => {
      await describeOneself(services, actor, params.communityId, body);
      return undefined;
    }),
    implement(contract.chooseLevel, async ({ actor, params, body }) => {
      await chooseLevel(services, actor, params.communityId, body.part);
      return undefined;
    }),
    implement(contract.inviteMember, async ({ actor, params, body }) => {
      await inviteMember(services, actor, params.communityId, body);
      return undefined;
    }),
    implement(contract.answerInvitation, async ({ actor, params, body }) => {
      const answered = await answerInvitation(services, actor, params.invitationId, body.accept, params.communityId);
      if (!answered.ok && answered.why === 'gone') throw new NotFoundError('invitation');
      if (!answered.ok) throw new ConflictError({ code: whyNotTaken[answered.state] ?? 'answered-before' });
      return undefined;
    }),
    implement(contract.introduceMyself, async ({ actor, params, body }) => {
      await introduceOneself(services, actor, params.communityId, body.words);
      return undefined;
    }),
    implement(contract.wishIntroductions, async ({ actor, params, body }) => {
      await wishIntroductions(services, actor, params.communityId, body.wished);
      return undefined;
    }),
    implement(contract.skipPairing, async ({ actor, params }) => {
      await skipPair(services, actor, params.pairId, params.communityId);
      return undefined;
    }),
    implement(contract.takeBackSkipping, async ({ actor, params }) => {
      await unskipPair(services, actor, params.pairId, params.communityId);
      return undefined;
    }),
    implement(contract.setPairing, async ({ actor, params, body }) => {
      await setPairing(services, actor, params.communityId, body.everyWeeks);
      return undefined;
    }),
    implement(contract.takeOverCoordination, async ({ actor, params }) => {
      await takeOver(services, actor, params.communityId);
      return undefined;
    }),
    implement(contract.listVacantCommunities, async ({ actor }) => ({ items: await database.inTenant(actor.tenantId, (trx) => listVacant(trx, actor)) })),
    implement(contract.reopenInvitation, async ({ actor, params }) => {
      await reopenInvitation(services, actor, params.invitationId, params.communityId);
      return undefined;
    }),
    implement(contract.withdrawInvitation, async ({ actor, params }) => {
      await withdrawInvitation(services, actor, params.communityId, params.invitationId);
      return undefined;
    }),
  ];
}
