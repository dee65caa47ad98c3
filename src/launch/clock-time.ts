export interface ClockTime { at: string; timeZone: string; which: 'first' | 'second' | null }

/** What clocks in the zone show at an instant, and which of the two where they show it twice. */
export function clockTime(instant: string, timeZone: string): ClockTime {
  // Swedish clocks are written as ISO 8601 has it.
  const shown = (hours: number) => new Date(Date.parse(instant) + hours * 3_600_000).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).replace(' ', 'T');
  const at = shown(0);
  return { at, timeZone, which: shown(1) === at ? 'first' : shown(-1) === at ? 'second' : null };
}
