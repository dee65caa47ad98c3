import { ConflictError } from '../platform/errors.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Services } from '../platform/services.ts';
import { followUp } from './answer-sponsorship.ts';
import * as store from './sponsorship-store.ts';
import { withdrawRequest } from './sponsorship.ts';

/**
 * Takes a request back; every copy of its card then says so.
 * @throws ConflictError `sponsorship-decided` when it was answered first
 */
export async function withdrawSponsorship(
  services: Pick<Services, 'clock' | 'database' | 'jobs'>, by: { tenantId: string; personId: string }, sponsorshipId: string,
): Promise<void> {
  await services.database.inTenant(by.tenantId, async (trx) => {
    const request = await store.findForUpdate(trx, by.tenantId, sponsorshipId);
    const outcome = request && withdrawRequest(request, by.personId, services.clock());
    if (!outcome?.ok) {
      throw new ConflictError({ code: 'sponsorship-decided' });
    }
    await store.update(trx, by.tenantId, outcome.request);
    await followUp(services, trx, by.tenantId, outcome.request);
  });
}

/** Takes back what a community has asked and nobody has answered, within the caller's transaction. */
export async function withdrawOpenAsk(
  services: Pick<Services, 'clock' | 'jobs'>, trx: TenantTransaction, by: { tenantId: string; personId: string }, communityId: string,
): Promise<void> {
  // An answer that comes at the same time may pass the request on: the second look sees the next one.
  for (let looks = 0; looks < 2; looks += 1) {
    const open = await store.findOpen(trx, by.tenantId, communityId);
    const outcome = open && withdrawRequest(open, by.personId, services.clock());
    if (!outcome?.ok) continue;
    await store.update(trx, by.tenantId, outcome.request);
    await followUp(services, trx, by.tenantId, outcome.request);
  }
}
