import { DateTime } from 'luxon';
import { z } from 'zod';
import { type Step, type StepDone, type StillGoing, unlessThere } from '../../ledger/ledger.ts';

const content = z.object({ groupId: z.guid(), subject: z.string(), startsAt: z.string(), minutes: z.number(), timeZone: z.string(), category: z.string().optional() });

/** Puts an activity on a calendar. Graph answers a repeated `transactionId` with the event that is there (Microsoft, "event resource type"). */
export const firstActivity: Step<z.infer<typeof content>> = {
  content,
  async do({ mark, content: { groupId, subject, startsAt, minutes, timeZone, category }, session, options }): Promise<StepDone | StillGoing> {
    const start = DateTime.fromISO(startsAt, { zone: timeZone });
    const local = (time: DateTime) => ({ dateTime: time.toFormat("yyyy-MM-dd'T'HH:mm:ss"), timeZone });
    const event = await unlessThere(() => session.call('createGroupEvent', {
      params: { groupId }, body: { subject, start: local(start), end: local(start.plus({ minutes })), transactionId: mark, ...(category === undefined ? {} : { categories: [category] }) },
    }, options));
    return { eventId: event?.id ?? '' };
  },
};
