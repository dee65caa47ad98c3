import type { Template } from '../templates-contract.ts';

export const learningFromProjects: Template = {
  id: 'learning-from-projects',
  name: 'Learning from projects',
  fits: 'People who run or carry projects and want what one project learned to reach the next before it makes the same mistake.',
  prompts: {
    domain: 'Which kind of project is this about, and which of its moments: the start, the hand-over, the crisis, the end?',
    forWhom: 'Who is about to start one, who is in the middle, and who has just finished? All three are needed.',
    practice: 'In which form can a lesson be used by somebody in a hurry? What does a case have to say so that strangers understand it?',
    waysOfWorking: 'When do you ask a project what it learned, so that it is neither too early nor too late? Who brings the answer to the next one?',
  },
  exampleIssues: [
    'Reports on lessons are written and not read',
    'The same estimate is wrong every time',
    'Whoever could have warned us was asked too late',
    'Projects end, and their people are gone before anyone asks them',
  ],
  firstActivities: [
    { kind: 'problem-help', title: 'Ask before you start', why: 'A project that begins puts its plan before people who have done one like it. They say what they would do otherwise.', afterDays: 14, minutes: 90 },
    { kind: 'story', title: 'The turning point', why: 'A finished project tells of the one decision it would take differently: what was known then, and what was not.', afterDays: 28, minutes: 60 },
    { kind: 'project', title: 'A case that others can use', why: 'Turn one story into two pages: situation, choices, what came of it, what we would ask the next project.', afterDays: 42, minutes: 90 },
    { kind: 'visit', title: 'Guests in another project’s review', why: 'Two members sit in as guests. They see what one no longer sees from inside.', afterDays: 56, minutes: 90 },
    { kind: 'show-and-tell', title: 'Plans, templates, estimates: bring yours', why: 'Lay what you really use next to each other. Take along the best.', afterDays: 70, minutes: 60 },
  ],
  rhythm: { everyWeeks: 4, minutes: 75, says: 'Once a month, and besides that whenever a project starts or ends.' },
};
