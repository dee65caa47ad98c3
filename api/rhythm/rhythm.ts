import { findIana } from 'windows-iana';
import { webAddress } from '../platform/web-address.ts';
import type { Activity } from './rhythm-contract.ts';

/** A Graph event, read with `Prefer: outlook.timezone="UTC"`. Everything may be missing: it comes from outside. */
export interface GraphEvent {
  id?: string;
  subject?: string | null;
  start?: { dateTime?: string; timeZone?: string } | null;
  end?: { dateTime?: string; timeZone?: string } | null;
  isAllDay?: boolean | null;
  isCancelled?: boolean | null;
  originalStartTimeZone?: string | null;
  /** Of an occurrence: when its series has it, wherever it was moved. */
  originalStart?: string | null;
  location?: { displayName?: string | null } | null;
  onlineMeeting?: { joinUrl?: string | null } | null;
  webLink?: string | null;
  seriesMasterId?: string | null;
  type?: string | null;
  categories?: string[] | null;
  /** The mark of whoever made it, if they gave one. */
  transactionId?: string | null;
}

/** Most activities that a page shows. */
export const maxActivities = 20;

/** How far ahead a community's page looks. */
export const lookAheadDays = 60;

/**
 * The coming activities in these events, soonest first: what is cancelled, over at `now`, or has
 * no readable time is left out. An all-day event is a calendar day without a zone (Graph gives
 * midnight whatever zone is preferred): it starts and ends at midnight UTC of its days, and is
 * shown as a day, never converted. It is over when that day is over everywhere on Earth.
 */
export function toActivities(events: readonly GraphEvent[], now: Date): Activity[] {
  const seen = new Map<string, Activity>();
  for (const event of events) {
    const activity = toActivity(event);
    if (activity && !isOver(activity, now)) seen.set(activity.eventId, activity);
  }
  return [...seen.values()].sort(soonestFirst);
}

/** The first activities of what may be several calendars. */
export function nextActivities(activities: readonly Activity[]): Activity[] {
  return [...activities].sort(soonestFirst).slice(0, maxActivities);
}

/**
 * The IANA name of a zone that Outlook names in its own way ("Pacific Standard Time") or in
 * IANA's; `UTC` for what neither knows, such as `tzone://Microsoft/Custom`.
 */
export function toIanaZone(zone: string | null | undefined): string {
  return knownZone(zone) ?? 'UTC';
}

/** The same, and null for what neither knows. */
export function knownZone(zone: string | null | undefined): string | null {
  if (!zone) return null;
  return findIana(zone)[0] ?? (isIanaZone(zone) ? zone : null);
}

/** Whether a zone is one that calendars know; a mere offset (`+02:00`) is none. */
export function isIanaZone(zone: string): boolean {
  if (!/^[a-z]/i.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function toActivity(event: GraphEvent): Activity | null {
  if (event.isCancelled || !event.id) return null;
  const startsAt = utcInstant(event.start);
  const endsAt = utcInstant(event.end);
  if (!startsAt || !endsAt || endsAt < startsAt) return null;
  return {
    eventId: event.id,
    subject: event.subject?.trim() || '',
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    timeZone: toIanaZone(event.originalStartTimeZone),
    allDay: event.isAllDay === true,
    location: event.location?.displayName?.trim() || null,
    joinUrl: webAddress(event.onlineMeeting?.joinUrl),
    webUrl: webAddress(event.webLink),
    recurring: Boolean(event.seriesMasterId) || event.type === 'occurrence' || event.type === 'exception',
  };
}

/** Graph writes UTC times without a zone mark, such as `2026-11-24T17:00:00.0000000`. */
function utcInstant(time: GraphEvent['start']): Date | null {
  if (!time?.dateTime) return null;
  const marked = /(?:z|[+-]\d\d:\d\d)$/i.test(time.dateTime) ? time.dateTime : `${time.dateTime}Z`;
  const at = new Date(marked.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(at.getTime()) ? null : at;
}

const hour = 3_600_000;

function isOver(activity: Activity, now: Date): boolean {
  const end = Date.parse(activity.endsAt) + (activity.allDay ? 12 * hour : 0);
  return end <= now.getTime();
}

function soonestFirst(a: Activity, b: Activity): number {
  return a.startsAt.localeCompare(b.startsAt) || a.subject.localeCompare(b.subject) || a.eventId.localeCompare(b.eventId);
}
