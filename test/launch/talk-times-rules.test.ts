import fc from 'fast-check';
import { DateTime } from 'luxon';
import { slotMinutes, talkTimes, talkWindow, usualHours, type Availability, type WorkingHours } from '../../api/launch/talk-times.ts';

const zones = ['Europe/Lisbon', 'America/Toronto', 'Asia/Singapore', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Chatham'];
const slots = 14 * 24 * 4;
const slotMs = slotMinutes * 60_000;
/** Two weeks around the changes of the clocks in both hemispheres, too. */
const windowStart = fc.constantFrom('2026-11-24T18:00:00Z', '2027-03-10T07:15:00Z', '2027-03-26T00:45:00Z', '2027-10-28T12:30:00Z', '2026-09-30T03:00:00Z', '2027-04-01T13:00:00Z').map((at) => new Date(at));
const hours: fc.Arbitrary<WorkingHours> = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: fc.integer({ min: 0, max: 1439 }), to: fc.integer({ min: 0, max: 1439 }), zone: fc.constantFrom(...zones),
}).filter(({ from, to }) => from !== to);
/** Calendars of some meetings of any length. */
const free = fc.array(fc.tuple(fc.nat(slots - 1), fc.integer({ min: 1, max: 40 })), { maxLength: 60 }).map((busy) => {
  const view = Array<boolean>(slots).fill(true);
  for (const [start, length] of busy) view.fill(false, start, start + length);
  return view;
});
const person: fc.Arbitrary<Availability> = fc.record({ free, hours });
const weekdayNumber: Record<string, number> = { Mon: 1, Tue: 2, Wed: 3, Thu: 4, Fri: 5, Sat: 6, Sun: 7 };

/** What a clock in the zone shows, read by the platform and not by the rule's library. */
const clocks = new Map(zones.map((zone) => [zone, new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })]));
function onClock(at: number, zone: string): { weekday: number; minute: number } {
  const parts = Object.fromEntries(clocks.get(zone)!.formatToParts(at).map(({ type, value }) => [type, value]));
  return { weekday: weekdayNumber[parts['weekday']!]!, minute: Number(parts['hour']) * 60 + Number(parts['minute']) };
}
function atWork(at: number, { days, from, to, zone }: WorkingHours): boolean {
  const { weekday, minute } = onClock(at, zone);
  if (from < to) return days.includes(weekday) && from <= minute && minute < to;
  return (days.includes(weekday) && minute >= from) || (days.includes((weekday + 5) % 7 + 1) && minute < to);
}

describe('times at which both are free', () => {
  it('overlap nothing in either calendar, and lie in the working hours of both, whatever the clocks do', () => {
    fc.assert(fc.property(person, person, windowStart, fc.constantFrom(15, 30, 45, 60, 90), fc.constantFrom(...zones), (one, other, from, minutes, zone) => {
      const wrong = talkTimes([one, other], from, minutes, zone).flatMap((time) => [one, other].flatMap(({ free: view, hours: theirs }) => {
        const first = (time.getTime() - from.getTime()) / slotMs;
        const taken = !view.slice(first, first + minutes / slotMinutes).every(Boolean) || first + minutes / slotMinutes > view.length;
        const outside = Array.from({ length: minutes }, (_, minute) => minute).filter((minute) => [0, 1, 7, 14].includes(minute % slotMinutes)).map((minute) => time.getTime() + minute * 60_000).some((at) => !atWork(at, theirs));
        return taken || outside ? [`${time.toISOString()} ${taken ? 'is taken' : `is outside of ${JSON.stringify(theirs)}`}`] : [];
      }));
      expect(wrong).toEqual([]);
    }), { numRuns: 60 });
  });

  it('are a handful, soonest first, two a day at most, on the hour or half past', () => {
    fc.assert(fc.property(person, person, windowStart, fc.constantFrom(30, 60), fc.constantFrom(...zones), (one, other, from, minutes, zone) => {
      const times = talkTimes([one, other], from, minutes, zone);
      expect(times.length).toBeLessThanOrEqual(5);
      expect([...times].sort((a, b) => a.getTime() - b.getTime())).toEqual(times);
      for (const time of times) expect(onClock(time.getTime(), zone).minute % 30).toBe(0);
    }), { numRuns: 30 });
  });

  it('are found if there is but one, and none are invented', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), windowStart, fc.nat(slots - 8), (zone, from, at) => {
      const start = Array.from({ length: 2 }, (_, step) => at + step).find((slot) => onClock(from.getTime() + slot * slotMs, zone).minute % 30 === 0)!;
      const view = Array<boolean>(slots).fill(false).fill(true, start, start + 4);
      const always: WorkingHours = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440, zone };
      expect(talkTimes([{ free: view, hours: always }, { free: Array<boolean>(slots).fill(true), hours: always }], from, 60, zone)).toEqual([new Date(from.getTime() + start * slotMs)]);
      expect(talkTimes([{ free: view, hours: always }, { free: view.map((slot) => !slot), hours: always }], from, 15, zone)).toEqual([]);
    }), { numRuns: 30 });
  });

  it('are spread over days, mornings and afternoons in turn, between Lisbon and Toronto on the afternoon that they share', () => {
    const { from } = talkWindow(new Date('2026-11-24T18:04:00Z'));
    const open = Array<boolean>(slots).fill(true);
    const at = (zone: string, other = zone) => talkTimes([{ free: open, hours: usualHours(zone) }, { free: open, hours: usualHours(other) }], from, 45, zone).map((time) => DateTime.fromJSDate(time, { zone }).toFormat('ccc HH:mm'));
    expect(at('Europe/Lisbon')).toEqual(['Thu 09:00', 'Fri 12:00', 'Mon 09:00', 'Tue 12:00', 'Wed 09:00']);
    expect(at('Europe/Lisbon', 'America/Toronto')).toEqual(['Thu 14:00', 'Fri 14:00', 'Mon 14:00', 'Tue 14:00', 'Wed 14:00']);
    // Nobody in Singapore works while Toronto does.
    expect(at('America/Toronto', 'Asia/Singapore')).toEqual([]);
  });
});
