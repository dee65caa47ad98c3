import type { TemplateShape } from '../templates.ts';

export const learningFromProjects: TemplateShape = {
  id: 'learning-from-projects',
  firstActivities: [
    { kind: 'problem-help', afterDays: 14, minutes: 90 },
    { kind: 'story', afterDays: 28, minutes: 60 },
    { kind: 'project', afterDays: 42, minutes: 90 },
    { kind: 'visit', afterDays: 56, minutes: 90 },
    { kind: 'show-and-tell', afterDays: 70, minutes: 60 },
  ],
  rhythm: { everyWeeks: 4, minutes: 75 },
  launchSteps: [
    { key: 'choose-projects', by: 'coordinator', day: -42 },
    { key: 'gather-core', by: 'coordinator', day: -35 },
    { key: 'agree-domain', by: 'core', day: -28 },
    { key: 'ask-sponsor', by: 'coordinator', day: -28 },
    { key: 'settle-places', by: 'coordinator', day: -24 },
    { key: 'first-practice', by: 'core', day: -21 },
    { key: 'launch-event', by: 'coordinator', day: -20 },
    { key: 'first-series', by: 'core', day: -14 },
    { key: 'announce', by: 'coordinator', day: -7 },
    { key: 'hold-launch', by: 'coordinator', day: 0 },
    { key: 'look-back', by: 'core', day: 28 },
  ],
};
