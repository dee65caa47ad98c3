import type { output } from 'zod';
import { communityStore } from '../communities/community-store.ts';
import { openInvitations } from '../membership/members-around.ts';
import { planOf } from '../launch/plan-read-model.ts';
import { membershipStore } from '../membership/membership-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Language } from '../platform/words.ts';
import type { getNext } from './next-contract.ts';

/** What waits for one person in a community. @throws NotFoundError */
export async function readNext(trx: TenantTransaction, actor: Actor, communityId: string, now: Date, language: Language): Promise<output<(typeof getNext)['response']>> {
  const { tenantId, personId } = actor;
  if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
  const part = await membershipStore.partOf(trx, tenantId, communityId, personId);
  const open = await communityStore.isOpen(trx, tenantId, communityId);
  if (part === null || !open) return { asked: [], launch: null };
  const asked = (await openInvitations(trx, actor, communityId, { part, open, now })).filter(({ abilities }) => abilities.answer);
  return { asked, launch: (await planOf(trx, actor, communityId, language, now)).next };
}
