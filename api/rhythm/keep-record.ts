import { charterStore } from '../charter/charter-store.ts';
import { mayEditCharter } from '../charter/charter-policy.ts';
import { issuesStore } from '../charter/issues-store.ts';
import { communityStore } from '../communities/community-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { BadInputError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { lookedAfterBy } from '../stewardship/stewardship.ts';
import { stewardshipStore } from '../stewardship/stewardship-store.ts';
import { type Change, changed, FollowUpTakenError, RecordChangedError, shownAttended } from './record.ts';
import { type ActivityRecord, maxFollowUps } from './record-contract.ts';
import { recordsStore } from './records-store.ts';
import { demandActivity, holdActivity } from './say-kind.ts';
import type { SeenActivity } from './seen-year.ts';

type Needs = Pick<Services, 'database' | 'clock'>;

/** What the community keeps beside an activity, for a member to whom Microsoft 365 shows it. @throws NotFoundError, NotAllowedError */
export async function readRecord({ database, clock }: Needs, actor: Actor, communityId: string, activityId: string): Promise<ActivityRecord> {
  return database.inTenant(actor.tenantId, async (trx) => present(trx, actor, communityId, (await demandActivity(trx, actor, communityId, activityId)).activity, clock()));
}

/**
 * Changes what stands beside an activity, part by part: what only this person changed is taken. Where somebody
 * changed the same part in another way meanwhile, nothing is stored.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, RecordChangedError (409 `record-changed`)
 */
export async function changeRecord(needs: Needs, actor: Actor, communityId: string, activityId: string, change: { agenda?: Change<string>; notes?: Change<string>; attended?: Change<number | null> }): Promise<ActivityRecord> {
  return keeping(needs, actor, communityId, activityId, async (trx, now) => {
    const { tenantId, personId } = actor;
    const record = await recordsStore.find(trx, tenantId, communityId, activityId);
    const agenda = changed(record.agenda, change.agenda);
    const notes = changed(record.notes, change.notes);
    const known = shownAttended(record, personId);
    const attended = changed(known, change.attended);
    if (agenda === undefined || notes === undefined || attended === undefined) {
      throw new RecordChangedError(record.updatedBy?.displayName ?? '', Object.entries({ agenda, notes, attended }).filter(([, value]) => value === undefined).map(([part]) => part));
    }
    if (agenda === record.agenda && notes === record.notes && attended === known) return;
    // A number that is not shown to this person stays unless they say another.
    const came = attended === known ? { attended: record.attended, attendedBy: record.attendedBy } : { attended, attendedBy: attended === null ? null : personId };
    await recordsStore.save(trx, tenantId, communityId, activityId, { ...record, agenda, notes, ...came }, { personId, now });
  });
}

/** Notes a follow-up; the same id again changes nothing, or brings back one that was just taken away. @throws NotFoundError, NotAllowedError, CommunityClosedError, BadInputError */
export async function addFollowUp(needs: Needs, actor: Actor, communityId: string, activityId: string, followUp: { id: string; words: string }): Promise<ActivityRecord> {
  return keeping(needs, actor, communityId, activityId, async (trx, now) => {
    const there = await recordsStore.followUps(trx, actor.tenantId, communityId, activityId);
    if (there.length >= maxFollowUps && !there.some(({ id }) => id === followUp.id)) {
      throw new BadInputError([{ field: '/words', refused: 'too-many-follow-ups', values: { count: there.length } }]);
    }
    await recordsStore.addFollowUp(trx, actor.tenantId, communityId, activityId, followUp, { personId: actor.personId, now });
  });
}

/** The person takes a follow-up on, or gives it back, or says that it is done. @throws NotFoundError, NotAllowedError, CommunityClosedError, FollowUpTakenError (409 `follow-up-taken`) */
export async function changeFollowUp(needs: Needs, actor: Actor, communityId: string, activityId: string, followUpId: string, { mine, done }: { mine?: boolean | undefined; done?: boolean | undefined }): Promise<ActivityRecord> {
  return keeping(needs, actor, communityId, activityId, async (trx, now) => {
    const { tenantId, personId } = actor;
    const found = (await recordsStore.followUps(trx, tenantId, communityId, activityId)).find(({ id }) => id === followUpId);
    if (!found) throw new NotFoundError('follow-up');
    if (mine === true && found.owner && found.owner.id !== personId) throw new FollowUpTakenError(found.owner.displayName);
    // Whoever does it gives it back themselves; of another's, nothing is taken.
    const owner = mine === true ? { owner_id: personId } : mine === false && found.owner?.id === personId ? { owner_id: null } : {};
    const change = { ...owner, ...(done === undefined || done === found.done ? {} : { done_at: done ? now : null }) };
    if (Object.keys(change).length > 0) await recordsStore.changeFollowUp(trx, tenantId, communityId, activityId, followUpId, change);
  });
}

/** Takes a follow-up away, which can be taken back for ten minutes; twice changes nothing. @throws NotFoundError, NotAllowedError, CommunityClosedError */
export async function removeFollowUp(needs: Needs, actor: Actor, communityId: string, activityId: string, followUpId: string): Promise<ActivityRecord> {
  return keeping(needs, actor, communityId, activityId, (trx, now) => recordsStore.removeFollowUp(trx, actor.tenantId, communityId, activityId, followUpId, now));
}

async function keeping({ database, clock }: Needs, actor: Actor, communityId: string, activityId: string, keep: (trx: TenantTransaction, now: Date) => Promise<void>): Promise<ActivityRecord> {
  return database.inTenant(actor.tenantId, async (trx) => {
    const { activity } = await holdActivity(trx, actor, communityId, activityId);
    await peopleStore.rememberName(trx, actor.tenantId, actor.personId, actor.displayName);
    await keep(trx, clock());
    return present(trx, actor, communityId, activity, clock());
  });
}

async function present(trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string, activity: SeenActivity, now: Date): Promise<ActivityRecord> {
  const record = await recordsStore.find(trx, tenantId, communityId, activity.id);
  const followUps = await recordsStore.followUps(trx, tenantId, communityId, activity.id);
  const issues = (await charterStore.findCurrent(trx, tenantId, communityId))?.keyIssues ?? [];
  const links = await issuesStore.listLinks(trx, tenantId, communityId, issues.map(({ id }) => id));
  const part = await membershipStore.partOf(trx, tenantId, communityId, personId);
  const open = await communityStore.isOpen(trx, tenantId, communityId);
  const steward = (await stewardshipStore.list(trx, tenantId, communityId, 'activity', [activity.id])).get(activity.id) ?? null;
  return {
    agenda: record.agenda, notes: record.notes, attended: shownAttended(record, personId), updatedBy: record.updatedBy, updatedAt: record.updatedAt?.toISOString() ?? null,
    followUps: followUps.map((each) => ({ ...each, mine: each.owner?.id === personId })),
    lookedAfter: lookedAfterBy(steward, { personId, part, open: open && Date.parse(activity.endsAt) > now.getTime() }),
    issues: issues.map(({ id, title }) => ({ id, title, linkId: links.find((link) => link.issueId === id && link.kind === 'activity' && link.graphId === activity.eventId)?.id ?? null })),
    abilities: { record: open, link: open && mayEditCharter(part, { roles: [], isSponsor: false }).allowed },
  };
}
