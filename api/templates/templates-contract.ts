import { z } from 'zod';
import { operation } from '../platform/http/operation-contract.ts';

/** The kinds of activity a community's rhythm mixes (start-up guide G5). */
export const activityKind = z.enum(['problem-help', 'story', 'visit', 'project', 'show-and-tell', 'social']);
export type ActivityKind = z.infer<typeof activityKind>;

/** What there is to do before and after a launch (start-up guide G4); its words stand in the locale files, under `launchSteps`. */
export const launchStepKey = z.enum([
  'talk-to-people', 'find-users', 'find-colleagues', 'ask-client-teams', 'choose-projects', 'gather-cases', 'gather-core', 'agree-domain', 'ask-sponsor', 'settle-places',
  'invite-experts', 'first-practice', 'first-series', 'launch-event', 'announce', 'name-hosts', 'hold-launch', 'look-back',
]);
export type LaunchStepKey = z.infer<typeof launchStepKey>;

/** Of whom a step is most easily asked. */
export const launchStepRole = z.enum(['coordinator', 'core']);

/** A template is data: it proposes, and everything it proposes can be changed. */
export const template = z.object({
  /** Stable key, such as `professional-discipline`. */
  id: z.string().regex(/^[a-z][a-z-]{2,40}$/),
  name: z.string().max(80),
  /** When this template fits, in one or two sentences. */
  fits: z.string().max(300),
  /** Questions that help to write the charter, each for one of its parts. */
  prompts: z.object({
    domain: z.string().max(300),
    forWhom: z.string().max(300),
    practice: z.string().max(300),
    waysOfWorking: z.string().max(300),
  }),
  /** Key issues such a community often starts from. */
  exampleIssues: z.array(z.string().max(200)).max(8),
  /** First activities, in order; `afterDays` counts from the community's start. */
  firstActivities: z.array(z.object({
    kind: activityKind,
    title: z.string().max(120),
    why: z.string().max(300),
    afterDays: z.number().int().min(0).max(120),
    minutes: z.number().int().min(15).max(480),
  })).min(2).max(8),
  /** The beat proposed to begin with. */
  rhythm: z.object({ everyWeeks: z.number().int().min(1).max(13), minutes: z.number().int().min(15).max(480), says: z.string().max(200) }),
  /** The way to the launch, in order: `day` counts from the launch date, backwards below nought. */
  launchSteps: z.array(z.object({
    key: launchStepKey, by: launchStepRole, day: z.number().int().min(-120).max(60), title: z.string().max(200), why: z.string().max(300),
  })).min(3).max(20),
});
export type Template = z.infer<typeof template>;

export const listTemplates = operation({
  name: 'listTemplates', method: 'GET', path: '/api/templates',
  summary: 'The templates a community can start from.',
  response: z.object({ items: z.array(template) }),
});
