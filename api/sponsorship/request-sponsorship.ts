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
 * @returns the request; the one that is there when the same was asked before
 * @throws ConflictError `sponsor-asked-already` when another request is open or approved
 */
export async function requestSponsorship(
  services: Pick<Services, 'clock' | 'jobs'>, trx: TenantTransaction, actor: Pick<Actor, 'tenantId' | 'personId'>, input: AskInput,
): Promise<SponsorshipRequest> {
  if (input.sponsorId === actor.personId) {
    throw new BadInputError([{ field: '/sponsorId', refused: 'own-request' }]);
  }
  const { communityId, sponsorId, whyNow, memberHoursPerMonth, budget, visibility } = input;
  const ask = { whyNow, memberHoursPerMonth, budget, visibility };
  const open = await store.findOpen(trx, actor.tenantId, communityId);
  if (open) return unlessAnother(open, actor.personId, sponsorId, ask);
  try {
    return await openRequest(services, trx, actor.tenantId, { communityId, sponsorId, askedBy: actor.personId, ask });
  } catch (error) {
    // Another request came in between the two statements.
    const other = error instanceof AskedAlreadyError ? await store.findOpen(trx, actor.tenantId, communityId) : null;
    if (!other) throw error;
    return unlessAnother(other, actor.personId, sponsorId, ask);
  }
}

/** Asking the same person for the same twice is asking once; anything else has to wait. */
function unlessAnother(open: SponsorshipRequest, askedBy: string, sponsorId: string, ask: SponsorshipAsk): SponsorshipRequest {
  const same = open.state === 'asked' && open.askedBy === askedBy && open.sponsorId === sponsorId
    && (['whyNow', 'memberHoursPerMonth', 'budget', 'visibility'] as const).every((part) => open.ask[part] === ask[part]);
  if (same) return open;
  throw new AskedAlreadyError(open.state);
}

class AskedAlreadyError extends ConflictError {
  constructor(state: SponsorshipRequest['state']) {
    super({ code: 'sponsor-asked-already', about: state === 'approved' ? 'approved' : undefined });
  }
}

/**
 * Stores a request that nobody has answered yet, and has its card sent.
 * @throws ConflictError `sponsor-asked-already` when another request is open
 */
export async function openRequest(
  services: Pick<Services, 'clock' | 'jobs'>, trx: TenantTransaction, tenantId: string,
  asked: Pick<SponsorshipRequest, 'communityId' | 'sponsorId' | 'askedBy' | 'ask'>,
): Promise<SponsorshipRequest> {
  const request: SponsorshipRequest = {
    ...asked, id: randomUUID(), state: 'asked', version: 1, askedAt: services.clock(),
    commitment: null, reviewOn: null, declineReason: null, decidedBy: null, decidedAt: null, passedTo: null,
  };
  if (!await store.insert(trx, tenantId, request)) throw new AskedAlreadyError('asked');
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
