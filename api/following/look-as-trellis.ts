import type { GraphSession } from '../platform/graph/graph.ts';
import type { Services } from '../platform/services.ts';
import { type Following, sameLookMs } from './following.ts';
import { followingsStore } from './followings-store.ts';
import { lookAtLibrary } from './look-at-library.ts';
import { lookAtMembers, lookAtTeam } from './look-at-team.ts';

/** What is to be noted of a look. */
export interface Looked { lookedAt?: Date; deltaLink?: string | null }

/**
 * Looks at something that is followed, as Trellis itself, and stores what it shows of the ties to it.
 * @param told whether Microsoft 365 told of a change; a look by turns at channels is the one at their team
 * @returns what the caller notes of the following, with whatever else it notes
 * @throws GraphError
 */
export async function lookAt(services: Services, session: GraphSession, tenantId: string, following: Following, told: boolean): Promise<Looked> {
  const lookedAt = services.clock();
  if (!told && following.subject === 'channels' && await seenWithTeam(services, tenantId, following)) return {};
  if (following.subject === 'library') return { lookedAt, deltaLink: await lookAtLibrary(services, session, tenantId, following) };
  if (following.subject === 'members') await lookAtMembers(services, session, tenantId, following.groupId);
  else await lookAtTeam(services, session, tenantId, following.groupId);
  return { lookedAt };
}

/** Whether the team was looked at since the channels were, and just now. */
async function seenWithTeam({ database, clock }: Services, tenantId: string, { groupId, lookedAt }: Following): Promise<boolean> {
  const team = await database.inTenant(tenantId, (trx) => followingsStore.find(trx, tenantId, 'team', groupId));
  return !!team?.lookedAt && clock().getTime() - team.lookedAt.getTime() < sameLookMs && (!lookedAt || lookedAt < team.lookedAt);
}
