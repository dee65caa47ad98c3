import fc from 'fast-check';
import { dueDay, nextForLaunch } from '../../api/launch/plan.ts';
import type { LaunchStep } from '../../api/launch/plan-contract.ts';
import { moveDay } from '../../api/launch/series-times-contract.ts';
import { templatesIn } from '../../api/templates/templates.ts';

const around = { launchOn: '2027-03-10', today: '2026-11-24', holidays: new Set<string>(), earliest: -42 };
const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const doneBy = (isMe: boolean | null): LaunchStep['lookedAfter'] => ({ steward: isMe === null ? null : { id: 'x', displayName: 'Ben', isMe }, abilities: { takeOn: true, giveUp: false, ask: true } });
const step = (more: Partial<LaunchStep>): LaunchStep => ({ id: 'a', title: 'Meet', about: '', role: null, leadsTo: null, dueOn: null, follows: false, done: null, lookedAfter: doneBy(null), ...more });

describe('the day of a step', () => {
  it('is before the launch rather earlier, after it rather later, where it falls on a weekend or a holiday; the launch is on its day', () => {
    // A Sunday, seventeen days before; a Saturday, ten days after.
    expect(dueDay(-17, { ...around, launchOn: '2027-03-10' })).toBe('2027-02-19');
    expect(dueDay(10, around)).toBe('2027-03-22');
    expect(dueDay(-17, { ...around, holidays: new Set(['2027-02-19']) })).toBe('2027-02-18');
    expect(dueDay(0, { ...around, launchOn: '2027-03-13' })).toBe('2027-03-13');
  });

  it('is nearer where less time is left than the template takes, and never in the past, nor on a day off, nor after the launch', () => {
    expect(dueDay(-42, { ...around, today: '2027-02-24' })).toBe('2027-02-24');
    fc.assert(fc.property(fc.integer({ min: -120, max: -1 }), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 40 }), (offset, room, holiday) => {
      const today = '2027-01-04';
      const launchOn = moveDay(today, room);
      const holidays = new Set([moveDay(today, holiday)]);
      const due = dueDay(offset, { launchOn, today, holidays, earliest: Math.min(offset, -42) });
      expect(due >= today && due <= launchOn).toBe(true);
      if (due !== launchOn) expect(isWeekend(due) || holidays.has(due)).toBe(false);
    }));
  });

  it('keeps the order of the template’s steps, however near the launch', () => {
    const days = templatesIn('en').map(({ launchSteps }) => launchSteps.map(({ day }) => day));
    fc.assert(fc.property(fc.constantFrom(...days), fc.integer({ min: -30, max: 200 }), (offsets, room) => {
      const launchOn = moveDay(around.today, room);
      const due = offsets.map((offset) => dueDay(offset, { ...around, launchOn, earliest: Math.min(...offsets) }));
      // The launch may be on a weekend, when what is due on the last day is, too.
      expect(due).toEqual(due.toSorted());
    }));
  });
});

describe('the next useful thing for a launch', () => {
  const plan = { begun: true, launchOn: '2026-12-15' as string | null, launched: false, mayChange: true, steps: [step({ id: 'b', dueOn: '2026-12-01' }), step({ id: 'c', dueOn: '2026-11-25' })] };

  it('is to lay it out, to choose a day, what is overdue, what comes next, to say that it is launched; and nothing when all is done', () => {
    const next = (more: Partial<typeof plan>, today = '2026-11-24') => nextForLaunch({ ...plan, ...more }, today);
    expect(next({ begun: false })).toEqual({ what: 'lay-out' });
    expect(next({ begun: false, launched: true })).toBeNull();
    expect(next({ launchOn: null })).toEqual({ what: 'set-date' });
    expect(next({})).toMatchObject({ what: 'find-owner', stepId: 'c' });
    expect(next({}, '2026-11-01')).toMatchObject({ what: 'next', stepId: 'c' });
    expect(next({ steps: plan.steps.map((each) => ({ ...each, lookedAfter: doneBy(false) })) })).toMatchObject({ what: 'next', stepId: 'c', mine: false });
    expect(next({}, '2026-11-26')).toMatchObject({ what: 'overdue', stepId: 'c', dueOn: '2026-11-25' });
    expect(next({ launchOn: null }, '2026-11-26')).toMatchObject({ what: 'overdue' });
    expect(next({}, '2026-12-15')).toEqual({ what: 'say-launched' });
    expect(next({ launched: true, steps: [step({ done: { by: { id: 'x', displayName: 'Ben' }, at: '2026-12-01T10:00:00Z' } })] })).toBeNull();
  });
});

describe('the next useful thing for one who does a step', () => {
  it('is their own before others’; who does not plan hears of no other', () => {
    const steps = [step({ id: 'theirs', dueOn: '2026-12-01' }), step({ id: 'mine', dueOn: '2026-12-05', lookedAfter: doneBy(true) })];
    const next = (mayChange: boolean, today: string, of = steps) => nextForLaunch({ begun: true, launchOn: '2026-12-20', launched: false, mayChange, steps: of }, today);
    expect(next(true, '2026-11-24')).toMatchObject({ what: 'next', stepId: 'mine', mine: true });
    expect(next(false, '2026-12-03')).toMatchObject({ what: 'next', stepId: 'mine' });
    expect(next(true, '2026-12-03')).toMatchObject({ what: 'overdue', stepId: 'theirs' });
    expect(next(false, '2026-12-20')).toMatchObject({ what: 'overdue', stepId: 'mine' });
    expect(next(false, '2026-12-20', [steps[0]!])).toBeNull();
    expect(nextForLaunch({ begun: false, launchOn: null, launched: false, mayChange: false, steps: [] }, '2026-12-20')).toBeNull();
  });
});

describe('the launch steps of the templates', () => {
  it.each(templatesIn('fr').map((template) => [template.id, template.launchSteps] as const))('of %s are in order, lead to the launch, and say why', (_id, steps) => {
    expect(steps.map(({ day }) => day)).toEqual(steps.map(({ day }) => day).toSorted((one, other) => one - other));
    expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
    expect(steps.map(({ key }) => key)).toEqual(expect.arrayContaining(['launch-event', 'announce', 'hold-launch']));
    for (const { why } of steps) expect(why.length).toBeGreaterThan(20);
  });
});
