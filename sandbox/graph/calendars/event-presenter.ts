import type { DateTime } from 'luxon';
import type { StoredEvent } from './calendar-store.ts';
import { single, type Instance } from './expansion.ts';
import { withProperties } from './extended-properties.ts';
import { inZone, instantOf } from './time-zones.ts';

/** What the caller prefers: the zone of times, and the form of bodies. */
export interface Preferences { timeZone: string; textBody: boolean }

/** A group or a person, as the organiser of what is put on their calendar. */
export interface CalendarOwner { id: string, displayName: string, mail: string }

/** A series as such: `type` seriesMaster, its times those of the first occurrence. */
export function presentMaster(event: StoredEvent, owner: CalendarOwner, preferences: Preferences): Record<string, unknown> {
  const { pattern, range } = event.recurrence!;
  return {
    ...common(event, owner, preferences, instantOf(event.start), instantOf(event.end)),
    seriesMasterId: null,
    type: 'seriesMaster',
    // Outlook fills the properties that a pattern does not use.
    recurrence: {
      pattern: {
        type: pattern.type, interval: pattern.interval, month: pattern.month ?? 0, dayOfMonth: pattern.dayOfMonth ?? 0,
        daysOfWeek: pattern.daysOfWeek ?? [], firstDayOfWeek: pattern.firstDayOfWeek ?? 'sunday', index: pattern.index ?? 'first',
      },
      range: {
        type: range.type, startDate: range.startDate, endDate: range.endDate ?? '0001-01-01',
        recurrenceTimeZone: range.recurrenceTimeZone || event.start.timeZone, numberOfOccurrences: range.numberOfOccurrences ?? 0,
      },
    },
  };
}

/** A single event, an occurrence or an exception. */
export function presentInstance(instance: Instance, owner: CalendarOwner, preferences: Preferences): Record<string, unknown> {
  const { event, change } = instance;
  const shown = change === null ? event : {
    ...event,
    subject: change.subject ?? event.subject,
    body: change.body ?? event.body,
    location: change.location === undefined ? event.location : change.location,
    categories: change.categories ?? event.categories,
    properties: new Map([...event.properties, ...change.properties ?? []]),
  };
  return {
    ...common(shown, owner, preferences, instance.start, instance.end),
    id: instance.id,
    webLink: webLink(instance.id),
    seriesMasterId: instance.type === 'singleInstance' ? null : event.id,
    type: instance.type,
    // Microsoft, "event resource type": in UTC, and not there for single events.
    ...(instance.originalStart ? { originalStart: instance.originalStart.toUTC().toISO({ suppressMilliseconds: true }) } : {}),
    recurrence: null,
  };
}

/** A stored event as `/events` lists it: a series once, not its occurrences. */
export function presentEvent(event: StoredEvent, owner: CalendarOwner, preferences: Preferences): Record<string, unknown> {
  return event.recurrence ? presentMaster(event, owner, preferences) : presentInstance(single(event), owner, preferences);
}

function common(event: StoredEvent, owner: CalendarOwner, preferences: Preferences, start: DateTime, end: DateTime): Record<string, unknown> {
  const text = plainText(event.body);
  const changeKey = Buffer.from(`${event.id}:${event.version}`).toString('base64').slice(-32);
  const location = event.location === null
    ? { displayName: '', locationType: 'default', uniqueIdType: 'unknown' }
    : { displayName: event.location, locationType: 'default', uniqueId: event.location, uniqueIdType: 'private' };
  return {
    '@odata.etag': `W/"${changeKey}"`,
    id: event.id,
    createdDateTime: event.createdDateTime,
    lastModifiedDateTime: event.lastModifiedDateTime,
    changeKey,
    categories: event.categories,
    ...withProperties({}, event.properties),
    ...(event.transactionId === null ? {} : { transactionId: event.transactionId }),
    originalStartTimeZone: event.start.timeZone,
    originalEndTimeZone: event.end.timeZone,
    iCalUId: `040000008200E00074C5B7101A82E008${Buffer.from(event.id).toString('hex').toUpperCase().slice(-40)}`,
    reminderMinutesBeforeStart: event.reminderMinutesBeforeStart,
    isReminderOn: true,
    hasAttachments: false,
    subject: event.subject,
    bodyPreview: text.slice(0, 255),
    importance: event.importance,
    sensitivity: event.sensitivity,
    isAllDay: event.isAllDay,
    isCancelled: false,
    isDraft: false,
    isOrganizer: event.invitation === undefined,
    responseRequested: true,
    showAs: event.showAs,
    webLink: webLink(event.id),
    onlineMeetingUrl: null,
    isOnlineMeeting: event.joinUrl !== null,
    onlineMeetingProvider: event.joinUrl === null ? 'unknown' : 'teamsForBusiness',
    allowNewTimeProposals: true,
    hideAttendees: false,
    responseStatus: { response: event.invitation ? 'notResponded' : 'organizer', time: '0001-01-01T00:00:00Z' },
    body: preferences.textBody ? { contentType: 'text', content: text } : { contentType: 'html', content: html(event.body) },
    start: event.isAllDay ? midnight(start, preferences.timeZone) : inZone(start, preferences.timeZone),
    end: event.isAllDay ? midnight(end, preferences.timeZone) : inZone(end, preferences.timeZone),
    location,
    locations: event.location === null ? [] : [location],
    attendees: event.attendees.map(({ type, name, address }) => ({
      type, status: { response: 'none', time: '0001-01-01T00:00:00Z' }, emailAddress: { name, address },
    })),
    organizer: { emailAddress: event.invitation?.organizer ?? { name: owner.displayName, address: owner.mail } },
    onlineMeeting: event.joinUrl === null ? null : { joinUrl: event.joinUrl },
  };
}

/** A whole day is a date, not an instant: it begins at midnight in whatever zone is asked for. */
function midnight(day: DateTime, timeZone: string): { dateTime: string, timeZone: string } {
  return { dateTime: `${day.toISODate()}T00:00:00.0000000`, timeZone };
}

function webLink(id: string): string {
  return `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`;
}

function plainText({ contentType, content }: StoredEvent['body']): string {
  if (contentType === 'text') return content;
  return content.replace(/<(script|style|head)[\s\S]*?<\/\1>/gi, '').replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&nbsp;/g, ' ').replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ').trim();
}

function html({ contentType, content }: StoredEvent['body']): string {
  const inner = contentType === 'html' ? content : content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return /<html/i.test(inner) ? inner : `<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body>\r\n${inner}\r\n</body>\r\n</html>\r\n`;
}
