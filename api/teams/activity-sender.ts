import type { Activity } from '@microsoft/teams.api';

/** Who sent an activity, as the bot service vouches for it. */
export interface ActivitySender {
  readonly tenantId: string;
  readonly personId: string;
  readonly displayName: string;
  /** The person's id as the bot service knows it. */
  readonly teamsUserId: string;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The person behind a validated activity; null for guests of other tenants, for bots, and for an activity
 * whose parts name different tenants.
 */
export function senderOf(activity: Activity, homeTenant: string): ActivitySender | null {
  const { from, conversation, channelData } = activity;
  const tenants = [conversation?.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined);
  if (tenants.length === 0 || tenants.some((id) => id.toLowerCase() !== homeTenant)) return null;
  const personId = from?.aadObjectId?.toLowerCase();
  if (!personId || !guid.test(personId)) return null;
  return { tenantId: homeTenant, personId, displayName: from.name?.slice(0, 256) ?? '', teamsUserId: from.id };
}
