import type { Template } from '../templates-contract.ts';

export const professionalDiscipline: Template = {
  id: 'professional-discipline',
  name: 'Professional discipline',
  fits: 'People who have the same trade but sit in different teams, and who would rather not each find out everything alone.',
  prompts: {
    domain: 'Which part of the trade do you want to get better at together? Name what belongs to it, and one thing that does not.',
    forWhom: 'Who does this work here, whatever their title says? Who is new to it, and whose judgement do others ask for?',
    practice: 'Which methods, checklists and worked cases would you hand to a new colleague on the first day? Which of them does nobody have yet?',
    waysOfWorking: 'How often do you meet, who brings the next topic, and where does what you learn end up so that people who were away find it?',
  },
  exampleIssues: [
    'We solve the same problem in several teams without knowing it',
    'What good work looks like is in the heads of a few people',
    'Newcomers need months to find out who knows what',
    'Our standards are older than our tools',
  ],
  firstActivities: [
    { kind: 'problem-help', title: 'Bring a case that has you stuck', why: 'One person brings a real case, the others ask before they advise. It helps somebody in the first hour, and everyone sees how the others think.', afterDays: 10, minutes: 60 },
    { kind: 'story', title: 'What went wrong, and what I do differently now', why: 'A respected colleague tells of a failure. After that it is easier for others to ask.', afterDays: 24, minutes: 45 },
    { kind: 'show-and-tell', title: 'Three ways to do the same thing', why: 'Three people show how they handle one everyday task. The differences are where a common method begins.', afterDays: 38, minutes: 60 },
    { kind: 'project', title: 'Write the first checklist together', why: 'A small thing finished in one sitting shows that the library is the members’ own, and it is of use next day.', afterDays: 52, minutes: 90 },
    { kind: 'social', title: 'Lunch, with someone from another team', why: 'People ask those they know. Pair people who do not work together yet.', afterDays: 60, minutes: 60 },
  ],
  rhythm: { everyWeeks: 2, minutes: 60, says: 'Every second week for an hour: often enough that a question need not wait, seldom enough to come.' },
};
