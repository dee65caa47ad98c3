import fc from 'fast-check';
import { TimeLeft } from '../../api/import/time-left.ts';

describe('how long an import still takes', () => {
  it('is not said in the seconds after the first rows, and does not go by the time before them', () => {
    const time = new TimeLeft();
    expect(time.left(100, 0, 10_000)).toBeNull();
    time.note(5, 20_000);
    time.note(50, 22_000);
    expect(time.left(100, 0, 22_000)).toBeNull();
    expect(time.left(100, 0, 25_000)).toBe(10_000);
  });

  it('goes by the rate of the last minute, not by a burst at the beginning', () => {
    const time = new TimeLeft();
    time.note(10, 1_000);
    time.note(600, 20_000);
    for (let at = 21_000; at <= 120_000; at += 1_000) time.note(10, at);
    expect(time.left(1_000, 0, 120_000)).toBe(100_000);
  });

  it('takes a minute to go like the one before, where it is quick first and slow then', () => {
    const time = new TimeLeft();
    const rowsIn = (second: number) => (second % 60 < 20 ? 40 : 10);
    for (let second = 1; second <= 500; second += 1) {
      time.note(rowsIn(second), second * 1_000);
      if (second <= 60) continue;
      // 1,200 rows a minute: whatever is left, it takes as long as those rows will.
      for (const ahead of [3, 30, 70, 200]) {
        const rows = Array.from({ length: ahead }, (_, index) => rowsIn(second + index + 1)).reduce((sum, each) => sum + each, 0);
        expect(time.left(rows, 0, second * 1_000)).toBe(ahead * 1_000);
      }
    }
  });

  it('is never less than the limits ask for', () => {
    const time = new TimeLeft();
    time.note(10, 1_000);
    time.note(500, 5_000);
    expect(time.left(1_000, 96_000, 5_000)).toBe(96_000);
  });

  it('is right from the fourth second to the end at any steady rate', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 4, max: 300 }), (perSecond, seconds) => {
      const time = new TimeLeft();
      for (let second = 1; second <= seconds; second += 1) time.note(perSecond, second * 1_000);
      expect(time.left(perSecond * 60, 0, seconds * 1_000)).toBeCloseTo(60_000, 5);
    }));
  });
});
