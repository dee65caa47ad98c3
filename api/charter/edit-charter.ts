import { communityStore } from '../communities/community-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { BadInputError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { stableGuid } from '../platform/stable-guid.ts';
import { sponsorshipOf } from '../sponsorship/sponsorship-read-model.ts';
import { CharterChangedError } from './charter-changed-error.ts';
import { type Charter, type CharterText, maxKeyIssues } from './charter-contract.ts';
import { changedParts, mergeCharter, type Written } from './charter-merge-contract.ts';
import { mayEditCharter } from './charter-policy.ts';
import { charterStore } from './charter-store.ts';

type Needs = Pick<Services, 'database' | 'clock'>;

/**
 * Makes the next version of the charter. What others changed since `basedOnVersion` stays in it;
 * where both changed the same, nothing is stored. What says nothing new, such as the same change
 * sent twice, makes no version.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, CharterChangedError (409 `charter-changed`), BadInputError
 */
export async function editCharter({ database, clock }: Needs, actor: Actor, communityId: string, typed: CharterText, basedOnVersion: number): Promise<Charter> {
  const { tenantId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    const current = await holdCharter(trx, actor, communityId);
    const mine: Written = { ...typed, keyIssues: withIds(typed.keyIssues, `${communityId}\n${basedOnVersion}`) };
    if (basedOnVersion === current.version) return addVersion(trx, actor, communityId, current, mine, clock());
    const base = await charterStore.findVersion(trx, tenantId, communityId, basedOnVersion);
    if (!base) throw new CharterChangedError(current, basedOnVersion);
    const { text, conflicts } = mergeCharter(base, mine, current);
    if (conflicts.length > 0) throw new CharterChangedError(current, basedOnVersion, conflicts);
    if (text.keyIssues.length > maxKeyIssues) {
      throw new BadInputError([{ field: '/keyIssues', refused: 'too-many-key-issues', values: { count: text.keyIssues.length, most: maxKeyIssues } }]);
    }
    return addVersion(trx, actor, communityId, current, text, clock());
  });
}

/**
 * Makes a next version that reads as an earlier one did; when the charter reads so already, it stays as it is.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, CharterChangedError
 */
export async function restoreCharter({ database, clock }: Needs, actor: Actor, communityId: string, { version, basedOnVersion }: { version: number; basedOnVersion: number }): Promise<Charter> {
  const { tenantId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    const current = await holdCharter(trx, actor, communityId);
    const earlier = await charterStore.findVersion(trx, tenantId, communityId, version);
    if (!earlier) throw new NotFoundError('charter-version');
    if (changedParts(current, earlier).length > 0 && current.version !== basedOnVersion) throw new CharterChangedError(current, basedOnVersion);
    return addVersion(trx, actor, communityId, current, earlier, clock(), version);
  });
}

/** The charter as it stands, held for one who may edit it. @throws NotFoundError, NotAllowedError, CommunityClosedError */
export async function holdCharter(trx: TenantTransaction, actor: Actor, communityId: string): Promise<Charter> {
  const { tenantId, personId } = actor;
  if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
  const part = await membershipStore.partOf(trx, tenantId, communityId, personId);
  const sponsoring = part === 'coordinator' || part === 'core' ? null : await sponsorshipOf(trx, tenantId, communityId);
  const verdict = mayEditCharter(part, { roles: actor.roles, isSponsor: sponsoring?.state === 'approved' && sponsoring.sponsor.id === personId });
  if (!verdict.allowed) throw new NotAllowedError(verdict);
  await communityStore.holdOpen(trx, tenantId, communityId);
  // Read once the community is held: who waited sees what the one before wrote.
  const current = await charterStore.findCurrent(trx, tenantId, communityId);
  if (!current) throw new NotFoundError('community');
  return current;
}

async function addVersion(trx: TenantTransaction, actor: Actor, communityId: string, current: Charter, text: Written, now: Date, restoredFrom?: number): Promise<Charter> {
  const { tenantId, personId } = actor;
  if (changedParts(current, text).length === 0) return current;
  await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
  const written = { ...text, keyIssues: [...text.keyIssues] };
  await charterStore.insert(trx, tenantId, communityId, current.version + 1, written, { personId, now, before: current, ...(restoredFrom !== undefined && { restoredFrom }) });
  return (await charterStore.findCurrent(trx, tenantId, communityId))!;
}

/** Issues that came without an id get one that is the same when the same change is sent again. */
function withIds(issues: CharterText['keyIssues'], change: string): Written['keyIssues'] {
  return issues.map(({ id, title, state }, index) => {
    const same = issues.slice(0, index).filter((issue) => issue.title === title).length;
    return { id: id ?? stableGuid(`${change}\n${title}\n${same}`), title, state };
  });
}
