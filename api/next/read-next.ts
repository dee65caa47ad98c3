import type { output } from 'zod';
import { charterStore } from '../charter/charter-store.ts';
import { readTiesToLookAt } from '../communities/community-read-model.ts';
import { communityStore } from '../communities/community-store.ts';
import { openInvitations } from '../membership/members-around.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Language } from '../platform/words.ts';
import { rhythmStore } from '../rhythm/rhythm-store.ts';
import type { getNext } from './next-contract.ts';
import { sources } from './next-sources.ts';
import { rank } from './next.ts';
import { putAwayStore } from './put-away-store.ts';

/** What waits for one person in a community: nothing for those who are not in it, or once it is closed. @throws NotFoundError */
export async function readNext(trx: TenantTransaction, actor: Actor, communityId: string, now: Date, language: Language): Promise<output<(typeof getNext)['response']>> {
  const { tenantId, personId } = actor;
  const seen = await readTiesToLookAt(trx, tenantId, personId, communityId);
  const charter = seen && await charterStore.findCurrent(trx, tenantId, communityId);
  if (!seen || !charter) throw new NotFoundError('community');
  const { myPart: part, ties, snapshot } = seen;
  if (part === null || !await communityStore.isOpen(trx, tenantId, communityId)) return { asked: [], things: [] };
  const asked = (await openInvitations(trx, actor, communityId, { part, open: true, now })).filter(({ abilities }) => abilities.answer);
  const looking = { trx, actor, communityId, part, now, language, charter, ties, snapshot, year: await rhythmStore.findYear(trx, tenantId, communityId, personId) };
  const things = [];
  // One after another: they share a connection.
  for (const source of sources) things.push(...await source(looking));
  const away = await putAwayStore.list(trx, actor, communityId, now);
  return { asked, things: rank(things.filter(({ what }) => !away.has(what))) };
}
