import { DateTime } from 'luxon';
import { z } from 'zod';
import { dateTimeTimeZone, type TenantUser } from '../../tenant/tenant-file.ts';
import { callerId, directoryArea, findUser } from '../directory/directory-area.ts';
import { bodyObject, graphError, graphOperation, ok, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { eventsOf } from './calendar-store.ts';
import { instancesBetween, type Instance } from './expansion.ts';
import { inZone, instantOf, preferredZone } from './time-zones.ts';

/** Microsoft, "calendar: getSchedule": names are read whatever their case, as its two examples write them. */
const asked = z.object({
  schedules: z.array(z.string().min(1)).min(1), starttime: dateTimeTimeZone, endtime: dateTimeTimeZone,
  availabilityviewinterval: z.coerce.number().int().min(5).max(1440).default(30),
});

/** Microsoft, "scheduleInformation resource type": to work elsewhere counts as free. */
const digits: Record<string, number> = { tentative: 1, busy: 2, oof: 3 };

/** When people are free, by the calendars that the sandbox holds. */
export const scheduleOperations: GraphOperation[] = [
  graphOperation({
    method: 'POST', path: '/me/calendar/getSchedule', service: 'outlook', delegated: ['Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite'], application: [], query: {}, readOnly: true,
    handle(call) {
      const parsed = asked.safeParse(Object.fromEntries(Object.entries(bodyObject(call)).map(([name, value]) => [name.toLowerCase(), value])));
      if (!parsed.success) throw graphError(400, 'ErrorInvalidParameter', `${parsed.error.issues[0]!.path.join('.')}: ${parsed.error.issues[0]!.message}`);
      const { schedules, starttime, endtime, availabilityviewinterval: interval } = parsed.data;
      const [from, to] = [instantOf(starttime), instantOf(endtime)];
      if (to <= from) throw graphError(400, 'ErrorInvalidParameter', 'The end of the time window is not after its start.');
      return ok({
        '@odata.context': `${call.baseUrl}/$metadata#Collection(microsoft.graph.scheduleInformation)`,
        value: schedules.map((scheduleId) => ({ scheduleId, ...scheduleOf(call, scheduleId, { from, to, interval }) })),
      });
    },
  }),
];

function scheduleOf(call: GraphCall, address: string, { from, to, interval }: { from: DateTime; to: DateTime; interval: number }): object {
  const user = findUser(call, address) ?? [...directoryArea.of(call.state).users.values()].find(({ mail }) => mail?.toLowerCase() === address.toLowerCase());
  if (!user) return { availabilityView: '', scheduleItems: [], error: { message: `Unable to resolve e-mail address ${address} to an Active Directory object.`, responseCode: 'ErrorMailRecipientNotFound' } };
  const instances = [...eventsOf(call.state, user.id).values()].flatMap((event) => instancesBetween(event, from, to)).sort((one, other) => one.start.toMillis() - other.start.toMillis());
  const zone = preferredZone(call.headers.prefer);
  return {
    availabilityView: viewOf(instances, from, to, interval),
    scheduleItems: instances.map(({ event, start, end }) => ({
      // An organisation shows colleagues no more than when somebody is free, unless it is set otherwise.
      ...(user.id === callerId(call) ? { isPrivate: event.sensitivity === 'private', subject: event.subject, location: event.location ?? '' } : {}),
      status: event.showAs, start: inZone(start, zone), end: inZone(end, zone),
    })),
    ...workingHours(user),
  };
}

function viewOf(instances: readonly Instance[], from: DateTime, to: DateTime, interval: number): string {
  const slots = Math.ceil(to.diff(from, 'minutes').minutes / interval);
  return Array.from({ length: slots }, (_, slot) => {
    const begins = from.plus({ minutes: slot * interval });
    const ends = begins.plus({ minutes: interval });
    return Math.max(0, ...instances.filter(({ start, end }) => start < ends && end > begins).map(({ event }) => digits[event.showAs] ?? 0));
  }).join('');
}

/** A mailbox that was never set up tells no working hours. */
function workingHours({ mailboxSettings }: TenantUser): object {
  if (!mailboxSettings) return {};
  return { workingHours: mailboxSettings.workingHours ?? {
    daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], startTime: '08:00:00.0000000', endTime: '17:00:00.0000000', timeZone: { name: mailboxSettings.timeZone },
  } };
}
