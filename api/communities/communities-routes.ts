import { doWrites, giveUpWrite } from '../ledger/do-writes.ts';
import { NotFoundError } from '../platform/errors.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import * as contract from './communities-contract.ts';
import { demandFinish } from './communities-policy.ts';
import { communityPageOf } from './community-read-model.ts';
import { createCommunity } from './create-community.ts';
import { listDirectoryPage, listFilters, listSimilar } from './directory-read-model.ts';
import { draftsStore } from './drafts-store.ts';
import { refreshHappening } from './refresh-happening.ts';
import type { Language } from '../platform/words.ts';

export function communitiesRoutes(services: Services): Route[] {
  const { database, clock } = services;
  const pageOf = (actor: Actor, communityId: string, language: Language) => communityPageOf(services, actor, communityId, language);
  return [
    implement(contract.listCommunities, ({ actor, query }) =>
      database.inTenant(actor.tenantId, (trx) => listDirectoryPage(trx, actor.tenantId, actor.personId, query))),
    implement(contract.listDirectoryFilters, ({ actor }) => database.inTenant(actor.tenantId, (trx) => listFilters(trx, actor.tenantId))),
    implement(contract.findSimilar, async ({ actor, query }) => ({
      items: await database.inTenant(actor.tenantId, (trx) => listSimilar(trx, actor.tenantId, actor.personId, query)),
    })),
    implement(contract.createCommunity, async ({ actor, body, language, signal }) => pageOf(actor, await createCommunity(services, actor, body, signal), language)),
    implement(contract.getCommunity, ({ actor, params, language }) => pageOf(actor, params.communityId, language)),
    implement(contract.getHappening, ({ actor, params, language, signal }) => refreshHappening(services, actor, params.communityId, language, signal)),
    implement(contract.finishCreating, async ({ actor, params, language, signal }) => {
      demandFinish(await pageOf(actor, params.communityId, language));
      await doWrites(services, actor, params.communityId, { again: true, signal });
      return pageOf(actor, params.communityId, language);
    }),
    implement(contract.cancelUnfinished, async ({ actor, params, language, signal }) => {
      demandFinish(await pageOf(actor, params.communityId, language));
      await giveUpWrite(services, actor, params.communityId, params.writeId, signal);
      return undefined;
    }),
    implement(contract.listDrafts, async ({ actor }) => ({ items: await database.inTenant(actor.tenantId, (trx) => draftsStore.list(trx, actor.tenantId, actor.personId)) })),
    implement(contract.saveDraft, async ({ actor, params, body }) => {
      const draft = await database.inTenant(actor.tenantId, (trx) => draftsStore.save(trx, actor.tenantId, actor.personId, params.draftId, body.content, clock()));
      if (!draft) throw new NotFoundError('draft');
      return draft;
    }, { bodyLimit: 200_000 }),
    implement(contract.discardDraft, async ({ actor, params }) => {
      await database.inTenant(actor.tenantId, (trx) => draftsStore.discard(trx, actor.tenantId, actor.personId, params.draftId));
      return undefined;
    }),
  ];
}
