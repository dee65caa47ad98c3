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
};
