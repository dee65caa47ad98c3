import { z } from 'zod';
import { day, id, instant, operation } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
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
  leadsTo: z.enum(['charter', 'members', 'community', 'ties', 'practice', 'series', 'rhythm']).nullable(),
  dueOn: day.nullable(),
  /** Its day follows from the launch date. */
  follows: z.boolean(),
  done: z.object({ by: z.object({ id, displayName: z.string() }), at: instant }).nullable(),
});
export type LaunchStep = z.infer<typeof launchStep>;

/** The next useful thing to do, as the app sees it. */
export const nextForLaunch = z.discriminatedUnion('what', [
  z.object({ what: z.enum(['lay-out', 'set-date', 'say-launched']) }),
  z.object({ what: z.enum(['overdue', 'next']), stepId: id, title: z.string(), dueOn: day.nullable() }),
]);
export type NextForLaunch = z.infer<typeof nextForLaunch>;

export const launchPlan = z.object({
  name: z.string(),
  /** What begins: the template's name. */
  template: z.string().nullable(),
  /** False until somebody lays the steps out. */
  begun: z.boolean(),
  launchOn: day.nullable(),
  /** The community says that it meets: it is beyond its first stage. */
  launched: z.boolean(),
  /** In the order in which they are due. */
  steps: z.array(launchStep),
  next: nextForLaunch.nullable(),
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
  summary: 'Change a step, tick it, leave it out, and take that back. Of each part that is changed, `before` says what it was; 409 names the parts that somebody changed otherwise meanwhile. Without a day of its own a step of the template follows the launch date.',
  params: z.object({ communityId: id, stepId: id }),
  body: z.object({ title: change(title), about: change(about), dueOn: change(day.nullable()), done: z.boolean().optional(), dropped: z.boolean().optional() }), response: launchPlan,
});
