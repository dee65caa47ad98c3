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
};
