import { DEFAULT_TENANT_ID } from './default-tenant-id.ts';
import { eventId, stableId } from './stable-id.ts';
import type { DayOfWeek, RecurrencePattern, TenantEvent } from './tenant-file.ts';

const LISBON = 'Europe/Lisbon';
const TORONTO = 'America/Toronto';
const SINGAPORE = 'Asia/Singapore';

interface EventSketch {
  subject: string;
  /** The first time it takes place, as wall-clock time in `zone`: `2026-09-07T10:00`. */
  first: string;
  minutes: number;
  zone: string;
  repeats?: RecurrencePattern;
  /** The last date, for a series that ends. */
  until?: string;
  about?: string;
  room?: string;
  /** Occurrences that take place at another time: date it would have been, and when it is instead. */
  moved?: [date: string, to: string][];
  cancelled?: string[];
  /** Without a Teams link. */
  inPersonOnly?: boolean;
}

const weekly = (...daysOfWeek: DayOfWeek[]): RecurrencePattern => ({ type: 'weekly', interval: 1, daysOfWeek, firstDayOfWeek: 'monday' });
const fortnightly = (...daysOfWeek: DayOfWeek[]): RecurrencePattern => ({ type: 'weekly', interval: 2, daysOfWeek, firstDayOfWeek: 'monday' });
const monthly = (index: 'first' | 'second' | 'third' | 'fourth' | 'last', day: DayOfWeek): RecurrencePattern => ({ type: 'relativeMonthly', interval: 1, daysOfWeek: [day], index });

/** What each team's calendar holds. Series begin in September 2026 and most have no end, so there is always a next time. */
const calendars: Record<string, EventSketch[]> = {
  'Hydraulic Modelling': [
    { subject: 'Calibration clinic', first: '2026-09-09T10:00', minutes: 60, zone: LISBON, repeats: fortnightly('wednesday'), about: 'Two models an hour. Send the run and the gauge data the day before.', cancelled: ['2026-12-30'] },
    { subject: 'Modelling across the Atlantic', first: '2026-09-24T14:00', minutes: 45, zone: LISBON, repeats: monthly('fourth', 'thursday'), about: 'One paper, one project, one question.', moved: [['2026-11-26', '2026-11-25T14:00'], ['2026-12-24', '2026-12-17T14:00']] },
    { subject: 'Climate allowances: what changes in 2027', first: '2026-12-03T15:00', minutes: 90, zone: LISBON, about: 'Mei Xuan compares the three countries\' new allowances.' },
  ],
  'Leak Detection': [
    { subject: 'Dry hole review', first: '2026-09-08T16:00', minutes: 45, zone: SINGAPORE, repeats: weekly('tuesday'), about: 'Every excavation that found nothing, looked at without blame.', cancelled: ['2026-12-29'] },
    { subject: 'Listening together', first: '2026-09-17T09:00', minutes: 60, zone: LISBON, repeats: monthly('third', 'thursday'), about: 'Recordings from the field: what is it, a leak, a pump or a fridge?' },
  ],
  'Python for Engineers': [
    { subject: 'Script hour', first: '2026-09-11T11:00', minutes: 60, zone: TORONTO, repeats: weekly('friday'), about: 'Bring something that does not work yet.', moved: [['2026-11-27', '2026-11-27T13:00']] },
    { subject: 'Shared library: what goes in next', first: '2026-09-01T14:00', minutes: 30, zone: LISBON, repeats: monthly('first', 'tuesday') },
  ],
  'First-Time Team Leads': [
    { subject: 'Peer circle, Lisbon and Toronto', first: '2026-09-10T14:30', minutes: 75, zone: LISBON, repeats: fortnightly('thursday'), about: 'Three cases, twenty minutes each. What is said stays here.' },
    { subject: 'Peer circle, Singapore', first: '2026-09-15T10:00', minutes: 75, zone: SINGAPORE, repeats: fortnightly('tuesday') },
    { subject: 'Giving feedback: half-day workshop', first: '2027-01-21T13:00', minutes: 240, zone: LISBON, room: 'Sala Tejo, 3rd floor' },
  ],
  'Utilities Clients': [
    { subject: 'Regulation watch', first: '2026-09-30T09:00', minutes: 45, zone: TORONTO, repeats: monthly('last', 'wednesday'), about: 'What the regulators published this month and which client should hear it first.', cancelled: ['2026-12-30'] },
    { subject: 'Bid post-mortem', first: '2026-09-16T08:30', minutes: 45, zone: TORONTO, repeats: fortnightly('wednesday') },
  ],
  'Learning from Projects': [
    { subject: 'Story hour', first: '2026-09-04T13:00', minutes: 60, zone: LISBON, repeats: monthly('first', 'friday'), about: 'One project tells what it would do differently.', moved: [['2027-01-01', '2027-01-08T13:00']] },
    { subject: 'Facilitators\' rehearsal', first: '2026-09-14T09:30', minutes: 30, zone: TORONTO, repeats: fortnightly('monday') },
    { subject: 'After-action review: Harbour Pump Station', first: '2026-12-10T09:00', minutes: 120, zone: TORONTO, about: 'Project members only for the first hour; everyone for the second.' },
  ],
  'Engineering': [
    { subject: 'Engineering weekly', first: '2026-09-07T09:00', minutes: 30, zone: TORONTO, repeats: weekly('monday'), cancelled: ['2026-12-28'] },
    { subject: 'Design review slots', first: '2026-09-08T15:00', minutes: 90, zone: LISBON, repeats: weekly('tuesday', 'thursday') },
  ],
  'Software': [
    { subject: 'Release planning', first: '2026-09-08T10:00', minutes: 60, zone: TORONTO, repeats: fortnightly('tuesday') },
    { subject: 'Daily stand-up, Sensors', first: '2026-09-07T09:15', minutes: 15, zone: SINGAPORE, repeats: weekly('monday', 'tuesday', 'wednesday', 'thursday', 'friday') },
  ],
  'Field Services': [
    { subject: 'Toolbox talk', first: '2026-09-07T07:30', minutes: 20, zone: SINGAPORE, repeats: weekly('monday'), inPersonOnly: true, room: 'Depot' },
    { subject: 'Safety committee', first: '2026-09-15T13:00', minutes: 60, zone: TORONTO, repeats: { type: 'absoluteMonthly', interval: 1, dayOfMonth: 15 } },
  ],
  'People Partners': [
    { subject: 'Pay round preparation', first: '2026-11-30T10:00', minutes: 60, zone: LISBON, repeats: weekly('monday'), until: '2027-01-25' },
  ],
  'Management Circle': [
    { subject: 'Management meeting', first: '2026-09-07T13:00', minutes: 90, zone: LISBON, repeats: weekly('monday') },
    { subject: 'Review of the quarter', first: '2026-09-30T12:00', minutes: 180, zone: LISBON, repeats: { type: 'absoluteMonthly', interval: 3, dayOfMonth: 30 } },
  ],
  'Tejo Estuary Twin': [
    { subject: 'Model meeting', first: '2026-09-10T09:30', minutes: 45, zone: LISBON, repeats: weekly('thursday') },
    { subject: 'Meeting with the estuary authority', first: '2026-09-18T11:00', minutes: 90, zone: LISBON, repeats: monthly('third', 'friday'), room: 'Doca de Alcântara, sala 2' },
  ],
  'Lake Ontario Intake': [
    { subject: 'Site meeting', first: '2026-09-09T08:00', minutes: 60, zone: TORONTO, repeats: weekly('wednesday') },
    { subject: 'Pre-dive briefing', first: '2026-12-02T07:00', minutes: 45, zone: TORONTO },
  ],
  'Marina Reservoir Sensors': [
    { subject: 'Deployment stand-up', first: '2026-09-07T08:30', minutes: 15, zone: SINGAPORE, repeats: weekly('monday', 'thursday') },
    { subject: 'Data quality review', first: '2026-09-25T15:00', minutes: 60, zone: SINGAPORE, repeats: monthly('last', 'friday') },
  ],
};

/** The events of one team of the default tenant. */
export function defaultEvents(team: string): TenantEvent[] {
  return (calendars[team] ?? []).map((sketch) => event(team, sketch));
}

function event(team: string, sketch: EventSketch): TenantEvent {
  const { subject, zone, first, minutes, repeats, until } = sketch;
  const span = (from: string) => ({ start: { dateTime: `${from}:00.0000000`, timeZone: zone }, end: { dateTime: later(from, minutes), timeZone: zone } });
  return {
    id: eventId(team, subject),
    subject,
    ...span(first),
    bodyPreview: sketch.about ?? '',
    ...(sketch.room ? { location: { displayName: sketch.room } } : {}),
    ...(sketch.inPersonOnly ? {} : { isOnlineMeeting: true, onlineMeeting: { joinUrl: meetingLink(team, subject) } }),
    ...(repeats ? {
      recurrence: {
        pattern: repeats,
        range: { type: until ? 'endDate' as const : 'noEnd' as const, startDate: first.slice(0, 10), ...(until ? { endDate: until } : {}), recurrenceTimeZone: zone },
      },
      exceptions: (sketch.moved ?? []).map(([originalDate, to]) => ({ originalDate, ...span(to) })),
      cancelledDates: sketch.cancelled ?? [],
    } : {}),
  };
}

/** Wall-clock time some minutes later on the same day. */
function later(from: string, minutes: number): string {
  return `${new Date(Date.parse(`${from}:00Z`) + minutes * 60_000).toISOString().slice(0, 19)}.0000000`;
}

function meetingLink(team: string, subject: string): string {
  const thread = `19:meeting_${Buffer.from(stableId('meeting', team, subject)).toString('base64url')}@thread.v2`;
  return `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(thread)}/0?context=${encodeURIComponent(JSON.stringify({ Tid: DEFAULT_TENANT_ID }))}`;
}
