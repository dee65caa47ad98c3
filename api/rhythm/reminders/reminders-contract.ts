import { z } from 'zod';
import { id, instant, operation } from '../../platform/http/operation-contract.ts';

/** Whether and when to be reminded of an activity, and whether of those of a series, too. */
export const wish = z.object({
  comes: z.enum(['none', 'day-before', 'morning', 'hour-before']),
  regular: z.boolean(),
});
export type Wish = z.infer<typeof wish>;

const shownReminders = wish.extend({
  /** Where it was said: of this community, of all, or nowhere. */
  said: z.enum(['here', 'everywhere', 'nowhere']),
  /** On whose clock; null: on the clock of each activity. */
  timeZone: z.string().nullable(),
  /** The next one, as far as the person's last visit showed. */
  next: z.object({ at: instant, subject: z.string() }).nullable(),
});

export const getReminders = operation({
  name: 'getReminders', method: 'GET', path: '/api/communities/:communityId/reminders',
  summary: 'Whether and when this member is reminded of the community’s activities, and the next reminder.',
  params: z.object({ communityId: id }), response: shownReminders,
});

export const setReminders = operation({
  name: 'setReminders', method: 'PUT', path: '/api/communities/:communityId/reminders',
  summary: 'Say whether and when to be reminded of the community’s activities; with `everywhere`, of those of all one’s communities, whatever was said of single ones before.',
  params: z.object({ communityId: id }), body: wish.extend({ timeZone: z.string().max(100), everywhere: z.boolean().default(false) }), response: shownReminders,
});
