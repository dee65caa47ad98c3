import { charterStore } from '../charter/charter-store.ts';
import type { CharterText } from '../charter/charter-contract.ts';
import type { Part, Person } from '../membership/membership-contract.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { type Intention, ledgerStore } from '../ledger/ledger-store.ts';
import { requestSponsorship } from '../sponsorship/request-sponsorship.ts';
import type { SponsorshipAsk } from '../sponsorship/sponsorship.ts';
import type { FoundTie } from '../ties/ties.ts';
import { tiesStore } from '../ties/ties-store.ts';
import type { Stage } from './communities-contract.ts';
import { communityStore } from './community-store.ts';
import { draftsStore } from './drafts-store.ts';

/** Everything about a community to be, looked up and checked before. */
export interface Founding {
  /** Makes a repeat harmless: one community per creator and request. */
  requestId: string;
  name: string;
  about: string;
  templateId: string;
  /** How far the community is. */
  stage: Stage;
  unit: string | null;
  topics: readonly string[];
  charter: CharterText;
  members: readonly { person: Person; part: Part }[];
  ties: readonly FoundTie[];
  sponsor: { person: Person; ask: SponsorshipAsk } | null;
  /** Writes to Microsoft 365 that are to follow; given the community's id. */
  intentions: (communityId: string) => readonly Intention[];
}

/**
 * Stores a community with its charter, members, ties, intended writes and the request to its
 * sponsor: all of it or nothing, within the caller's transaction.
 *
 * @returns the community's id, and whether it was founded now or by an earlier, equal request
 * @throws what `requestSponsorship` throws
 */
export async function foundCommunity(
  services: Pick<Services, 'clock' | 'jobs'>, trx: TenantTransaction, actor: Actor, founding: Founding,
): Promise<{ communityId: string; founded: boolean }> {
  const { tenantId, personId } = actor;
  const now = services.clock();
  const communityId = crypto.randomUUID();
  const founded = await communityStore.insert(trx, tenantId, {
    id: communityId, requestId: founding.requestId, name: founding.name, about: founding.about, templateId: founding.templateId,
    stage: founding.stage, unit: founding.unit, topics: [...new Set(founding.topics)], createdBy: personId,
  }, now);
  if (!founded) {
    const earlier = await communityStore.findIdByRequest(trx, tenantId, personId, founding.requestId);
    return { communityId: earlier ?? communityId, founded: false };
  }
  await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
  await peopleStore.remember(trx, tenantId, [...founding.members.map(({ person }) => person), ...(founding.sponsor ? [founding.sponsor.person] : [])], now);
  await charterStore.insert(trx, tenantId, communityId, 1, founding.charter, { personId, now });
  await membershipStore.add(trx, tenantId, communityId, founding.members.map(({ person, part }) => ({ personId: person.id, part })), now);
  await tiesStore.add(trx, tenantId, communityId, founding.ties, { personId, now });
  await ledgerStore.intend(trx, tenantId, communityId, personId, founding.intentions(communityId), now);
  if (founding.sponsor) {
    await requestSponsorship(services, trx, actor, { communityId, sponsorId: founding.sponsor.person.id, ...founding.sponsor.ask });
  }
  await draftsStore.discard(trx, tenantId, personId, founding.requestId);
  return { communityId, founded: true };
}
