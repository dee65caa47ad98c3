import { DateTime, IANAZone } from 'luxon';
import { findIana } from 'windows-iana';
import type { DateTimeTimeZone } from '../../tenant/tenant-file.ts';
import { graphError } from '../graph-operation.ts';

/**
 * The IANA zone behind a name that Outlook understands: a Windows name (`GMT Standard Time`), an IANA name, or UTC.
 * @throws GraphError 400 TimeZoneNotSupportedException
 */
export function ianaZone(name: string): string {
  let zone = known.get(name);
  if (zone === undefined) known.set(name, zone = resolve(name));
  return zone;
}

/** Finding out costs a formatter each time. Only names that are zones get in, so it stays small. */
const known = new Map<string, string>();

function resolve(name: string): string {
  if (/^(etc\/)?(utc|gmt)$/i.test(name) || name === 'tzone://Microsoft/Utc') return 'UTC';
  const fromWindows = findIana(name)[0];
  if (fromWindows) return fromWindows;
  // Fixed offsets such as "UTC+3" are zones to luxon but not to Outlook.
  if (name.includes('/') && IANAZone.isValidZone(name)) return name;
  throw graphError(400, 'TimeZoneNotSupportedException', `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${name}'.`);
}

/** The zone that `Prefer: outlook.timezone="…"` asks for, as it was named; UTC if none was. */
export function preferredZone(prefer: string | string[] | undefined): string {
  const header = Array.isArray(prefer) ? prefer.join(',') : prefer ?? '';
  return /outlook\.timezone\s*=\s*(?:"([^"]*)"|'([^']*)'|([^,;\s]+))/i.exec(header)?.slice(1).find((name) => name !== undefined) ?? 'UTC';
}

/** The instant that a wall-clock time in a zone means. A time that summer time skips is read an hour later, as Outlook does. */
export function instantOf({ dateTime, timeZone }: DateTimeTimeZone): DateTime {
  const zone = ianaZone(timeZone);
  const read = DateTime.fromISO(dateTime.replace(/(\.\d{3})\d+/, '$1'), { zone });
  if (!read.isValid) throw graphError(400, 'ErrorPropertyValidationFailure', `The value '${dateTime}' is not a valid date and time.`);
  return read;
}

/** An instant as Outlook writes it: seven decimals, no offset, and the zone by the name that was asked for. */
export function inZone(instant: DateTime, zoneName: string): DateTimeTimeZone {
  return { dateTime: `${instant.setZone(ianaZone(zoneName)).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS")}0000`, timeZone: zoneName };
}
