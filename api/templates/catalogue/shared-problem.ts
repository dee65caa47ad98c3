import type { TemplateShape } from '../templates.ts';

export const sharedProblem: TemplateShape = {
  id: 'shared-problem',
  firstActivities: [
    { kind: 'problem-help', afterDays: 7, minutes: 90 },
    { kind: 'visit', afterDays: 21, minutes: 120 },
    { kind: 'story', afterDays: 35, minutes: 60 },
    { kind: 'project', afterDays: 45, minutes: 60 },
    { kind: 'show-and-tell', afterDays: 80, minutes: 60 },
  ],
  rhythm: { everyWeeks: 3, minutes: 75 },
  launchSteps: [
    { key: 'talk-to-people', by: 'coordinator', day: -42 },
    { key: 'gather-core', by: 'coordinator', day: -35 },
    { key: 'gather-cases', by: 'core', day: -28 },
    { key: 'agree-domain', by: 'core', day: -28 },
    { key: 'ask-sponsor', by: 'coordinator', day: -28 },
    { key: 'settle-places', by: 'coordinator', day: -24 },
    { key: 'first-series', by: 'core', day: -21 },
    { key: 'launch-event', by: 'coordinator', day: -20 },
    { key: 'invite-experts', by: 'core', day: -18 },
    { key: 'announce', by: 'coordinator', day: -7 },
    { key: 'name-hosts', by: 'core', day: -5 },
    { key: 'hold-launch', by: 'coordinator', day: 0 },
    { key: 'look-back', by: 'core', day: 14 },
  ],
};
