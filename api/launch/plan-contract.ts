import { z } from 'zod';
import { day, id, instant, operation } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { lookedAfter } from '../stewardship/stewardship-contract.ts';
import { launchStepRole } from '../templates/templates-contract.ts';

/** Most steps of a launch, those left out among them. */
export const mostLaunchSteps = 80;

const title = writtenText().min(1).max(200);
const about = writtenText().max(1_000);

/** A step on the way to the launch (start-up guide G4). */
export const launchStep = z.object({
  id, title: z.string(), about: z.string(),
  /** Of whom it is most easily asked, as the template has it. */
  role: launchStepRole.nullable(),
  /** Where in Trellis it is done. */
  leadsTo: z.enum(['charter', 'members', 'community', 'ties', 'practice', 'series', 'rhythm', 'event', 'announcement']).nullable(),
  dueOn: day.nullable(),
  /** Its day follows from the launch date. */
  follows: z.boolean(),
  /** Who does it: they said so themselves. */
  lookedAfter,
  done: z.object({ by: z.object({ id, displayName: z.string() }), at: instant }).nullable(),
});
export type LaunchStep = z.infer<typeof launchStep>;

/** The event that begins it all, as it is put on the calendar: day and hour are those of a clock in its zone. */
export const launchEventToBe = z.object({
  title, about, day, time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), minutes: z.number().int().min(15).max(480), timeZone: z.string().max(64),
  /** With a meeting in Teams. */
  online: z.boolean(),
});
export type LaunchEventToBe = z.infer<typeof launchEventToBe>;

const said = z.object({ detail: z.string(), remedy: z.string() });

export const launchEvent = launchEventToBe.extend({
  startsAt: instant, put: z.object({ by: z.object({ id, displayName: z.string() }), at: instant }),
  /** False while Microsoft 365 has not answered yet; then `trouble` says why. */
  there: z.boolean(), trouble: said.nullable(),
  /** Into the meeting; null where it has none, also because the calendar gave it none. */
  joinUrl: z.string().nullable(),
});

/** The next useful thing to do for this person, as the app sees it. */
export const nextForLaunch = z.discriminatedUnion('what', [
  z.object({ what: z.enum(['lay-out', 'set-date', 'say-launched']) }),
  z.object({ what: z.enum(['overdue', 'find-owner', 'next']), stepId: id, title: z.string(), dueOn: day.nullable(), /** This person does it. */ mine: z.boolean() }),
]);
export type NextForLaunch = z.infer<typeof nextForLaunch>;

/** Longest announcement. */
export const maxAnnouncement = 2_000;

/** What is announced in the channel, once. */
export const announcement = z.object({
  words: z.string(), by: z.object({ id, displayName: z.string() }), at: instant,
  /** `open`: on its way. `perhaps-sent`: nobody can tell whether it got there; it is not posted again by itself. */
  state: z.enum(['open', 'sent', 'not-sent', 'perhaps-sent']),
  /** Why it did not get there. */
  why: z.enum(['app-not-installed', 'refused', 'unavailable']).nullable(),
});

export const launchPlan = z.object({
  name: z.string(), about: z.string(),
  /** What begins: the template's name. */
  template: z.string().nullable(),
  /** False until somebody lays the steps out. */
  begun: z.boolean(),
  launchOn: day.nullable(),
  /** The day that was agreed on for the idea that it came from, while nobody laid the steps out. */
  proposedOn: day.nullable(),
  /** The community says that it meets: it is beyond its first stage. */
  launched: z.boolean(),
  /** In the order in which they are due. */
  steps: z.array(launchStep),
  next: nextForLaunch.nullable(),
  /** The calendar on which the event would go; null while the community is tied to none. */
  calendar: z.string().nullable(),
  /** Null while it is not on the calendar. */
  event: launchEvent.nullable(),
  /** Why Microsoft 365 refused to have it on the calendar, when it did last. */
  eventRefused: said.nullable(),
  /** It, or something of the series, is still to be taken off the calendar. */
  toTakeOff: z.number().int(),
  /** The channel in which the launch would be announced; null while the community is tied to none. */
  channel: z.string().nullable(),
  announcement: announcement.nullable(),
  /** False for a community that is closed, and for members who are not of its core group. */
  mayChange: z.boolean(),
});
export type LaunchPlan = z.infer<typeof launchPlan>;

const params = z.object({ communityId: id });
const path = '/api/communities/:communityId/launch';
const change = <T extends z.ZodType>(value: T) => z.object({ before: value, after: value }).optional();

export const getLaunchPlan = operation({
  name: 'getLaunchPlan', method: 'GET', path, summary: 'How the community prepares its launch: for its members.', params, response: launchPlan,
});

export const setLaunchDate = operation({
  name: 'setLaunchDate', method: 'PUT', path: `${path}/date`,
  summary: 'Choose the day of the launch, or none; the steps of the template are laid out when nobody did, and follow the day. `before` says which day was seen: 409 tells when somebody chose another meanwhile.',
  params, body: z.object({ before: day.nullable(), after: day.nullable() }), response: launchPlan,
});

export const addLaunchStep = operation({
  name: 'addLaunchStep', method: 'PUT', path: `${path}/steps/:stepId`,
  summary: 'Add a step, under an id that the caller makes. The same again is the same one.',
  params: z.object({ communityId: id, stepId: id }), body: z.object({ title, about: about.default(''), dueOn: day.nullable().default(null) }), response: launchPlan,
});

export const changeLaunchStep = operation({
  name: 'changeLaunchStep', method: 'PATCH', path: `${path}/steps/:stepId`,
  summary: 'Change a step, tick it, leave it out, and take that back; whoever does a step may tick it. Of each part that is changed, `before` says what it was; 409 names the parts that somebody changed otherwise meanwhile. Without a day of its own a step of the template follows the launch date.',
  params: z.object({ communityId: id, stepId: id }),
  body: z.object({ title: change(title), about: change(about), dueOn: change(day.nullable()), done: z.boolean().optional(), dropped: z.boolean().optional() }), response: launchPlan,
});

export const putLaunchEvent = operation({
  name: 'putLaunchEvent', method: 'PUT', path: `${path}/event`,
  summary: 'Put the launch event on the community’s calendar, with a meeting in Teams if that is wished. Asked again, it is the one that is there.',
  params, body: launchEventToBe, response: launchPlan,
});

export const takeLaunchEventOff = operation({
  name: 'takeLaunchEventOff', method: 'DELETE', path: `${path}/event`,
  summary: 'Take the launch event off the calendar again, unless it has begun.', params, response: launchPlan,
});

export const announceLaunch = operation({
  name: 'announceLaunch', method: 'PUT', path: `${path}/announcement`,
  summary: 'Have the launch announced in the community’s channel. Asked again while it is under way or there, it is the one that is there; what did not get there, or perhaps did, is posted anew.',
  params, body: z.object({ words: writtenText().min(1).max(maxAnnouncement) }), response: launchPlan,
});

export const sayAnnouncementIsThere = operation({
  name: 'sayAnnouncementIsThere', method: 'PUT', path: `${path}/announcement/there`,
  summary: 'Say that an announcement of which nobody could tell stands in the channel.', params, response: launchPlan,
});

export const sayLaunched = operation({
  name: 'sayLaunched', method: 'PUT', path: `${path}/launched`,
  summary: 'Say that the launch took place, or take that back: of a community at its first stage, that it meets now, and that the idea which it came from is launched.',
  params, body: z.object({ launched: z.boolean() }), response: launchPlan,
});
