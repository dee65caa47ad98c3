import { communityStore } from '../communities/community-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import { ConflictError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { sponsorshipOf } from '../sponsorship/sponsorship-read-model.ts';
import type { Charter, CharterText } from './charter-contract.ts';
import { mayEditCharter } from './charter-policy.ts';
import { charterStore } from './charter-store.ts';

/** Somebody else changed the charter meanwhile. The fields say what is there now, so that nothing typed is lost over it. */
class CharterChangedError extends ConflictError {
  constructor(now: Charter, basedOnVersion: number) {
    super({
      code: 'charter-changed',
      detail: `${now.updatedBy.displayName || 'Someone'} changed the charter meanwhile (version ${now.version}; yours is based on ${basedOnVersion}).`,
      remedy: 'Look at what is there now, put your changes into it, and save again.',
      fields: [{ field: '/basedOnVersion', reason: `The charter is at version ${now.version} now.`, remedy: 'Read the charter afresh and base your change on it.' }],
    });
  }
}

/**
 * Replaces the charter by a next version. The same change sent twice is one version: when what is
 * there now was made from this version, by this person, with these words, it is given back.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, CharterChangedError (409 `charter-changed`)
 */
export async function editCharter(
  services: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, text: CharterText, basedOnVersion: number,
): Promise<Charter> {
  const { tenantId, personId } = actor;
  return services.database.inTenant(tenantId, async (trx) => {
    const current = await charterStore.findCurrent(trx, tenantId, communityId);
    if (!current) throw new NotFoundError('community');
    const part = await membershipStore.partOf(trx, tenantId, communityId, personId);
    const sponsoring = part === 'coordinator' || part === 'core' ? null : await sponsorshipOf(trx, tenantId, communityId);
    const verdict = mayEditCharter(part, { roles: actor.roles, isSponsor: sponsoring?.state === 'approved' && sponsoring.sponsor.id === personId });
    if (!verdict.allowed) throw new NotAllowedError(verdict);
    await communityStore.holdOpen(trx, tenantId, communityId);

    if (current.version === basedOnVersion) {
      await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
      await charterStore.insert(trx, tenantId, communityId, basedOnVersion + 1, text, { personId, now: services.clock() });
    }
    const now = await charterStore.findCurrent(trx, tenantId, communityId) ?? current;
    if (now.version === basedOnVersion + 1 && now.updatedBy.id === personId && sameText(now, text)) return now;
    throw new CharterChangedError(now, basedOnVersion);
  });
}

/** Key issues are compared by what they say: a new one got its id only when it was stored. */
function sameText(a: CharterText, b: CharterText): boolean {
  const plain = ({ domain, forWhom, practice, waysOfWorking, keyIssues }: CharterText) =>
    JSON.stringify([domain, forWhom, practice, waysOfWorking, keyIssues.map(({ title, state }) => [title, state])]);
  return plain(a) === plain(b);
}
