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
}

/** Events by group id, then by event id. */
const calendars = defineArea('calendars', (tenant) => new Map(tenant.teams.map((team) => [
  team.id,
  new Map(team.events.map((event) => [event.id, fromTenant(event)])),
])));

/** The events of a group's calendar; a group that has none yet gets an empty calendar. */
export function eventsOf(state: TenantState, groupId: string): Map<string, StoredEvent> {
  const byGroup = calendars.of(state);
  let events = byGroup.get(groupId);
  if (!events) byGroup.set(groupId, events = new Map());
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
