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
};
