import type { TemplateShape } from '../templates.ts';

export const newRole: TemplateShape = {
  id: 'new-role',
  firstActivities: [
    { kind: 'story', afterDays: 7, minutes: 60 },
    { kind: 'problem-help', afterDays: 14, minutes: 60 },
    { kind: 'visit', afterDays: 30, minutes: 240 },
    { kind: 'project', afterDays: 45, minutes: 90 },
    { kind: 'social', afterDays: 50, minutes: 120 },
  ],
  rhythm: { everyWeeks: 1, minutes: 30 },
  launchSteps: [
    { key: 'find-colleagues', by: 'coordinator', day: -35 },
    { key: 'talk-to-people', by: 'coordinator', day: -32 },
    { key: 'gather-core', by: 'coordinator', day: -28 },
    { key: 'agree-domain', by: 'core', day: -24 },
    { key: 'ask-sponsor', by: 'coordinator', day: -24 },
    { key: 'settle-places', by: 'coordinator', day: -20 },
    { key: 'launch-event', by: 'coordinator', day: -18 },
    { key: 'first-series', by: 'core', day: -14 },
    { key: 'announce', by: 'coordinator', day: -7 },
    { key: 'name-hosts', by: 'core', day: -7 },
    { key: 'hold-launch', by: 'coordinator', day: 0 },
    { key: 'look-back', by: 'core', day: 14 },
  ],
};
