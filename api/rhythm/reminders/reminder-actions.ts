import { z } from 'zod';
import { membershipStore } from '../../membership/membership-store.ts';
import type { Services } from '../../platform/services.ts';
import type { CardActionContext, CardActionHandlers, CardAnswer } from '../../teams/card-actions.ts';
import { say } from '../../teams/wording.ts';
import { planReminders, wishOf } from './plan-reminders.ts';
import { stopReminding } from './reminder-card.ts';
import { remindersStore } from './reminders-store.ts';

/** What the button of a reminder does: no more of this community, for whoever pressed it. */
export function reminderActions({ database, clock }: Services): CardActionHandlers {
  const stop = async ({ tenantId, personId, data }: CardActionContext): Promise<CardAnswer> => {
    const about = z.object({ communityId: z.guid() }).safeParse(data);
    if (!about.success) return { message: say('members.gone') };
    const { communityId } = about.data;
    const isMember = await database.inTenant(tenantId, async (trx) => {
      if (await membershipStore.partOf(trx, tenantId, communityId, personId) === null) return false;
      const { wish, timeZone } = await wishOf(trx, tenantId, personId, communityId);
      await remindersStore.saveWish(trx, tenantId, personId, communityId, { ...wish, comes: 'none' }, timeZone ?? 'UTC');
      await planReminders(trx, { tenantId, personId }, communityId, clock());
      return true;
    });
    return { message: say(isMember ? 'reminders.stopped' : 'members.gone') };
  };
  return { [stopReminding]: stop };
}
