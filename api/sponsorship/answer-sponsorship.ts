import type { Services } from '../platform/services.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { openRequest, sendCard } from './request-sponsorship.ts';
import { peopleToTell } from './sponsorship-read-model.ts';
import * as store from './sponsorship-store.ts';
import { type Answer, answerRequest, type Refusal, type SponsorshipRequest } from './sponsorship.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    'update-sponsorship-cards': { tenantId: string; sponsorshipId: string };
  }
}

export type AnswerOutcome = { ok: true } | { ok: false; refusal: Refusal | 'gone' };

/**
 * The answer of the person asked. Of two at once the first wins: the request's row is held. What
 * follows (every copy of the card, the coordinators, the next person's card) is enqueued in the
 * same transaction.
 *
 * @param by the person who answers, as the validated activity names them
 */
export async function answerSponsorship(
  services: Pick<Services, 'clock' | 'database' | 'jobs'>, by: { tenantId: string; personId: string }, sponsorshipId: string, answer: Answer,
): Promise<AnswerOutcome> {
  const { tenantId, personId } = by;
  return services.database.inTenant(tenantId, async (trx) => {
    const request = await store.findForUpdate(trx, tenantId, sponsorshipId);
    if (!request) return { ok: false, refusal: 'gone' };
    const outcome = answerRequest(request, answer, personId, services.clock(), await store.passedOnBy(trx, tenantId, request));
    if (!outcome.ok) return outcome;
    await store.update(trx, tenantId, outcome.request);
    await followUp(services, trx, tenantId, outcome.request);
    if (outcome.request.passedTo) {
      const { communityId, askedBy, ask } = request;
      await openRequest(services, trx, tenantId, { communityId, askedBy, ask, sponsorId: outcome.request.passedTo });
    }
    return { ok: true };
  });
}

/** What a change of state sets going. */
export async function followUp(services: Pick<Services, 'clock' | 'jobs'>, trx: TenantTransaction, tenantId: string, request: SponsorshipRequest): Promise<void> {
  await services.jobs.enqueue(trx, 'update-sponsorship-cards', { tenantId, sponsorshipId: request.id });
  if (request.state === 'withdrawn') return;
  for (const personId of await peopleToTell(trx, tenantId, request.id)) {
    await sendCard(services, trx, tenantId, request, { personId, kind: 'told' });
  }
}
