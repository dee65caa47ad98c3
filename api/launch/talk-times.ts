import { DateTime } from 'luxon';

/** How finely calendars are looked at, in minutes. Every zone's clock is a multiple of it away from UTC. */
export const slotMinutes = 15;
/** At most so many times are proposed: a handful to choose from, and no picture of anybody's week. */
const mostTimes = 5;
const aDay = 24 * 60 * 60_000;

/** When somebody works, as clocks in their zone show it. `to` before `from` is a night shift. */
export interface WorkingHours {
  /** ISO weekdays, Monday is 1. */
  days: readonly number[];
  /** Minutes since midnight. */
  from: number; to: number;
  zone: string;
}

/** What is taken where somebody's working hours are not known. */
export const usualHours = (zone: string): WorkingHours => ({ days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60, zone });

/** One person's calendar: whether they are free in each slot, the first of which begins with the window. */
export interface Availability { free: readonly boolean[]; hours: WorkingHours }

/** The two weeks from tomorrow on, by slots: whoever is asked has a day to see it. */
export function talkWindow(now: Date): { from: Date; to: Date } {
  const slot = slotMinutes * 60_000;
  const from = Math.ceil((now.getTime() + aDay) / slot) * slot;
  return { from: new Date(from), to: new Date(from + 14 * aDay) };
}

/**
 * A handful of times at which everybody is free and at work for so many minutes, soonest first (start-up guide G3). They
 * begin on the hour or half past, on clocks in `zone`: one a day as long as there are days, mornings and afternoons in turn.
 */
export function talkTimes(people: readonly Availability[], from: Date, minutes: number, zone: string): Date[] {
  const slots = Math.min(...people.map(({ free }) => free.length));
  const needed = Math.ceil(minutes / slotMinutes);
  const startOf = (slot: number) => from.getTime() + slot * slotMinutes * 60_000;
  const open = Array.from({ length: slots }, (_, slot) => people.every(({ free, hours }) => free[slot] && isWorking(startOf(slot), hours)));
  const days = new Map<string, { morning?: Date; afternoon?: Date }>();
  for (let slot = 0; slot + needed <= slots; slot += 1) {
    if (!open.slice(slot, slot + needed).every(Boolean)) continue;
    const local = DateTime.fromMillis(startOf(slot), { zone });
    if (local.minute % 30 !== 0) continue;
    const date = local.toISODate()!;
    const half = local.hour < 12 ? 'morning' : 'afternoon';
    days.set(date, { [half]: local.toJSDate(), ...days.get(date) });
  }
  const firsts: (Date | undefined)[] = [];
  const others: (Date | undefined)[] = [];
  [...days.values()].forEach(({ morning, afternoon }, index) => {
    const [first, other] = index % 2 === 0 ? [morning, afternoon] : [afternoon, morning];
    firsts.push(first ?? other);
    others.push(first && other);
  });
  return [...firsts, ...others].filter((each) => each !== undefined).slice(0, mostTimes).sort((one, other) => one.getTime() - other.getTime());
}

/** Whether the whole slot lies in somebody's working hours: what they work of a slot in part is left out. */
function isWorking(slot: number, hours: WorkingHours): boolean {
  const local = DateTime.fromMillis(slot, { zone: hours.zone });
  const minute = local.hour * 60 + local.minute;
  const begun = minute >= Math.ceil(hours.from / slotMinutes) * slotMinutes;
  const notOver = minute < Math.floor(hours.to / slotMinutes) * slotMinutes;
  if (hours.from < hours.to) return hours.days.includes(local.weekday) && begun && notOver;
  const dayBefore = local.weekday === 1 ? 7 : local.weekday - 1;
  return (hours.days.includes(local.weekday) && begun) || (hours.days.includes(dayBefore) && notOver);
}
