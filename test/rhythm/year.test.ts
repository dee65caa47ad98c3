import fc from 'fast-check';
import { proposeKind } from '../../api/rhythm/kinds.ts';
import { isOldYear, toSeen, windowOf } from '../../api/rhythm/seen-year.ts';
import type { RhythmKind, YearActivity } from '../../api/rhythm/year-contract.ts';
import type { CalendarPart } from '../../api/ties/ties-contract.ts';
import { templatesIn } from '../../api/templates/templates.ts';
import { dayOf, monthsOf, standsOut } from '../../src/rhythm/year.ts';

const now = new Date('2026-11-24T10:00:00Z');
const dayMs = 86_400_000;
let count = 0;
function buildActivity(startsAt: string, more: Partial<YearActivity> = {}): YearActivity {
  count += 1;
  return {
    eventId: `event-${count}`, id: crypto.randomUUID(), seriesId: null, subject: 'Meeting', startsAt, endsAt: startsAt, timeZone: 'UTC', allDay: false, location: null, joinUrl: null, webUrl: null,
    recurring: false, kind: 'meeting', kindBy: 'subject', attended: null, inFeed: false, written: false, openFollowUps: 0, ...more,
  };
}
const every = (days: number, from: number, to: number, kinds: readonly RhythmKind[] = ['story', 'visit', 'social']) =>
  Array.from({ length: Math.floor((to - from) / days) + 1 }, (_, index) => buildActivity(new Date(now.getTime() + (from + index * days) * dayMs).toISOString(), { kind: kinds[index % kinds.length]! }));
const zones = ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe', 'Africa/Casablanca'];

describe('the kind of an activity', () => {
  it('is proposed from its subject', () => {
    const subjects: [string, RhythmKind][] = [
      ['Pump clinic', 'problem-help'], ['Production Readiness Office Hours', 'problem-help'], ['Weekly CI/Triage Meeting', 'problem-help'], ['Visit to the old works', 'visit'],
      ['Lessons from the spring flood', 'story'], ['Retour d’expérience : la crue', 'story'], ['Demo day', 'show-and-tell'], ['New Contributor Meet and Greet', 'social'], ['Checklist workshop', 'project'],
      ['Regular SIG Meeting', 'meeting'], ['', 'meeting'], ['Demographics', 'meeting'],
    ];
    expect(subjects.map(([subject]) => [subject, proposeKind(subject)])).toEqual(subjects);
  });

  it('is, of what the templates propose, more often theirs than any other', () => {
    const first = templatesIn('en').flatMap(({ firstActivities }) => firstActivities);
    const wrong = first.filter(({ title, kind }) => proposeKind(title) !== kind && proposeKind(title) !== 'meeting');
    expect(wrong.length).toBeLessThan(first.length / 4);
  });
});

describe('the id of an activity', () => {
  const occurrence = (more: object = {}) => ({
    id: 'occurrence-1', seriesMasterId: 'series', type: 'occurrence', subject: 'Clinic', originalStartTimeZone: 'Europe/Berlin', originalStart: '2026-12-01T23:30:00Z',
    start: { dateTime: '2026-12-01T23:30:00' }, end: { dateTime: '2026-12-02T00:30:00' }, ...more,
  });
  const idOf = (event: object, group = 'group') => toSeen([event], group)[0]!;

  it('stays when an occurrence is moved, or its series gets another hour, and is another on another day, series or calendar', () => {
    const { id, seriesId } = idOf(occurrence());
    expect(idOf(occurrence({ type: 'exception', start: { dateTime: '2026-12-04T08:00:00' }, end: { dateTime: '2026-12-04T09:00:00' } }))).toMatchObject({ id, seriesId });
    expect(idOf(occurrence({ id: 'other', originalStart: '2026-12-02T07:00:00Z' })).id).toBe(id);
    const others = [idOf(occurrence({ originalStart: '2026-12-08T23:30:00Z' })), idOf(occurrence({ seriesMasterId: 'another' })), idOf(occurrence(), 'elsewhere')];
    expect(new Set([id, ...others.map((each) => each.id)]).size).toBe(4);
    expect(others[0]!.seriesId).toBe(seriesId);
  });

  it('is, of a single event, that of the event, whenever it is', () => {
    const single = { id: 'single', subject: 'Visit', start: { dateTime: '2026-12-01T08:00:00' }, end: { dateTime: '2026-12-01T09:00:00' } };
    const { id, seriesId } = idOf(single);
    expect(seriesId).toBeNull();
    expect(idOf({ ...single, start: { dateTime: '2027-01-01T08:00:00' }, end: { dateTime: '2027-01-01T09:00:00' } }).id).toBe(id);
  });
});

describe('what is known of a year', () => {
  it('is asked for again after five minutes, and when a tie leads elsewhere since, or to another part of the calendar', () => {
    const year = { ties: { one: { asOf: now.toISOString(), sight: 'open' as const, activities: [], cut: false } } };
    const tie = (since: string, id = 'one', part?: CalendarPart) => [{ id, stateSince: since, target: { kind: 'calendar' as const, groupId: 'group', ...(part && { part }) } }];
    const later = new Date(now.getTime() + 299_000);
    expect([isOldYear(year, tie('2026-01-01T00:00:00Z'), later), isOldYear(year, [], later), isOldYear(null, [], later)]).toEqual([false, false, false]);
    expect([isOldYear(year, tie('2026-01-01T00:00:00Z'), new Date(now.getTime() + 300_000)), isOldYear(year, tie('2026-11-24T10:00:01Z'), later), isOldYear(year, tie('2026-01-01T00:00:00Z', 'two'), later), isOldYear(year, tie('2026-01-01T00:00:00Z', 'one', { by: 'own' }), later)]).toEqual([true, true, true, true]);
  });
});

describe('a year’s picture', () => {
  it('has each activity on the day on which the reader’s clocks have it, also in an hour that is skipped or comes twice', () => {
    // Berlin, 25 October 2026: 02:30 comes twice; 28 March 2027: 02:30 is skipped, what is planned then happens at 03:30.
    const twice = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'].map((at) => buildActivity(at));
    const skipped = buildActivity('2027-03-28T01:30:00.000Z');
    expect(twice.map((each) => dayOf(each, 'Europe/Berlin'))).toEqual(['2026-10-25', '2026-10-25']);
    expect([dayOf(skipped, 'Europe/Berlin'), dayOf(skipped, 'America/Los_Angeles'), dayOf(buildActivity('2026-12-31T00:00:00.000Z', { allDay: true }), 'America/Los_Angeles')]).toEqual(['2027-03-28', '2027-03-27', '2026-12-31']);
    expect(monthsOf(twice, 'Europe/Berlin', now, 'past').find(({ name }) => name === '2026-10')!.placed).toMatchObject([{ day: 25 }, { day: 25 }]);
  });

  it('shows everything that Graph was asked for in exactly one place, in whatever zone it is read', () => {
    const at = fc.date({ min: new Date('2024-01-01'), max: new Date('2029-01-01'), noInvalidDate: true });
    const near = fc.integer({ min: -330, max: 330 });
    fc.assert(fc.property(at, fc.array(fc.record({ days: near, minutes: fc.integer({ min: 0, max: 1_439 }), allDay: fc.boolean() }), { maxLength: 40 }), fc.constantFrom(...zones), (today, when, zone) => {
      const activities = when.map(({ days, minutes, allDay }) => {
        const start = new Date(today.getTime() + days * dayMs + minutes * 60_000).toISOString();
        return buildActivity(allDay ? `${start.slice(0, 10)}T00:00:00.000Z` : start, { allDay });
      });
      const months = [...monthsOf(activities, zone, today, 'past'), ...monthsOf(activities, zone, today, 'next')];
      expect(months).toHaveLength(25);
      expect(new Set(months.map(({ name }) => name)).size).toBe(25);
      expect(months.flatMap(({ placed }) => placed).map(({ activity }) => activity.id).sort()).toEqual(activities.map(({ id }) => id).sort());
      for (const { name, days, placed } of months) for (const { activity, day } of placed) expect([day >= 1 && day <= days, dayOf(activity, zone).slice(0, 7)]).toEqual([true, name]);
      const { from, to } = windowOf(today);
      const edges = [`${months[0]!.name}-01T00:00:00Z`, `${months[24]!.name}-${months[24]!.days}T23:59:59Z`].map((text) => Date.parse(text));
      // Midnight comes fourteen hours earlier, or twelve later, somewhere on Earth.
      expect([from.getTime() <= edges[0]! - 14 * 3_600_000, to.getTime() >= edges[1]! + 12 * 3_600_000]).toEqual([true, true]);
    }));
  });
});

describe('what stands out', () => {
  it('is nothing where many kinds come at an even beat, fast or slow', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.constantFrom(...zones), (days, zone) => {
      expect(standsOut(every(days, -300, 300), zone, now)).toEqual([]);
    }));
  });

  it('is a gap to come, much longer than the usual beat, and neither a past one nor a short one', () => {
    const weekly = every(7, -70, 14);
    expect(standsOut([...weekly, ...every(7, 70, 140)], 'UTC', now)).toEqual([{ what: 'gap', from: '2026-12-08', to: '2027-02-02', days: 56, usualDays: 7 }]);
    expect(standsOut([...every(7, -140, -70), ...every(7, 0, 140)], 'UTC', now)).toEqual([]);
    expect(standsOut([...weekly, ...every(7, 28, 140)], 'UTC', now)).toEqual([]);
    expect(standsOut(every(7, 42, 140), 'UTC', now)).toEqual([{ what: 'gap', from: '2026-11-24', to: '2027-01-05', days: 42, usualDays: 7 }]);
  });

  it('is that nothing is planned, with the day of the last there was', () => {
    expect(standsOut([], 'UTC', now)).toEqual([{ what: 'nothing-ahead', last: null }]);
    expect(standsOut(every(7, -70, -1), 'UTC', now)).toEqual([{ what: 'nothing-ahead', last: '2026-11-17' }]);
  });

  it('is monotony, with a kind that is missing; not among a handful', () => {
    expect(standsOut(every(14, -100, 100, ['meeting']), 'UTC', now)).toEqual([{ what: 'monotony', kind: 'meeting', share: 1, suggest: 'problem-help' }]);
    const mostly = every(14, -98, 98, ['problem-help', 'problem-help', 'problem-help', 'problem-help', 'story']);
    expect(standsOut(mostly, 'UTC', now)).toEqual([{ what: 'monotony', kind: 'problem-help', share: 0.8, suggest: 'visit' }]);
    expect(standsOut(every(14, -28, 28, ['meeting']), 'UTC', now)).toEqual([]);
  });

  it('never lies: in a gap there is no activity, and what is suggested is not what there is too much of', () => {
    const some = fc.array(fc.record({ days: fc.integer({ min: -365, max: 365 }), kind: fc.constantFrom<RhythmKind>('story', 'meeting', 'visit') }), { maxLength: 60 });
    fc.assert(fc.property(some, fc.constantFrom(...zones), (list, zone) => {
      const activities = list.map(({ days, kind }) => buildActivity(new Date(now.getTime() + days * dayMs).toISOString(), { kind }));
      const days = activities.map((each) => dayOf(each, zone));
      for (const finding of standsOut(activities, zone, now)) {
        if (finding.what === 'gap') expect(days.filter((day) => day > finding.from && day < finding.to)).toEqual([]);
        if (finding.what === 'monotony') expect(finding.suggest).not.toBe(finding.kind);
        if (finding.what === 'nothing-ahead') expect(days.filter((day) => day >= '2026-11-25')).toEqual([]);
      }
    }));
  });
});
