import { communityStore } from '../communities/community-store.ts';
import { toPerson } from '../membership/people-directory.ts';
import { peopleStore } from '../membership/people-store.ts';
import { BadInputError, ConflictError, NotAllowedError, NotFoundError, type Verdict } from '../platform/errors.ts';
import { isGraphFailure } from '../platform/graph/graph-error.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { remind } from './remind-sponsor.ts';
import { requestSponsorship } from './request-sponsorship.ts';
import { askSponsor, remindSponsor, withdrawAsk } from './sponsorship-contract.ts';
import { mayAskSponsor, mayWithdrawAsk } from './sponsorship-policy.ts';
import { sponsorshipFactsOf, sponsorshipOf } from './sponsorship-read-model.ts';
import { withdrawSponsorship } from './withdraw-sponsorship.ts';

/** The sponsoring of a community, for its coordinators. Sponsors answer in their card. */
export function sponsorshipRoutes(services: Services): Route[] {
  const { database } = services;

  /** The facts about this person and community. @throws NotFoundError, NotAllowedError */
  const authorized = async (actor: Actor, communityId: string, policy: typeof mayAskSponsor) => database.inTenant(actor.tenantId, async (trx) => {
    const facts = await sponsorshipFactsOf(trx, actor.tenantId, communityId, actor.personId);
    if (!facts) throw new NotFoundError('community');
    allow(policy(actor, facts));
    return facts;
  });

  const shown = (actor: Actor, communityId: string) => database.inTenant(actor.tenantId, async (trx) => {
    const current = await sponsorshipOf(trx, actor.tenantId, communityId);
    if (!current) throw new NotFoundError('sponsorship');
    return current;
  });

  return [
    implement(askSponsor, async ({ actor, params: { communityId }, body, signal }) => {
      await authorized(actor, communityId, mayAskSponsor);
      const sponsor = await findSponsor(services, actor, body.sponsorId, signal);
      await database.inTenant(actor.tenantId, async (trx) => {
        await communityStore.holdOpen(trx, actor.tenantId, communityId);
        await peopleStore.remember(trx, actor.tenantId, [sponsor], services.clock());
        await peopleStore.rememberName(trx, actor.tenantId, actor.personId, actor.displayName);
        await requestSponsorship(services, trx, actor, { ...body, communityId });
      });
      return shown(actor, communityId);
    }),

    implement(withdrawAsk, async ({ actor, params: { communityId } }) => {
      const { open } = await authorized(actor, communityId, mayWithdrawAsk);
      if (!open) throw nothingOpen();
      await withdrawSponsorship(services, actor, open.id);
      return shown(actor, communityId);
    }),

    implement(remindSponsor, async ({ actor, params: { communityId } }) => {
      const { open } = await authorized(actor, communityId, mayWithdrawAsk);
      if (open?.state !== 'asked') throw nothingOpen();
      await remind(services, actor.tenantId, open.id);
      return shown(actor, communityId);
    }),
  ];
}

/** The person asked, as the directory shows them to whoever asks. */
async function findSponsor(services: Services, actor: Actor, sponsorId: string, signal: AbortSignal) {
  try {
    const person = toPerson(await services.graph.asPerson(actor).call('getUser', { params: { userId: sponsorId } }, { signal }));
    if (person) return person;
  } catch (error) {
    if (!isGraphFailure(error, 'not-found', 'gone')) throw error;
  }
  throw new BadInputError([{ field: '/sponsorId', refused: 'nobody-there' }]);
}

function allow(verdict: Verdict): void {
  if (!verdict.allowed) throw new NotAllowedError(verdict);
}

const nothingOpen = () => new ConflictError({ code: 'no-open-request' });
