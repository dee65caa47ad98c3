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
};
