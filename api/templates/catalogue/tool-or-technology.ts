import type { TemplateShape } from '../templates.ts';

export const toolOrTechnology: TemplateShape = {
  id: 'tool-or-technology',
  firstActivities: [
    { kind: 'show-and-tell', afterDays: 7, minutes: 45 },
    { kind: 'problem-help', afterDays: 21, minutes: 60 },
    { kind: 'project', afterDays: 35, minutes: 180 },
    { kind: 'visit', afterDays: 49, minutes: 60 },
    { kind: 'story', afterDays: 63, minutes: 45 },
  ],
  rhythm: { everyWeeks: 2, minutes: 45 },
  launchSteps: [
    { key: 'find-users', by: 'coordinator', day: -28 },
    { key: 'gather-core', by: 'coordinator', day: -24 },
    { key: 'agree-domain', by: 'core', day: -21 },
    { key: 'settle-places', by: 'coordinator', day: -18 },
    { key: 'launch-event', by: 'coordinator', day: -16 },
    { key: 'first-practice', by: 'core', day: -12 },
    { key: 'first-series', by: 'core', day: -10 },
    { key: 'announce', by: 'coordinator', day: -7 },
    { key: 'name-hosts', by: 'core', day: -5 },
    { key: 'hold-launch', by: 'coordinator', day: 0 },
    { key: 'look-back', by: 'core', day: 14 },
  ],
};
