import type { Template } from '../templates-contract.ts';

export const specialInterestGroup: Template = {
  id: 'special-interest-group',
  name: 'Special interest group',
  fits: 'An open group that looks after one subject of a larger undertaking: it discusses proposals in the open, keeps its documents and meets regularly.',
  prompts: {
    domain: 'Which subject does the group look after, and where does that of the neighbouring groups begin? Who decides when both are concerned?',
    forWhom: 'Who works on it, who depends on what comes of it, and how does somebody from outside get a word in?',
    practice: 'Which proposals, decisions and guides does the group keep, and how does one see which of them still hold?',
    waysOfWorking: 'How does a proposal come before the group, how is it decided, where are the notes, and how does somebody become a reviewer?',
  },
  exampleIssues: [
    'Proposals wait too long for somebody to read them',
    'Few people review, and they are always the same',
    'Newcomers do not find a first task',
    'Decisions are hard to find later, with their reasons',
    'Meeting times suit only one part of the world',
  ],
  firstActivities: [
    { kind: 'show-and-tell', title: 'Tour of the subject for newcomers', why: 'Somebody who knows it well shows where things are and what is going on. Record it: half of the audience comes later.', afterDays: 7, minutes: 60 },
    { kind: 'problem-help', title: 'Proposals that are waiting', why: 'Take the oldest open proposals and find for each a reviewer, a decision or an honest no.', afterDays: 14, minutes: 60 },
    { kind: 'project', title: 'First tasks for newcomers', why: 'Choose a handful of small tasks together and name, for each, someone to ask.', afterDays: 28, minutes: 60 },
    { kind: 'visit', title: 'Meeting with a neighbouring group', why: 'Most quarrels arise where two subjects touch. Meet before there is one.', afterDays: 42, minutes: 60 },
    { kind: 'story', title: 'Why it became as it is', why: 'Someone who was there tells how an old decision came about. It saves asking again, and shows when to think again.', afterDays: 56, minutes: 45 },
  ],
  rhythm: { everyWeeks: 2, minutes: 60, says: 'Every second week for an hour, agenda open to all, notes on the same day; change the time of day if members live far apart.' },
};
