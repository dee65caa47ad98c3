import { ConflictError } from '../platform/errors.ts';
import type { Services } from '../platform/services.ts';
import { sendCard } from './request-sponsorship.ts';
import * as store from './sponsorship-store.ts';

/** Most copies of one request that a person is sent: a reminder helps, a dozen are a nuisance. */
const maxCopies = 5;

/**
 * Sends the card once more. While a copy is still on its way, no other is added: asking twice sends one.
 * @throws ConflictError `reminded-enough` when the person got it often enough
 */
export async function remind(services: Pick<Services, 'clock' | 'database' | 'jobs'>, tenantId: string, sponsorshipId: string): Promise<void> {
  await services.database.inTenant(tenantId, async (trx) => {
    const request = await store.findForUpdate(trx, tenantId, sponsorshipId);
    if (request?.state !== 'asked') return;
    const copies = await store.asksOf(trx, tenantId, sponsorshipId);
    const waiting = copies.find((copy) => copy.state === 'intended');
    if (!waiting && copies.filter((copy) => copy.state === 'sent').length >= maxCopies) {
      throw new ConflictError({ code: 'reminded-enough', values: { count: maxCopies } });
    }
    await store.noteDelivery(trx, tenantId, sponsorshipId, { state: 'waiting', reason: null }, services.clock());
    if (waiting) await services.jobs.enqueue(trx, 'send-sponsorship-card', { tenantId, cardId: waiting.id }, { singletonKey: waiting.id });
    else await sendCard(services, trx, tenantId, request, { personId: request.sponsorId, kind: 'ask' });
  });
}
