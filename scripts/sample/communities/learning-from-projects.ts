import type { SampleCommunity } from '../sample.ts';

export const learningFromProjects: SampleCommunity = {
  name: 'Learning from projects',
  about: 'After-action reviews, told as stories, so that the next project starts where the last one ended.',
  templateId: 'learning-from-projects', unit: null, topics: ['after-action review', 'stories', 'near misses'],
  team: 'Learning from Projects', channel: 'Reviews', coordinator: 'diogo.mascarenhas', idea: 'Learning from projects',
  charter: {
    domain: 'What projects learn, and how the next one comes to know it in time. We look at decisions, not at people.',
    forWhom: 'People who lead, review or hand over projects, and those who will do so soon.',
    practice: 'Reviews told as stories, cases for discussion, and an index of lessons in a line each.',
    waysOfWorking: 'A story hour each month; a review within two weeks of what happened. Notes are shown to all present before anyone else reads them, and nothing said is used in an appraisal.',
    keyIssues: ['Lessons are written down and never read', 'Reviews come too late', 'Nobody wants to tell what went wrong'],
  },
  edits: [
    {
      by: 'owen.fitzgerald',
      change: (charter) => ({ ...charter, keyIssues: charter.keyIssues.map((issue) => (issue.title.startsWith('Nobody') ? { ...issue, state: 'being-worked-on' as const } : issue)) }),
    },
  ],
  stage: 'maturing',
  core: ['owen.fitzgerald', 'sofia.meireles'],
  members: {
    'diogo.mascarenhas': { offers: ['Finding the drawing from 1961', 'Index of lessons'], seeks: ['Stories from Singapore'], hosts: true },
    'owen.fitzgerald': { offers: ['Facilitating an after-action review'], knownAs: ['coach'], pairs: true },
    'sofia.meireles': { offers: ['Telling a project as a story'], seeks: ['Facilitating an after-action review'], pairs: true },
    'nuno.travassos': { offers: ['Making a story short'], active: true },
    'grace.adeyemi': { offers: ['Cases for discussion'], seeks: ['Reviews with a client in the room'], active: true, pairs: true },
    'azlina.yusof': { offers: ['Templates that people fill in'], active: true, hosts: true },
    'rachel.sinclair': { seeks: ['A review that takes half an hour'], active: true },
    'kumar.pillai': { offers: ['What sensors do in June'], pairs: true },
    'madalena.cordeiro': { seeks: ['Lessons from lost bids'] },
    'paulo.serrano': { seeks: ['Telling what went wrong without blame'] },
    'benjamin.osei': {},
    'margaret.thibault': {},
  },
  care: { 'Lessons are': ['diogo.mascarenhas', 'grace.adeyemi'], Nobody: ['owen.fitzgerald', 'sofia.meireles', 'nuno.travassos'] },
  items: [
    { file: 'After-action review.docx', kind: 'method', by: 'owen.fitzgerald', summary: 'Four questions, and the rules that make people answer them.', topics: ['after-action review'], reviewInDays: 180, answers: 'Nobody' },
    { file: 'Telling a project as a story.md', kind: 'method', by: 'nuno.travassos', summary: 'Begin on the day it went wrong; stop before the moral.', topics: ['stories'], answers: 'Lessons are' },
    { file: 'The day the cofferdam moved.docx', kind: 'story', by: 'owen.fitzgerald', summary: 'Eleven millimetres, a limit of ten, and what it is to send everyone ashore.', topics: ['stories', 'near misses'] },
    { file: 'A drawing from 1961.md', kind: 'story', by: 'sofia.meireles', summary: 'Why we ask the library before we ask the ground.', topics: ['stories'] },
    { file: 'Commissioning in the wrong season.pdf', kind: 'case', by: 'grace.adeyemi', summary: 'Sensors that passed in March and failed in June. Decide before you look at the last page.', topics: ['commissioning'], reviewInDays: -10 },
    { file: 'Index of lessons.xlsx', kind: 'tool', by: 'diogo.mascarenhas', summary: 'A lesson a line, with who tells it.', topics: ['after-action review'], reviewInDays: 60, answers: 'Lessons are' },
  ],
  kinds: { 'Story hour': 'story', 'Facilitators\' rehearsal': 'problem-help', 'After-action review: Harbour Pump Station': 'project' },
  records: [
    { subject: 'Story hour', back: 1, by: 'diogo.mascarenhas', agenda: 'Grace: commissioning in the wrong season.', notes: 'Each table decided before the last page was read; two of three would have raised the wiping rate. What stays: test in the worst month.', attended: 14, followUps: [{ words: 'Ask the sensor project for a story in spring', by: 'kumar.pillai' }] },
    { subject: 'Story hour', back: 2, by: 'azlina.yusof', notes: 'Sofia told the drawing from 1961. Three people went to the library the week after.', attended: 16 },
    { subject: 'Facilitators\' rehearsal', back: 1, by: 'owen.fitzgerald', notes: 'Rehearsed the first ten minutes of the Harbour review: how to begin when the contractor sits at the table.', attended: 5 },
  ],
  links: [{ subject: 'After-action review: Harbour Pump Station', issue: 'Reviews come' }],
  published: ['Story hour'],
};
