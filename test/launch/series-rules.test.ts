import fc from 'fast-check';
import { DateTime } from 'luxon';
import { type Happened, nextStartsOn, proposeNextSeries } from '../../api/launch/next-series.ts';
import { mayPlanLaunch } from '../../api/launch/series-policy.ts';
import { daysBetween, instantOf, mondayOf, moveDay, wallTimeOf, windowOfSeries } from '../../api/launch/series-times-contract.ts';
import { proposeSeries } from '../../api/launch/series.ts';
import { templatesIn } from '../../api/templates/templates.ts';

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia', 'Africa/Casablanca', 'UTC'];
const someDay = fc.integer({ min: 0, max: 3_000 }).map((days) => moveDay('2024-01-01', days));
const someTime = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

describe('a time on the wall', () => {
  it('is the instant at which an independent library has it, in any zone', () => {
    fc.assert(fc.property(someDay, someTime, fc.constantFrom(...zones), (day, time, zone) => {
      const { startsAt, change } = instantOf({ day, time }, zone);
      if (change === 'none') expect(startsAt).toBe(DateTime.fromISO(`${day}T${time}`, { zone }).toUTC().toISO());
      if (change !== 'skipped') expect(wallTimeOf(startsAt, zone)).toEqual({ day, time });
    }), { numRuns: 300 });
  });

  it('that is skipped comes as long after the change; of one that comes twice, it is the first', () => {
    const inBerlin = (day: string, time: string) => instantOf({ day, time }, 'Europe/Berlin');
    expect(inBerlin('2027-03-28', '02:30')).toEqual({ startsAt: '2027-03-28T01:30:00.000Z', change: 'skipped' });
    expect(wallTimeOf('2027-03-28T01:30:00Z', 'Europe/Berlin')).toEqual({ day: '2027-03-28', time: '03:30' });
    expect(inBerlin('2026-10-25', '02:30')).toEqual({ startsAt: '2026-10-25T00:30:00.000Z', change: 'doubled' });
    expect(inBerlin('2026-10-25', '03:00')).toEqual({ startsAt: '2026-10-25T02:00:00.000Z', change: 'none' });
    // Samoa left a whole day out.
    expect(instantOf({ day: '2011-12-30', time: '10:00' }, 'Pacific/Apia').change).toBe('skipped');
  });
});

describe('a proposed series', () => {
  it('has the template’s activities of several kinds and its beat, within three months, on working days, two never within half a beat', () => {
    fc.assert(fc.property(fc.constantFrom(...templatesIn('en')), someDay, (template, startsOn) => {
      const series = proposeSeries(template, startsOn, 'Pump people');
      const { from, to } = windowOfSeries(startsOn);
      expect([mondayOf(from), daysBetween(from, to)]).toEqual([from, 91]);
      expect(series.map(({ day }) => day)).toEqual(series.map(({ day }) => day).sort());
      for (const { day } of series) expect([day >= startsOn && day < to, [0, 6].includes(new Date(day).getUTCDay())]).toEqual([true, false]);
      expect(new Set(series.filter(({ kind }) => kind !== 'meeting').map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(3);
      const own = series.filter(({ kind }) => kind !== 'meeting');
      for (const { day } of series.filter(({ kind }) => kind === 'meeting')) {
        for (const each of own) expect(Math.abs(daysBetween(each.day, day))).toBeGreaterThanOrEqual(template.rhythm.everyWeeks * 3.5);
      }
    }));
  });
});

describe('three more months', () => {
  const kinds = ['problem-help', 'story', 'visit', 'project', 'show-and-tell', 'social', 'meeting'] as const;
  const words = (kind: Happened['kind']) => ({ title: kind, about: '' });
  const startsOn = '2027-03-01';
  const past = fc.array(fc.record({ kind: fc.constantFrom(...kinds), day: fc.nat(180).map((days) => moveDay(startsOn, -days - 1)) }), { maxLength: 40 });
  const existing = fc.array(fc.nat(90).map((days) => moveDay(startsOn, days)), { maxLength: 20 });
  const propose = (of: { past: Happened[]; existing?: string[]; holidays?: ReadonlySet<string> }) => proposeNextSeries({ existing: [], startsOn, beat: { everyWeeks: 2, minutes: 60 }, words, ...of });

  it('keep to working days of their thirteen weeks on which nothing stands, mix kinds, and name what was missing first', () => {
    fc.assert(fc.property(past, existing, fc.uniqueArray(fc.nat(90).map((days) => moveDay(startsOn, days)), { maxLength: 10 }), (happened, stands, free) => {
      const series = propose({ past: happened, existing: stands, holidays: new Set(free) });
      expect(series.map(({ day }) => day)).toEqual([...new Set(series.map(({ day }) => day))].sort());
      for (const { day } of series) expect([day >= startsOn && day < windowOfSeries(startsOn).to, [0, 6].includes(new Date(day).getUTCDay()), free.includes(day), stands.includes(day)]).toEqual([true, false, false, false]);
      if (series.length >= 5) expect(new Set(series.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(3);
      const fewest = Math.min(...kinds.filter((kind) => kind !== 'meeting').map((kind) => happened.filter((each) => each.kind === kind).length));
      if (series.length > 0) expect(happened.filter(({ kind }) => kind === series[0]!.kind).length).toBe(fewest);
    }), { numRuns: 60 });
  });

  it('keep the beat that there was, in turn with what was missing; where the beat is on the calendar already, they add one of those a month', () => {
    const clinics = Array.from({ length: 8 }, (_, index): Happened => ({ kind: 'problem-help', day: moveDay('2026-11-02', index * 14) }));
    const told = [...clinics, { kind: 'story', day: '2027-01-20' } as const].sort((a, b) => a.day.localeCompare(b.day));
    expect(propose({ past: told }).map(({ day, kind }) => `${day} ${kind}`)).toEqual(['2027-03-01 visit', '2027-03-15 problem-help', '2027-03-29 project', '2027-04-12 problem-help', '2027-04-26 show-and-tell', '2027-05-10 problem-help', '2027-05-24 social']);
    const weekly = Array.from({ length: 13 }, (_, week) => moveDay(startsOn, week * 7));
    expect(propose({ past: told, existing: weekly }).map(({ day, kind }) => `${day} ${kind}`)).toEqual(['2027-03-02 visit', '2027-04-13 project', '2027-05-25 show-and-tell']);
  });

  it('may be laid out in the last three weeks of a series that is on the calendar, or when its time is over', () => {
    const next = (today: string, put: object | null) => nextStartsOn({ startsOn: '2026-12-01', put }, today);
    expect(['2027-02-07', '2027-02-08', '2027-02-20', '2027-04-14'].map((today) => next(today, {}))).toEqual([null, '2027-03-01', '2027-03-01', '2027-04-21']);
    expect(['2027-02-28', '2027-03-01'].map((today) => next(today, null))).toEqual([null, '2027-03-08']);
  });
});

describe('planning the launch', () => {
  it('is for coordinators and core group; to sponsors and programme leads it is said that it holds for them too', () => {
    expect((['coordinator', 'core'] as const).map((part) => mayPlanLaunch(part, { roles: [], isSponsor: true }).allowed)).toEqual([true, true]);
    expect(mayPlanLaunch('active', { roles: ['ProgrammeLead'], isSponsor: false })).toMatchObject({ allowed: false, about: 'programme-lead' });
    expect(mayPlanLaunch(null, { roles: [], isSponsor: true })).toMatchObject({ allowed: false, about: 'sponsor', values: { suggest: { say: 'launch.joinAndSuggest' } } });
  });
});
