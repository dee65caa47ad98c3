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
};
