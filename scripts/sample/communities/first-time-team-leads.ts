import type { SampleCommunity } from '../sample.ts';

export const firstTimeTeamLeads: SampleCommunity = {
  name: 'First-time team leads',
  about: 'Leading people for the first time: cases, readings, and others who are as new to it.',
  templateId: 'new-role', unit: 'People & Learning', topics: ['leading', 'feedback'],
  team: 'First-Time Team Leads', channel: 'General', coordinator: 'benjamin.osei',
  sponsor: { whyNow: 'Nine people began to lead a team this year, at three sites. Most of them ask the same questions, each alone.', hours: 2, budget: 'A room for the half-day workshop' },
  charter: {
    domain: 'What is different about work once it is done by others: listening, feedback, hard conversations, and letting go of being the expert.',
    forWhom: 'Whoever leads people for the first time, or will within a year.',
    practice: 'The peer circle and its cases, one reading a month, and stories of the first ninety days.',
    waysOfWorking: '',
    keyIssues: ['Being asked as the expert one used to be', 'Feedback that helps'],
  },
  stage: 'coalescing',
  core: ['liting.ho'],
  members: {
    'benjamin.osei': { offers: ['Peer circle in 75 minutes'], knownAs: ['coach'], hosts: true },
    'liting.ho': { offers: ['Cases for a peer circle'], seeks: ['Leading across three time zones'] },
    'hafiz.ismail': { offers: ['I was the one who knew the valves'], seeks: ['Saying no upwards'], active: true, pairs: true },
    'daniel.okafor': { seeks: ['Feedback to somebody older'], active: true, pairs: true },
    'weiling.chua': { offers: ['Praise that is worth something'], active: true, pairs: true },
    'charlotte.dumont': { offers: ['The first ninety days'] },
    'carlos.brandao': { seeks: ['Two people who do not speak'], pairs: true },
  },
  care: { 'Being asked': ['hafiz.ismail', 'daniel.okafor'], Feedback: ['weiling.chua'] },
  items: [
    { file: 'Peer circle in 75 minutes.docx', kind: 'method', by: 'benjamin.osei', summary: 'Three cases of twenty minutes, and no advice in disguise.', topics: ['peer circle'], reviewInDays: 150 },
    { file: 'I was the one who knew the valves.docx', kind: 'story', by: 'hafiz.ismail', summary: 'On being missed, and on allowing it.', topics: ['leading'], answers: 'Being asked' },
  ],
  kinds: { 'Peer circle, Lisbon and Toronto': 'problem-help', 'Peer circle, Singapore': 'problem-help' },
  records: [
    { subject: 'Peer circle, Lisbon and Toronto', back: 1, by: 'benjamin.osei', notes: 'Three cases. What is said stays here; what stays as a question: when is it time to tell one’s own manager?', attended: 6 },
  ],
  series: 'on-the-calendar',
};
