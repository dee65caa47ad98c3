import fc from 'fast-check';
import rrule from 'rrule';
import { dateOf, dayNumber, occurrenceDates } from '../../sandbox/graph/calendars/recurrence.ts';
import type { DayOfWeek, PatternedRecurrence } from '../../sandbox/tenant/tenant-file.ts';

const { RRule } = rrule;
const weekdays: DayOfWeek[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const byName = [RRule.SU, RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA];
const setPositions = { first: 1, second: 2, third: 3, fourth: 4, last: -1 };
const horizon = '2032-12-31';

/** The same rule in the words of iCalendar, expanded by a library that has nothing to do with ours. */
function byRrule({ pattern, range }: PatternedRecurrence): string[] {
  const days = (pattern.daysOfWeek ?? []).map((day) => byName[weekdays.indexOf(day)]!);
  const frequencies = { daily: RRule.DAILY, weekly: RRule.WEEKLY, absoluteMonthly: RRule.MONTHLY, relativeMonthly: RRule.MONTHLY, absoluteYearly: RRule.YEARLY, relativeYearly: RRule.YEARLY };
  const until = range.type === 'endDate' && range.endDate! < horizon ? range.endDate! : horizon;
  const rule = new RRule({
    freq: frequencies[pattern.type],
    interval: pattern.interval,
    dtstart: new Date(`${range.startDate}T00:00:00Z`),
    ...(range.type === 'numbered' ? { count: range.numberOfOccurrences! } : { until: new Date(`${until}T00:00:00Z`) }),
    ...(pattern.type === 'weekly' ? { byweekday: days, wkst: byName[weekdays.indexOf(pattern.firstDayOfWeek ?? 'sunday')]! } : {}),
    ...(pattern.type.startsWith('relative') ? { byweekday: days, bysetpos: setPositions[pattern.index ?? 'first'] } : {}),
    ...(pattern.type.startsWith('absolute') ? { bymonthday: pattern.dayOfMonth! } : {}),
    ...(pattern.type.endsWith('Yearly') ? { bymonth: pattern.month! } : {}),
  });
  return rule.all().map((date) => date.toISOString().slice(0, 10)).filter((date) => date <= horizon);
}

const date = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2027-12-31') }).map(dateOf);
const interval = fc.integer({ min: 1, max: 5 });
const daysOfWeek = fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1, maxLength: 7 });
const index = fc.constantFrom('first' as const, 'second' as const, 'third' as const, 'fourth' as const, 'last' as const);
const month = fc.integer({ min: 1, max: 12 });
// Months shorter than the day asked for are where Outlook and iCalendar part; they have cases of their own below.
const dayOfMonth = fc.integer({ min: 1, max: 28 });

const pattern = fc.oneof(
  fc.record({ type: fc.constant('daily' as const), interval }),
  fc.record({ type: fc.constant('weekly' as const), interval, daysOfWeek, firstDayOfWeek: fc.constantFrom(...weekdays) }),
  fc.record({ type: fc.constant('absoluteMonthly' as const), interval, dayOfMonth }),
  fc.record({ type: fc.constant('relativeMonthly' as const), interval, daysOfWeek, index }),
  fc.record({ type: fc.constant('absoluteYearly' as const), interval, dayOfMonth, month }),
  fc.record({ type: fc.constant('relativeYearly' as const), interval, daysOfWeek, index, month }),
);
const range = fc.oneof(
  fc.record({ type: fc.constant('noEnd' as const), startDate: date }),
  fc.record({ type: fc.constant('endDate' as const), startDate: date, endDate: fc.integer({ min: dayNumber('2028-01-01'), max: dayNumber('2034-01-01') }).map(dateOf) }),
  fc.record({ type: fc.constant('numbered' as const), startDate: date, numberOfOccurrences: fc.integer({ min: 1, max: 40 }) }),
);

const dates = (recurrence: PatternedRecurrence, until = horizon) => [...occurrenceDates(recurrence, until)];
const from = (startDate: string) => ({ type: 'noEnd' as const, startDate });

describe('recurrence', () => {
  it('falls on the same dates as an independent implementation of iCalendar says', () => {
    fc.assert(fc.property(fc.record({ pattern, range }), (recurrence) => {
      expect(dates(recurrence)).toEqual(byRrule(recurrence));
    }), { numRuns: 600 });
  });

  it('takes the last day of a month that is too short', () => {
    expect(dates({ pattern: { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 }, range: from('2026-10-31') }, '2027-03-31'))
      .toEqual(['2026-10-31', '2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31']);
    expect(dates({ pattern: { type: 'absoluteYearly', interval: 1, dayOfMonth: 29, month: 2 }, range: from('2024-02-29') }, '2028-12-31'))
      .toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
  });

  it('counts weeks from Sunday unless told otherwise', () => {
    const everyOtherWeek = { type: 'weekly' as const, interval: 2, daysOfWeek: ['sunday' as const, 'wednesday' as const] };
    expect(dates({ pattern: everyOtherWeek, range: from('2026-09-09') }, '2026-10-08')).toEqual(['2026-09-09', '2026-09-20', '2026-09-23', '2026-10-04', '2026-10-07']);
    expect(dates({ pattern: { ...everyOtherWeek, firstDayOfWeek: 'monday' }, range: from('2026-09-09') }, '2026-10-11')).toEqual(['2026-09-09', '2026-09-13', '2026-09-23', '2026-09-27', '2026-10-07', '2026-10-11']);
  });

  it('finds the last of several weekdays in a month', () => {
    expect(dates({ pattern: { type: 'relativeMonthly', interval: 1, daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], index: 'last' }, range: from('2026-10-01') }, '2027-01-31'))
      .toEqual(['2026-10-30', '2026-11-30', '2026-12-31', '2027-01-29']);
  });
});
