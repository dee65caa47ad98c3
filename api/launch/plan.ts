import type { LaunchStepKey } from '../templates/templates-contract.ts';
import type { LaunchPlan, LaunchStep, NextForLaunch } from './plan-contract.ts';
import { workingDay } from './series.ts';
import { daysBetween, moveDay } from './series-times-contract.ts';

/**
 * Where in Trellis a step of the template is done; null for what is done elsewhere, or by talking.
 */
export const leadsTo: Readonly<Record<LaunchStepKey, LaunchStep['leadsTo']>> = {
  'talk-to-people': null, 'find-users': null, 'find-colleagues': null, 'ask-client-teams': null, 'choose-projects': null, 'gather-cases': 'practice',
  'gather-core': 'members', 'agree-domain': 'charter', 'ask-sponsor': 'community', 'settle-places': 'ties', 'invite-experts': 'members', 'first-practice': 'practice',
  'first-series': 'series', 'launch-event': 'event', announce: 'announcement', 'name-hosts': 'members', 'hold-launch': null, 'look-back': 'rhythm',
};

/** What the days of a plan depend on. */
export interface LayingOut { launchOn: string; today: string; holidays: ReadonlySet<string>; /** Of all steps, by how many days the first is before the launch, as a number below nought. */ earliest: number }

/**
 * The day on which a step is due. What is before the launch falls on a day on which people work, rather earlier than
 * later, and what is after it rather later. Where less time is left than the template takes, its steps are laid closer
 * together, so that nothing is overdue at the beginning. The launch itself is on the day that people chose.
 *
 * @param offset days after the launch; below nought before it
 */
export function dueDay(offset: number, { launchOn, today, holidays, earliest }: LayingOut): string {
  if (offset === 0) return launchOn;
  if (offset > 0) return workingDay(moveDay(launchOn, offset), holidays);
  const room = daysBetween(today, launchOn);
  const scale = room > 0 && room < -earliest ? room / -earliest : 1;
  const day = lastWorkingDay(moveDay(launchOn, Math.round(offset * scale)), holidays);
  // A launch that is past has the days that it would have had.
  if (room <= 0 || day >= today) return day;
  const next = workingDay(today, holidays);
  return next < launchOn ? next : launchOn;
}

/** The day itself, or the last before it on which people work. */
function lastWorkingDay(day: string, holidays: ReadonlySet<string>): string {
  return workingDay(day, holidays) === day ? day : lastWorkingDay(moveDay(day, -1), holidays);
}

/** Steps of a plan in the order in which they are due; those without a day at the end. */
export function inOrder<Step extends Pick<LaunchStep, 'dueOn'>>(steps: readonly Step[]): Step[] {
  return steps.toSorted((one, other) => (one.dueOn ?? '9').localeCompare(other.dueOn ?? '9'));
}

/** Nobody need be found for a step that is further ahead. */
const findOwnerWithinDays = 14;

/**
 * The next useful thing for one person to do for a launch (start-up guide G4); null where nothing is. Who does not plan
 * hears of the steps that they do.
 *
 * @param today the day it is now, `2026-11-24`
 */
export function nextForLaunch({ begun, launchOn, launched, steps, mayChange }: Pick<LaunchPlan, 'begun' | 'launchOn' | 'launched' | 'steps' | 'mayChange'>, today: string): NextForLaunch | null {
  if (!begun) return launched || !mayChange ? null : { what: 'lay-out' };
  if (mayChange && launchOn !== null && launchOn <= today && !launched) return { what: 'say-launched' };
  const isMine = ({ lookedAfter: { steward } }: LaunchStep): boolean => steward?.isMe === true;
  const about = (what: 'overdue' | 'find-owner' | 'next', step: LaunchStep): NextForLaunch => ({ what, stepId: step.id, title: step.title, dueOn: step.dueOn, mine: isMine(step) });
  const open = inOrder(steps.filter(({ done }) => done === null));
  const mine = open.filter(isMine);
  const within = mayChange ? [...mine, ...open] : mine;
  const overdue = within.find(({ dueOn }) => dueOn !== null && dueOn < today);
  if (overdue) return about('overdue', overdue);
  if (mayChange && launchOn === null && !launched) return { what: 'set-date' };
  const soon = moveDay(today, findOwnerWithinDays);
  const near = within.find(({ dueOn }) => dueOn !== null && dueOn <= soon) ?? within[0];
  if (!near) return null;
  return about(near.lookedAfter.steward === null && near.dueOn !== null && near.dueOn <= soon ? 'find-owner' : 'next', near);
}
