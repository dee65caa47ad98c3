import type { TenantTransaction } from '../platform/database/database.ts';
import type { JobData } from '../platform/jobs/jobs.ts';
import type { Services } from '../platform/services.ts';
import type { Bot } from '../teams/bot.ts';
import { communityLink } from '../teams/deep-link.ts';
import { PersonNotReachedError } from '../teams/person-not-reached-error.ts';
import { say } from '../teams/wording.ts';
import { closingCard } from './sponsorship-card.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    /** What became of a community, told to its sponsor unless it has changed back by then. */
    'tell-sponsor': { tenantId: string; communityId: string; what: 'closed' | 'reopened'; by: { id: string; displayName: string } };
  }
}
type Told = JobData['tell-sponsor'];

/** Who closes by mistake opens again at once: of that the sponsor hears nothing. */
const waitSeconds = 60;

/** Has the sponsor told that the community was closed, or opened again, in the transaction that does it. */
export async function haveSponsorTold({ jobs }: Pick<Services, 'jobs'>, trx: TenantTransaction, what: Told): Promise<void> {
  // One of a community waits at a time: what is taken back before it is told takes its telling with it.
  await jobs.enqueue(trx, 'tell-sponsor', what, { singletonKey: what.communityId, startAfterSeconds: waitSeconds });
}

/** Tells the sponsor who agreed, if that is how it still is and it was somebody else's doing. */
export async function tellSponsor(services: Services, bot: Bot, { tenantId, communityId, what, by }: Told): Promise<void> {
  const found = await services.database.inTenant(tenantId, (trx) => trx.selectFrom('communities as c')
    .innerJoin('sponsorships as s', (join) => join.onRef('s.tenant_id', '=', 'c.tenant_id').onRef('s.community_id', '=', 'c.id').on('s.state', '=', 'approved'))
    .select(['c.id', 'c.name', 'c.closed_at', 's.sponsor_id']).where('c.tenant_id', '=', tenantId).where('c.id', '=', communityId).executeTakeFirst());
  if (!found || (found.closed_at !== null) !== (what === 'closed') || found.sponsor_id === by.id) return;
  const words = { person: by.displayName, community: found.name };
  const page = communityLink(services.settings, found);
  try {
    await bot.sendToPerson(tenantId, found.sponsor_id, () => ({ card: closingCard(what, words, page), summary: say(`sponsorship.${what}.headline`, words) }));
  } catch (error) {
    // Whoever cannot be reached reads it on the community's page.
    if (!(error instanceof PersonNotReachedError) || error.reason === 'service-unavailable') throw error;
    services.logger.info({ reason: error.reason }, 'a sponsor could not be told');
  }
}
