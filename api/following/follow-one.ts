import { createHash, randomBytes } from 'node:crypto';
import { ConsentNeededError, UnavailableError } from '../platform/errors.ts';
import { GraphError, isGraphFailure } from '../platform/graph/graph-error.ts';
import type { GraphSession } from '../platform/graph/graph.ts';
import type { Services } from '../platform/services.ts';
import { wantTexts } from '../practice/texts/texts-jobs.ts';
import { dueAfter, dueAgain, type Following, type FollowReason, inHandMs, resourceOf, subscriptionMs } from './following.ts';
import { followingsStore } from './followings-store.ts';
import { lookAt } from './look-as-trellis.ts';
import { noteTeamDeleted } from './look-at-team.ts';

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * Sees to one thing that is followed: subscribes to it or renews that, and looks at it, because
 * what happened in between was told to nobody. What cannot be followed is tried again another day;
 * until then people's visits look at it. After trouble that passes it is due again soon.
 */
export async function followOne(services: Services, tenantId: string, following: Following): Promise<void> {
  const session = services.graph.asApp(tenantId);
  // A round and Microsoft 365 itself may both have it seen to: who comes second notes nothing over what the first found.
  let through = following.subscriptionId;
  const note: Note = (changes) => services.database.inTenant(tenantId, (trx) => followingsStore.note(trx, tenantId, following, changes, through));
  try {
    const subscription = following.subject === 'library' ? undefined : await subscribed(services, session, following, note);
    if (subscription === null) return;
    through = subscription?.id ?? null;
    const looked = await lookAt(services, session, tenantId, following, false);
    const now = services.clock();
    await note({ ...looked, state: 'followed', reason: null, dueAt: dueAfter({ ...following, expiresAt: subscription?.expiresAt ?? null }, now) });
    // What was an item before Trellis could read it by itself is read now.
    if (following.subject === 'library' && following.state !== 'followed') await services.database.inTenant(tenantId, (trx) => wantTexts(services, trx, tenantId));
  } catch (error) {
    let reason = whyNot(error);
    if (!reason) return laterOn(services, tenantId, following, error);
    if (reason === 'not-permitted' && following.subject !== 'library' && await hasNoTeam(services, session, tenantId, following)) reason = 'gone';
    services.logger.info({ subject: following.subject, reason }, 'a place is followed by visits only');
    const ends = reason !== 'unreachable';
    const now = services.clock();
    // The team may have consented while Graph was asked.
    const noted = await note({ state: 'visits-only', reason, dueAt: dueAgain(reason, now), unlessDueSince: following.dueAt, ...(ends ? { subscription: null, deltaLink: null } : {}) });
    if (noted && ends) await unfollow(services, tenantId, { subscriptionId: through });
  }
}

/** Trouble that passes: the next round but a few sees to it again, so that a storm leaves no heap of jobs behind. @throws what is not Graph's trouble */
export async function laterOn(services: Services, tenantId: string, following: Pick<Following, 'subject' | 'graphId'>, error: unknown): Promise<void> {
  if (!(error instanceof GraphError || error instanceof UnavailableError)) throw error;
  services.logger.info({ subject: following.subject, code: error.code }, 'a place could not be looked at just now');
  const waitMs = Math.max(inHandMs, (error instanceof GraphError ? error.retryAfterSeconds ?? 0 : 0) * 1_000);
  await services.database.inTenant(tenantId, (trx) => followingsStore.noteTrouble(trx, tenantId, following, new Date(services.clock().getTime() + waitMs)));
}

/**
 * Whether what Trellis may not look into is refused because the team was deleted: its consent went with it. That was
 * told, or else its group's libraries say so, where Trellis may ask for them: a group that is there has a list of them, if an empty one.
 */
async function hasNoTeam(services: Services, session: GraphSession, tenantId: string, { subject, groupId }: Following): Promise<boolean> {
  const team = await services.database.inTenant(tenantId, (trx) => followingsStore.find(trx, tenantId, 'team', groupId));
  if (subject !== 'team') return team?.reason === 'gone';
  const isGone = await session.list('listGroupDrives', { params: { groupId } }, { priority: 'bulk' }).then(() => false, (error: unknown) => {
    if (error instanceof ConsentNeededError || error instanceof GraphError) return isGraphFailure(error, 'not-found', 'gone');
    throw error;
  });
  if (isGone) await noteTeamDeleted(services, tenantId, groupId);
  return isGone;
}

type Note = (changes: Parameters<typeof followingsStore.note>[3]) => Promise<boolean>;

/** The subscription, renewed or made; noted before anything is told through it. Null when nobody wants it, or there is another by now. */
async function subscribed(services: Services, session: GraphSession, following: Following, note: Note): Promise<{ id: string; expiresAt: Date } | null> {
  const { subject, groupId, subscriptionId } = following;
  const expiresAt = new Date(services.clock().getTime() + subscriptionMs);
  if (subscriptionId) {
    try {
      await session.call('renewSubscription', { params: { subscriptionId }, body: { expirationDateTime: expiresAt.toISOString() } });
      await note({ subscription: { id: subscriptionId, expiresAt } });
      return { id: subscriptionId, expiresAt };
    } catch (error) {
      // It has ended, or was removed: another takes its place.
      if (!isGraphFailure(error, 'not-found', 'gone')) throw error;
    }
  }
  const secret = randomBytes(24).toString('base64url');
  const { notificationUrl } = services.settings;
  const operation = ({ team: 'subscribeToTeam', channels: 'subscribeToChannels', members: 'subscribeToMembers' } as const)[subject as Exclude<Following['subject'], 'library'>];
  const made = await session.call(operation, {
    body: {
      ...resourceOf(subject as Exclude<Following['subject'], 'library'>, groupId), notificationUrl, lifecycleNotificationUrl: notificationUrl,
      expirationDateTime: expiresAt.toISOString(), clientState: secret, latestSupportedTlsVersion: 'v1_2',
    },
  });
  const subscription = { id: made.id ?? '', expiresAt, secretHash: hashOf(secret) };
  if (await note({ subscription })) return subscription;
  await unfollow(services, services.settings.tenantId, { subscriptionId: subscription.id });
  return null;
}

/** Why something cannot be followed; null for trouble that passes, which is thrown on. */
export function whyNot(error: unknown): FollowReason | null {
  if (error instanceof ConsentNeededError) return 'not-permitted';
  if (error instanceof UnavailableError || !(error instanceof GraphError) || error.passing || error.failure === 'aborted') return null;
  if (error.failure === 'forbidden') return 'not-permitted';
  if (error.failure === 'not-found' || error.failure === 'gone') return 'gone';
  return 'unreachable';
}

/** Ends the subscription of what no community is tied to any more. One that cannot be ended ends by itself. */
export async function unfollow(services: Services, tenantId: string, { subscriptionId }: Pick<Following, 'subscriptionId'>): Promise<void> {
  if (!subscriptionId) return;
  await services.graph.asApp(tenantId).call('endSubscription', { params: { subscriptionId } }).catch((error: unknown) => {
    if (!(error instanceof GraphError)) throw error;
  });
}
