import { inBrief } from '../platform/errors.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { addFollowUp, changeFollowUp, changeRecord, readRecord, removeFollowUp } from './keep-record.ts';
import * as feed from './feed-contract.ts';
import { lookAtYear } from './look-at-year.ts';
import { bringBackFeedAddress, makeFeedAddress, publishActivity, revokeFeedAddress } from './publish.ts';
import * as record from './record-contract.ts';
import { readReminders, wishReminders } from './reminders/plan-reminders.ts';
import * as reminders from './reminders/reminders-contract.ts';
import { readRhythm } from './rhythm-read-model.ts';
import { sayKind } from './say-kind.ts';
import * as contract from './year-contract.ts';

export function rhythmRoutes(services: Services): Route[] {
  return [
    implement(contract.getRhythm, async ({ actor, params, language, signal }) => {
      const look = await lookAtYear(services, actor, params.communityId, signal);
      const year = await services.database.inTenant(actor.tenantId, (trx) => readRhythm(trx, actor, params.communityId, look));
      return { ...year, trouble: inBrief(look.trouble, language) };
    }),
    implement(contract.setActivityKind, async ({ actor, params, body }) => ({ items: await sayKind(services, actor, params.communityId, params.activityId, body) })),
    implement(feed.publishActivity, async ({ actor, params, body: { published } }) => ({ items: await publishActivity(services, actor, params.communityId, params.activityId, published), published })),
    implement(feed.makeFeedAddress, async ({ actor, params }) => ({ url: await makeFeedAddress(services, actor, params.communityId) })),
    implement(feed.revokeFeedAddress, async ({ actor, params }) => {
      await revokeFeedAddress(services, actor, params.communityId);
      return undefined;
    }),
    implement(feed.bringBackFeedAddress, async ({ actor, params }) => {
      await bringBackFeedAddress(services, actor, params.communityId);
      return undefined;
    }),
    implement(reminders.getReminders, ({ actor, params }) => readReminders(services, actor, params.communityId)),
    implement(reminders.setReminders, ({ actor, params, body }) => wishReminders(services, actor, params.communityId, body)),
    implement(record.getActivityRecord, ({ actor, params }) => readRecord(services, actor, params.communityId, params.activityId)),
    implement(record.changeActivityRecord, ({ actor, params, body }) => changeRecord(services, actor, params.communityId, params.activityId, body)),
    implement(record.addFollowUp, ({ actor, params, body }) => addFollowUp(services, actor, params.communityId, params.activityId, { id: params.followUpId, words: body.words })),
    implement(record.changeFollowUp, ({ actor, params, body }) => changeFollowUp(services, actor, params.communityId, params.activityId, params.followUpId, body)),
    implement(record.removeFollowUp, ({ actor, params }) => removeFollowUp(services, actor, params.communityId, params.activityId, params.followUpId)),
  ];
}
