import type { TemplateShape } from '../templates.ts';

export const professionalDiscipline: TemplateShape = {
  id: 'professional-discipline',
  firstActivities: [
    { kind: 'problem-help', afterDays: 10, minutes: 60 },
    { kind: 'story', afterDays: 24, minutes: 45 },
    { kind: 'show-and-tell', afterDays: 38, minutes: 60 },
    { kind: 'project', afterDays: 52, minutes: 90 },
    { kind: 'social', afterDays: 60, minutes: 60 },
  ],
  rhythm: { everyWeeks: 2, minutes: 60 },
  launchSteps: [
    { key: 'talk-to-people', by: 'coordinator', day: -42 },
    { key: 'gather-core', by: 'coordinator', day: -35 },
    { key: 'agree-domain', by: 'core', day: -28 },
    { key: 'ask-sponsor', by: 'coordinator', day: -28 },
    { key: 'settle-places', by: 'coordinator', day: -24 },
    { key: 'first-series', by: 'core', day: -21 },
    { key: 'launch-event', by: 'coordinator', day: -20 },
    { key: 'invite-experts', by: 'core', day: -18 },
    { key: 'first-practice', by: 'core', day: -10 },
    { key: 'announce', by: 'coordinator', day: -7 },
    { key: 'name-hosts', by: 'core', day: -5 },
    { key: 'hold-launch', by: 'coordinator', day: 0 },
    { key: 'look-back', by: 'core', day: 14 },
  ],
};
