import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { TenantState } from '../../kernel/state.ts';
import { stableId } from '../../tenant/stable-id.ts';
import { dateTimeTimeZone, patternedRecurrence } from '../../tenant/tenant-file.ts';
import { graphError } from '../graph-operation.ts';
import type { StoredEvent } from './calendar-store.ts';
import { singleValueExtendedProperties } from './extended-properties.ts';
import { ianaZone, instantOf } from './time-zones.ts';

const body = z.object({ contentType: z.string().toLowerCase().pipe(z.enum(['html', 'text'])).default('text'), content: z.string().default('') });
const attendee = z.object({
  type: z.enum(['required', 'optional', 'resource']).default('required'),
  emailAddress: z.object({ address: z.string().min(1), name: z.string().optional() }),
});

/** The writable properties of Graph's event that the sandbox keeps. */
const eventInput = z.object({
  subject: z.string().max(255).nullish(),
  body: body.nullish(),
  start: dateTimeTimeZone,
  end: dateTimeTimeZone,
  isAllDay: z.boolean().nullish(),
  recurrence: patternedRecurrence.nullish(),
  location: z.object({ displayName: z.string().nullish() }).nullish(),
  attendees: z.array(attendee).nullish(),
  isOnlineMeeting: z.boolean().nullish(),
  transactionId: z.string().min(1).nullish(),
  showAs: z.enum(['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown']).nullish(),
  importance: z.enum(['low', 'normal', 'high']).nullish(),
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']).nullish(),
  categories: z.array(z.string()).nullish(),
  singleValueExtendedProperties: singleValueExtendedProperties.nullish(),
  reminderMinutesBeforeStart: z.number().int().nullish(),
});
export type EventInput = z.infer<typeof eventInput>;
const eventPatch = eventInput.partial();
export type EventPatch = z.infer<typeof eventPatch>;

const invalid = (message: string) => graphError(400, 'ErrorPropertyValidationFailure', message);

/** @throws GraphError 400 when a property is missing or cannot be what it is given as. */
export function readEvent(value: unknown): EventInput {
  return read(eventInput, value);
}

/** @throws GraphError 400; also for `transactionId`, which is set once. */
export function readPatch(value: Record<string, unknown>): EventPatch {
  if ('transactionId' in value) {
    throw graphError(400, 'ErrorInvalidRequest', 'Your request can\'t be completed. ClientId/TransactionId is immutable and cannot be updated.');
  }
  return read(eventPatch, value);
}

function read<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw invalid(`At least one property failed validation. ${path.join('.')}: ${message}`);
}

/** Puts what was sent into an event, and checks that the whole makes sense. */
export function applyInput(event: StoredEvent, input: EventPatch, state: TenantState): void {
  event.subject = input.subject ?? event.subject;
  event.body = input.body ?? event.body;
  event.start = input.start ?? event.start;
  event.end = input.end ?? event.end;
  event.isAllDay = input.isAllDay ?? event.isAllDay;
  if (input.recurrence !== undefined) {
    // Another pattern has other occurrences: what was special about the old ones is lost, as in Outlook.
    if (!isDeepStrictEqual(event.recurrence?.pattern, input.recurrence?.pattern)) {
      event.exceptions = new Map();
      event.cancelled = new Set();
    }
    event.recurrence = input.recurrence;
  }
  if (input.location !== undefined) event.location = input.location?.displayName || null;
  if (input.attendees) {
    event.attendees = input.attendees.map(({ type, emailAddress }) => ({ type, address: emailAddress.address, name: emailAddress.name ?? emailAddress.address }));
  }
  event.showAs = input.showAs ?? event.showAs;
  event.importance = input.importance ?? event.importance;
  event.sensitivity = input.sensitivity ?? event.sensitivity;
  event.categories = input.categories ?? event.categories;
  for (const { id, value } of input.singleValueExtendedProperties ?? []) event.properties.set(id, value);
  event.reminderMinutesBeforeStart = input.reminderMinutesBeforeStart ?? event.reminderMinutesBeforeStart;
  // A meeting that is online stays so: Microsoft, "event resource type", isOnlineMeeting.
  if (input.isOnlineMeeting) event.joinUrl ??= joinUrl(event.id, state.tenantId);
  check(event);
}

/** The link that lets people into an online meeting. */
export function joinUrl(eventId: string, tenantId: string): string {
  const thread = `19:meeting_${Buffer.from(stableId('meeting', eventId)).toString('base64url')}@thread.v2`;
  return `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(thread)}/0?context=${encodeURIComponent(JSON.stringify({ Tid: tenantId }))}`;
}

function check({ start, end, isAllDay, recurrence }: StoredEvent): void {
  const begins = instantOf(start);
  const ends = instantOf(end);
  if (ends < begins) throw graphError(400, 'ErrorCalendarEndDateIsEarlierThanStartDate', 'The end date can\'t be earlier than the start date.');
  if (isAllDay && (ends <= begins || ![start, end].every(({ dateTime }) => /T00:00(:00(\.0+)?)?$/.test(dateTime)) || start.timeZone !== end.timeZone)) {
    throw invalid('The Event.Start and Event.End properties of an all-day event must be midnight, in the same time zone and at least a day apart.');
  }
  if (!recurrence) return;
  const zone = ianaZone(recurrence.range.recurrenceTimeZone || start.timeZone);
  if (begins.setZone(zone).toISODate() !== recurrence.range.startDate) {
    throw invalid('The recurrence range\'s startDate must be the date of the event\'s start.');
  }
}
