import type { Template } from '../templates-contract.ts';

export const sharedProblem: Template = {
  id: 'shared-problem',
  name: 'Shared problem',
  fits: 'People from several units who meet the same stubborn problem from different sides. No unit owns it; each holds a piece.',
  prompts: {
    domain: 'What keeps happening that should not, and whom does it cost what? Say where you would stop calling it this problem.',
    forWhom: 'Who meets the problem first, who lives with its consequences, and who has solved a part of it? Are they all here?',
    practice: 'What do you want to have in hand in half a year: cases that were looked into, a way to spot it early, things that were tried and how it went?',
    waysOfWorking: 'How do you bring in a new case, how do you look into it without looking for someone to blame, and who takes up what you find?',
  },
  exampleIssues: [
    'We see the damage, but not the moment when it begins',
    'Each unit has a workaround, and they get in each other’s way',
    'Nobody collects what was already tried',
    'What would have to change lies outside every single unit',
  ],
  firstActivities: [
    { kind: 'problem-help', title: 'One case from start to end', why: 'Walk through one recent case with everybody it passed through. Often it is the first time that all of them see the whole of it.', afterDays: 7, minutes: 90 },
    { kind: 'visit', title: 'Watch the work where the problem shows', why: 'An hour beside the people who meet it is worth more than a description.', afterDays: 21, minutes: 120 },
    { kind: 'story', title: 'Where it does not happen', why: 'Somewhere it goes well. Hear how, before you think up a cure.', afterDays: 35, minutes: 60 },
    { kind: 'project', title: 'A trial in one place, for four weeks', why: 'A small trial that two units carry together shows more than a plan for all.', afterDays: 45, minutes: 60 },
    { kind: 'show-and-tell', title: 'What the trial showed', why: 'Say it aloud when a trial failed: the next one starts there.', afterDays: 80, minutes: 60 },
  ],
  rhythm: { everyWeeks: 3, minutes: 75, says: 'Every three weeks: between meetings there has to be time to try something.' },
};
