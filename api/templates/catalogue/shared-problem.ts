import type { TemplateShape } from '../templates.ts';

export const sharedProblem: TemplateShape = {
  id: 'shared-problem',
  firstActivities: [
    { kind: 'problem-help', afterDays: 7, minutes: 90 },
    { kind: 'visit', afterDays: 21, minutes: 120 },
    { kind: 'story', afterDays: 35, minutes: 60 },
    { kind: 'project', afterDays: 45, minutes: 60 },
    { kind: 'show-and-tell', afterDays: 80, minutes: 60 },
  ],
  rhythm: { everyWeeks: 3, minutes: 75 },
};
