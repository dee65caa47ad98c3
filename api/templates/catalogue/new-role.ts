import type { Template } from '../templates-contract.ts';

export const newRole: Template = {
  id: 'new-role',
  name: 'Role new to the organisation',
  fits: 'People who were given a role that did not exist here before. Each is alone in a team, and nobody can tell them yet how it is done.',
  prompts: {
    domain: 'What is the role there for, in words that its holders would use? What do others expect of it that it cannot give?',
    forWhom: 'Who has the role, who is about to, and who works with it most closely? Who did something like it elsewhere?',
    practice: 'What do you need in the first week, and what after half a year? Which conversations would you like to have rehearsed?',
    waysOfWorking: 'What is said here stays here: how do you make sure of that? How do you take in the next person who gets the role?',
  },
  exampleIssues: [
    'Everyone expects something else of the role',
    'It comes with responsibility, but without authority',
    'Colleagues in the team do not know what to ask us for',
    'We do not know how one grows in it, or out of it',
  ],
  firstActivities: [
    { kind: 'story', title: 'My first ninety days', why: 'Each tells two minutes of what surprised them. That one is not alone with it is the first thing worth learning.', afterDays: 7, minutes: 60 },
    { kind: 'problem-help', title: 'The conversation I am putting off', why: 'Rehearse it with people who know it from the inside.', afterDays: 14, minutes: 60 },
    { kind: 'visit', title: 'A day in someone else’s shoes', why: 'Go along with another holder of the role for half a day; tell the group three things you saw.', afterDays: 30, minutes: 240 },
    { kind: 'project', title: 'The role on one page', why: 'Write together what the role does and what it leaves to others, and take it to those who have to know.', afterDays: 45, minutes: 90 },
    { kind: 'social', title: 'Evening out, no agenda', why: 'People in a new role need someone to call on a bad day. Such people are found over a meal.', afterDays: 50, minutes: 120 },
  ],
  rhythm: { everyWeeks: 1, minutes: 30, says: 'Half an hour each week at first, since a question in a new role cannot wait; rarer when it has settled.' },
};
