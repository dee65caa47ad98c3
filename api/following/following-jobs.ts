import { startRounds } from '../platform/jobs/rounds.ts';
import type { Services } from '../platform/services.ts';
import type { Following } from './following.ts';
import { followOne, laterOn, whyNot } from './follow-one.ts';
import { followRound } from './follow-round.ts';
import { followTogether } from './follow-together.ts';
import { followingsStore } from './followings-store.ts';
import { lookAt } from './look-as-trellis.ts';
import { noteTeamDeleted } from './look-at-team.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    'follow-round': { tenantId: string };
  }
}

const roundEverySeconds = 60;

/** Registers what following does by itself. Without an address for notifications nothing is followed: people's visits look. */
export async function startFollowing(services: Services): Promise<void> {
  const { database, jobs, settings: { notificationUrl, tenantId } } = services;
  if (!notificationUrl) return;
  const find = (data: { tenantId: string; subject: Following['subject']; graphId: string }) =>
    database.inTenant(data.tenantId, (trx) => followingsStore.find(trx, data.tenantId, data.subject, data.graphId));
  const look = async (following: Following) => {
    const looked = await lookAt(services, services.graph.asApp(tenantId), tenantId, following, true);
    await database.inTenant(tenantId, (trx) => followingsStore.note(trx, tenantId, following, looked));
  };
  await jobs.work('follow-place', async (data) => {
    const following = await find(data);
    if (following) await followOne(services, data.tenantId, following);
  });
  await jobs.work('follow-together', (data) => followTogether(services, data.tenantId, data.places));
  await jobs.work('look-at-place', async (data) => {
    const following = await find(data);
    if (following) await look(following).catch((error: unknown) => laterOn(services, tenantId, following, error));
  });
  // It may be long restored: a team that answers is not deleted. One that was deleted refuses, for its consent went with it.
  await jobs.work('note-team-deleted', async ({ groupId }) => {
    const team = await find({ tenantId, subject: 'team', graphId: groupId });
    if (!team) return;
    await look(team).catch((error: unknown) => (whyNot(error) ? noteTeamDeleted(services, tenantId, groupId) : Promise.reject(error)));
  });
  await startRounds(services, 'follow-round', { firstAfterSeconds: 1, everySeconds: roundEverySeconds }, () => followRound(services, tenantId));
}
