import { randomUUID } from 'node:crypto';
import type { TenantTransaction } from '../platform/database/database.ts';
import { BadInputError, ConflictError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { SponsorshipAsk, SponsorshipRequest } from './sponsorship.ts';
import * as store from './sponsorship-store.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    'send-sponsorship-card': { tenantId: string; cardId: string };
  }
}

export type AskInput = SponsorshipAsk & { communityId: string; sponsorId: string };

/**
 * Asks a person to sponsor, as part of the transaction in which that becomes true: the request, the
 * card that is going to be sent, and the job that sends it exist together or not at all. The
 * caller has made sure that the person exists and that the actor may ask.
 *
 * @throws BadInputError on `/sponsorId` when someone would ask themselves
 * @throws ConflictError `sponsor-asked-already` when a request is open or approved
 */
export async function requestSponsorship(
  services: Pick<Services, 'clock' | 'jobs'>, trx: TenantTransaction, actor: Pick<Actor, 'tenantId' | 'personId'>, input: AskInput,
): Promise<SponsorshipRequest> {
  if (input.sponsorId === actor.personId) {
    throw new BadInputError([{ field: '/sponsorId', reason: 'Nobody approves their own request.', remedy: 'Ask someone else, such as your manager.' }]);
  }
  const open = await store.findOpen(trx, actor.tenantId, input.communityId);
  if (open) {
    throw new ConflictError({
      code: 'sponsor-asked-already',
      detail: open.state === 'approved' ? 'This community has a sponsor.' : 'Someone has been asked to sponsor this community and has not answered yet.',
      remedy: open.state === 'approved' ? 'Talk with the sponsor about handing over first.' : 'Wait for the answer, or take the request back before you ask someone else.',
    });
  }
  const { communityId, sponsorId, whyNow, memberHoursPerMonth, budget, visibility } = input;
  return openRequest(services, trx, actor.tenantId, {
    communityId, sponsorId, askedBy: actor.personId, ask: { whyNow, memberHoursPerMonth, budget, visibility },
  });
}

/** Stores a request that nobody has answered yet, and has its card sent. */
export async function openRequest(
  services: Pick<Services, 'clock' | 'jobs'>, trx: TenantTransaction, tenantId: string,
  asked: Pick<SponsorshipRequest, 'communityId' | 'sponsorId' | 'askedBy' | 'ask'>,
): Promise<SponsorshipRequest> {
  const request: SponsorshipRequest = {
    ...asked, id: randomUUID(), state: 'asked', version: 1, askedAt: services.clock(),
    commitment: null, reviewOn: null, declineReason: null, decidedBy: null, decidedAt: null, passedTo: null,
  };
  await store.insert(trx, tenantId, request);
  await sendCard(services, trx, tenantId, request, { personId: request.sponsorId, kind: 'ask' });
  return request;
}

/** Records one more copy of a card and has it sent. */
export async function sendCard(
  services: Pick<Services, 'clock' | 'jobs'>, trx: TenantTransaction, tenantId: string,
  request: Pick<SponsorshipRequest, 'id' | 'version'>, to: { personId: string; kind: 'ask' | 'told' },
): Promise<void> {
  const cardId = randomUUID();
  await store.intendCard(trx, tenantId, { id: cardId, request, ...to }, services.clock());
  await services.jobs.enqueue(trx, 'send-sponsorship-card', { tenantId, cardId }, { singletonKey: cardId });
}
