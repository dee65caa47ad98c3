import { defineArea, type TenantState } from '../../kernel/state.ts';
import type { DateTimeTimeZone, PatternedRecurrence, TenantEvent } from '../../tenant/tenant-file.ts';

export interface Attendee { type: string; name: string; address: string }

/** What one occurrence of a series has of its own. */
export interface OccurrenceChange {
  subject?: string;
  start?: DateTimeTimeZone;
  end?: DateTimeTimeZone;
  location?: string | null;
  body?: { contentType: 'html' | 'text', content: string };
  categories?: string[];
  properties?: Map<string, string>;
}

export interface StoredEvent {
  id: string;
  subject: string;
  body: { contentType: 'html' | 'text', content: string };
  start: DateTimeTimeZone;
  end: DateTimeTimeZone;
  isAllDay: boolean;
  recurrence: PatternedRecurrence | null;
  location: string | null;
  attendees: Attendee[];
  joinUrl: string | null;
  transactionId: string | null;
  createdDateTime: string;
  lastModifiedDateTime: string;
  /** Counts the changes; becomes the changeKey. */
  version: number;
  showAs: string;
  importance: string;
  sensitivity: string;
  categories: string[];
  /** Single-value extended properties, by id. */
  properties: Map<string, string>;
  reminderMinutesBeforeStart: number;
  /** By the date on which the occurrence would have begun, in the recurrence's zone. */
  exceptions: Map<string, OccurrenceChange>;
  cancelled: Set<string>;
  /** Whose meeting it is, in the calendar of somebody who was invited: the id of the organiser's own event stands in `of`. */
  invitation?: { of: string, organizer: { name: string, address: string } };
}

/** Events by the id of the group or person whose calendar it is, then by event id. */
const calendars = defineArea('calendars', (tenant) => new Map(tenant.teams.map((team) => [
  team.id,
  new Map(team.events.map((event) => [event.id, fromTenant(event)])),
])));

/** The events of a group's or a person's calendar; who has none yet gets an empty one. */
export function eventsOf(state: TenantState, ownerId: string): Map<string, StoredEvent> {
  const byOwner = calendars.of(state);
  let events = byOwner.get(ownerId);
  if (!events) byOwner.set(ownerId, events = new Map());
  return events;
}

function fromTenant(event: TenantEvent): StoredEvent {
  return {
    ...newEvent(event.id, event.subject, event.start, event.end, '2026-08-17T09:00:00Z'),
    body: { contentType: 'html', content: event.bodyPreview ?? '' },
    isAllDay: event.isAllDay ?? false,
    recurrence: event.recurrence ?? null,
    location: event.location?.displayName ?? null,
    joinUrl: event.onlineMeeting?.joinUrl ?? null,
    exceptions: new Map((event.exceptions ?? []).map(({ originalDate, subject, start, end }) => [originalDate, { subject, start, end }])),
    cancelled: new Set(event.cancelledDates ?? []),
  };
}

/** An event with Outlook's defaults for all that is not given. */
export function newEvent(id: string, subject: string, start: DateTimeTimeZone, end: DateTimeTimeZone, now: string): StoredEvent {
  return {
    id, subject, start, end,
    body: { contentType: 'html', content: '' },
    isAllDay: false, recurrence: null, location: null, attendees: [], joinUrl: null, transactionId: null,
    createdDateTime: now, lastModifiedDateTime: now, version: 1,
    showAs: 'busy', importance: 'normal', sensitivity: 'normal', categories: [], properties: new Map(), reminderMinutesBeforeStart: 15,
    exceptions: new Map(), cancelled: new Set(),
  };
}
