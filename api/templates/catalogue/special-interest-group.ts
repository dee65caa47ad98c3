import type { TemplateShape } from '../templates.ts';

export const specialInterestGroup: TemplateShape = {
  id: 'special-interest-group',
  firstActivities: [
    { kind: 'show-and-tell', afterDays: 7, minutes: 60 },
    { kind: 'problem-help', afterDays: 14, minutes: 60 },
    { kind: 'project', afterDays: 28, minutes: 60 },
    { kind: 'visit', afterDays: 42, minutes: 60 },
    { kind: 'story', afterDays: 56, minutes: 45 },
  ],
  rhythm: { everyWeeks: 2, minutes: 60 },
  launchSteps: [
    { key: 'talk-to-people', by: 'coordinator', day: -21 },
    { key: 'agree-domain', by: 'coordinator', day: -18 },
    { key: 'settle-places', by: 'coordinator', day: -14 },
    { key: 'launch-event', by: 'coordinator', day: -12 },
    { key: 'first-series', by: 'core', day: -10 },
    { key: 'announce', by: 'coordinator', day: -5 },
    { key: 'hold-launch', by: 'coordinator', day: 0 },
    { key: 'look-back', by: 'core', day: 14 },
  ],
};
