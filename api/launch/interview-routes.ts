import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { demandEditGuides, GuideChangedError } from './assess-opportunity.ts';
import { holdOpportunity } from './change-opportunity.ts';
import { guidesStore } from './guides-store.ts';
import { readInterview } from './hold-interview.ts';
import { standardQuestions } from './interview.ts';
import * as contract from './interview-contract.ts';
import { interviewStore } from './interview-store.ts';
import { mayEditGuides } from './opportunity-policy.ts';
import { cancelInterview, planInterview } from './plan-interview.ts';
import { proposeTalkTimes } from './propose-talk-times.ts';
import { answerSharing, proposeSharing, withdraw, writeNotes } from './share-interview.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';

export function interviewRoutes(services: Services): Route[] {
  const { database, clock } = services;
  const pageOf = (actor: Actor, id: string) => database.inTenant(actor.tenantId, (trx) => readInterview(trx, actor, id));
  const questions = async (trx: TenantTransaction, actor: Actor) => {
    const { updatedAt, items, ...guide } = await guidesStore.read(trx, actor.tenantId, 'questions', standardQuestions);
    return { ...guide, items: [...items], updatedAt: updatedAt?.toISOString() ?? null, mayEdit: mayEditGuides(actor) };
  };
  return [
    implement(contract.getQuestions, ({ actor }) => database.inTenant(actor.tenantId, (trx) => questions(trx, actor))),
    implement(contract.editQuestions, ({ actor, body }) => {
      demandEditGuides(actor);
      return database.inTenant(actor.tenantId, async (trx) => {
        const items = body.items.map(({ id, words }) => ({ id, words, standard: standardQuestions.find((each) => each.id === id)?.standard ?? null })).filter(({ words, standard }) => words !== null || standard !== null);
        await peopleStore.rememberName(trx, actor.tenantId, actor.personId, actor.displayName);
        if (!await guidesStore.write(trx, actor.tenantId, 'questions', items, body.basedOnVersion, { personId: actor.personId, now: clock() })) throw new GuideChangedError((await questions(trx, actor)).updatedBy?.displayName ?? '');
        return questions(trx, actor);
      });
    }),
    implement(contract.listInterviews, ({ actor }) => database.inTenant(actor.tenantId, async (trx) => ({ items: await interviewStore.listSummaries(trx, actor.tenantId, actor.personId) }))),
    implement(contract.listShared, ({ actor, params: { opportunityId } }) => database.inTenant(actor.tenantId, async (trx) => {
      await holdOpportunity(trx, actor, opportunityId);
      return { ...await interviewStore.listShared(trx, actor.tenantId, opportunityId), mine: await interviewStore.listSummaries(trx, actor.tenantId, actor.personId, { opportunityId }) };
    })),
    implement(contract.getInterview, ({ actor, params }) => pageOf(actor, params.interviewId)),
    implement(contract.planInterview, async ({ actor, params: { interviewId }, body, language, signal }) => {
      await planInterview(services, actor, interviewId, body, { language, signal });
      return pageOf(actor, interviewId);
    }),
    implement(contract.proposeTalkTimes, ({ actor, params, query, signal }) => proposeTalkTimes(services, actor, { ...params, ...query }, signal)),
    implement(contract.cancelInterview, async ({ actor, params: { interviewId }, signal }) => {
      await cancelInterview(services, actor, interviewId, signal);
      return pageOf(actor, interviewId);
    }),
    implement(contract.writeInterviewNotes, ({ actor, params, body }) => writeNotes(services, actor, params.interviewId, body)),
    implement(contract.proposeSharing, ({ actor, params, body }) => proposeSharing(services, actor, params.interviewId, body.items, body.basedOnVersion)),
    implement(contract.answerSharing, ({ actor, params, body }) => answerSharing(services, actor, params.interviewId, body.answers, body.version)),
    implement(contract.withdrawFromInterview, ({ actor, params }) => withdraw(services, actor, params.interviewId)),
  ];
}
