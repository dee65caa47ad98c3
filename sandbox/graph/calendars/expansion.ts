import { DateTime, type Duration } from 'luxon';
import type { OccurrenceChange, StoredEvent } from './calendar-store.ts';
import { occurrenceDates } from './recurrence.ts';
import { ianaZone, instantOf } from './time-zones.ts';

/** One time that an event takes place. */
export interface Instance {
  event: StoredEvent;
  id: string;
  type: 'singleInstance' | 'occurrence' | 'exception';
  start: DateTime;
  end: DateTime;
  /** When its series has it, wherever it was moved; null for a single event. */
  originalStart: DateTime | null;
  /** The change that makes it an exception. */
  change: OccurrenceChange | null;
}

/** The instances of an event that are under way at any time from `from` until before `to`, in order of their start. */
export function instancesBetween(event: StoredEvent, from: DateTime, to: DateTime): Instance[] {
  if (!event.recurrence) return [single(event)].filter((instance) => overlaps(instance, from, to));
  const series = seriesOf(event);
  const earliest = from.minus(series.length).setZone(series.zone).minus({ days: 1 }).toISODate()!;
  const latest = to.setZone(series.zone).plus({ days: 1 }).toISODate()!;
  const instances: Instance[] = [];
  for (const date of occurrenceDates(event.recurrence, latest)) {
    if (date >= earliest && !event.exceptions.has(date) && !event.cancelled.has(date)) instances.push(occurrence(event, series, date));
  }
  // An exception may have been moved far from where its series had it.
  for (const date of event.exceptions.keys()) {
    if (!event.cancelled.has(date)) instances.push(occurrence(event, series, date));
  }
  return instances.filter((instance) => overlaps(instance, from, to)).sort((a, b) => a.start.toMillis() - b.start.toMillis());
}

/** The occurrence of a series on a date of its recurrence; undefined when there is none, or it was cancelled. */
export function instanceOn(event: StoredEvent, date: string): Instance | undefined {
  if (!event.recurrence || event.cancelled.has(date)) return undefined;
  for (const each of occurrenceDates(event.recurrence, date)) if (each === date) return occurrence(event, seriesOf(event), date);
  return undefined;
}

/** Outlook's ids of occurrences are stable: the same occurrence has the same id whichever way it is found. */
export function occurrenceId(masterId: string, date: string): string {
  return `AAMkOC${Buffer.from(`${date} ${masterId}`).toString('base64url')}=`;
}

/** The series and date behind an occurrence's id, or null for any other id. */
export function parseOccurrenceId(id: string): { masterId: string, date: string } | null {
  if (!id.startsWith('AAMkOC')) return null;
  const found = /^(\d{4}-\d{2}-\d{2}) (.+)$/s.exec(Buffer.from(id.slice(6), 'base64url').toString());
  return found ? { date: found[1]!, masterId: found[2]! } : null;
}

interface Series { zone: string; timeOfDay: string; length: Duration }

/** A series keeps its wall-clock time in the recurrence's zone, whatever summer time does there. */
function seriesOf(event: StoredEvent): Series {
  const zone = ianaZone(event.recurrence!.range.recurrenceTimeZone || event.start.timeZone);
  const start = instantOf(event.start).setZone(zone);
  return { zone, timeOfDay: start.toFormat('HH:mm:ss.SSS'), length: instantOf(event.end).diff(start) };
}

function occurrence(event: StoredEvent, series: Series, date: string): Instance {
  const change = event.exceptions.get(date) ?? null;
  const originalStart = DateTime.fromISO(`${date}T${series.timeOfDay}`, { zone: series.zone });
  const start = change?.start ? instantOf(change.start) : originalStart;
  const end = change?.end ? instantOf(change.end) : start.plus(series.length);
  return { event, id: occurrenceId(event.id, date), type: change ? 'exception' : 'occurrence', start, end, originalStart, change };
}

export function single(event: StoredEvent): Instance {
  return { event, id: event.id, type: 'singleInstance', start: instantOf(event.start), end: instantOf(event.end), originalStart: null, change: null };
}

function overlaps({ start, end }: Instance, from: DateTime, to: DateTime): boolean {
  return start < to && (end > from || (+start === +end && start >= from));
}
