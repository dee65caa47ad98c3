import type { TemplateShape } from '../templates.ts';

export const clientSector: TemplateShape = {
  id: 'client-sector',
  firstActivities: [
    { kind: 'story', afterDays: 10, minutes: 60 },
    { kind: 'problem-help', afterDays: 21, minutes: 45 },
    { kind: 'visit', afterDays: 30, minutes: 90 },
    { kind: 'project', afterDays: 45, minutes: 120 },
    { kind: 'show-and-tell', afterDays: 58, minutes: 45 },
  ],
  rhythm: { everyWeeks: 4, minutes: 60 },
  launchSteps: [
    { key: 'ask-client-teams', by: 'coordinator', day: -42 },
    { key: 'gather-core', by: 'coordinator', day: -35 },
    { key: 'agree-domain', by: 'core', day: -28 },
    { key: 'ask-sponsor', by: 'coordinator', day: -28 },
    { key: 'settle-places', by: 'coordinator', day: -24 },
    { key: 'first-series', by: 'core', day: -21 },
    { key: 'launch-event', by: 'coordinator', day: -20 },
    { key: 'invite-experts', by: 'core', day: -18 },
    { key: 'first-practice', by: 'core', day: -10 },
    { key: 'announce', by: 'coordinator', day: -7 },
    { key: 'hold-launch', by: 'coordinator', day: 0 },
    { key: 'look-back', by: 'core', day: 21 },
  ],
};
