import type { Services } from '../platform/services.ts';
import { sendCard } from './request-sponsorship.ts';
import * as store from './sponsorship-store.ts';

/** Sends the card once more. While a copy is still on its way, no other is added: asking twice sends one. */
export async function remind(services: Pick<Services, 'clock' | 'database' | 'jobs'>, tenantId: string, sponsorshipId: string): Promise<void> {
  await services.database.inTenant(tenantId, async (trx) => {
    const request = await store.findForUpdate(trx, tenantId, sponsorshipId);
    if (request?.state !== 'asked') return;
    const waiting = (await store.asksOf(trx, tenantId, sponsorshipId)).find((copy) => copy.state === 'intended');
    await store.noteDelivery(trx, tenantId, sponsorshipId, { state: 'waiting', reason: null }, services.clock());
    if (waiting) await services.jobs.enqueue(trx, 'send-sponsorship-card', { tenantId, cardId: waiting.id }, { singletonKey: waiting.id });
    else await sendCard(services, trx, tenantId, request, { personId: request.sponsorId, kind: 'ask' });
  });
}
