import { z } from 'zod';
import { instant } from '../platform/http/operation-contract.ts';

/** One coming activity of the community, from the tied calendar. */
export const activity = z.object({
  eventId: z.string(),
  subject: z.string(),
  startsAt: instant,
  endsAt: instant,
  /** The meeting's own zone, IANA, kept for editing; people see theirs. */
  timeZone: z.string(),
  allDay: z.boolean(),
  location: z.string().nullable(),
  joinUrl: z.url().nullable(),
  webUrl: z.url().nullable(),
  recurring: z.boolean(),
});
export type Activity = z.infer<typeof activity>;
