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
};
