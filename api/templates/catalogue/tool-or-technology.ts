import type { Template } from '../templates-contract.ts';

export const toolOrTechnology: Template = {
  id: 'tool-or-technology',
  name: 'Tool or technology',
  fits: 'People who work with the same tool, platform or technology, from those who build on it every day to those who have only just met it.',
  prompts: {
    domain: 'Which tool is it, and what do you use it for here? Are its limits and its rivals part of the talk?',
    forWhom: 'Who uses it daily, who now and then, who has to decide about it? Which of them do you want to reach first?',
    practice: 'Which examples, templates and settings should nobody have to invent again? Which traps should be written down?',
    waysOfWorking: 'Where does one ask a quick question, how are larger ones brought to a meeting, and who tells the others when a new version changes something?',
  },
  exampleIssues: [
    'The same beginner’s questions, each time in another chat',
    'Good examples exist, but only inside the teams that made them',
    'Every team has settings of its own, and nobody knows why',
    'A new version arrives before we have understood the old one',
    'It is used for things it was not made for',
  ],
  firstActivities: [
    { kind: 'show-and-tell', title: 'Show me how you do it', why: 'Two people share their screen and do real work, detours included. The detours are what others learn from.', afterDays: 7, minutes: 45 },
    { kind: 'problem-help', title: 'Open clinic', why: 'Come with what does not work and leave with an answer, or with somebody who stays on it with you.', afterDays: 21, minutes: 60 },
    { kind: 'project', title: 'A starter kit in an afternoon', why: 'Put the best example of each team into one folder, with three lines on when to use it.', afterDays: 35, minutes: 180 },
    { kind: 'visit', title: 'Guest: a team that does it differently', why: 'Someone who chose another way shows what yours takes for granted.', afterDays: 49, minutes: 60 },
    { kind: 'story', title: 'The day it let us down', why: 'A failure told in detail is the best warning, and often the start of a common rule.', afterDays: 63, minutes: 45 },
  ],
  rhythm: { everyWeeks: 2, minutes: 45, says: 'Every second week for three quarters of an hour: half demonstration, half questions.' },
};
