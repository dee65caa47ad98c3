import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatTimeRange } from '../../src/shared/dates.ts';

describe('from when until when', () => {
  it('is said as the reader’s browser says it, whatever was said before: in any language and zone, over midnight, at hours that are skipped or come twice', () => {
    const made = new Map<string, Intl.DateTimeFormat>();
    const asBrowser = (locale: string, timeZone: string): Intl.DateTimeFormat => {
      const key = `${locale} ${timeZone}`;
      if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' }));
      return made.get(key)!;
    };
    const quarterHours = fc.integer({ min: 0, max: 4 * 24 * 400 });
    const length = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 4 * 24 * 62 }));
    fc.assert(fc.property(quarterHours, length, fc.constantFrom('en-GB', 'en-US', 'fr', 'ar', 'ja'), fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'), (start, quarters, locale, timeZone) => {
      const from = Date.UTC(2026, 0, 1) + start * 900_000;
      const to = from + quarters * 900_000;
      expect(formatTimeRange(new Date(from).toISOString(), new Date(to).toISOString(), { locale, timeZone })).toBe(asBrowser(locale, timeZone).formatRange(from, to));
    }), { numRuns: 2_000 });
  });
});
