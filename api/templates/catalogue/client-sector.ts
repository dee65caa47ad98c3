import type { Template } from '../templates-contract.ts';

export const clientSector: Template = {
  id: 'client-sector',
  name: 'Client sector',
  fits: 'People from sales, delivery and support who work for the same kind of client and each know something about it that the others do not.',
  prompts: {
    domain: 'Which clients belong to the sector, and what moves them at present: rules, money, people, technology?',
    forWhom: 'Who talks with these clients, in every role? Who once worked on their side of the table?',
    practice: 'What should everyone know before a first meeting? Which offers, answers and cases can be used again, and which are confidential?',
    waysOfWorking: 'How does what someone heard at a client reach the others within a week? What may be written down, and what is only told?',
  },
  exampleIssues: [
    'A client hears different things from different colleagues of ours',
    'A rule changes, and every team reads it alone',
    'We lose offers and never talk about why',
    'What we did well for one client is unknown to those who serve the next',
    'Experience leaves with the people who move on',
  ],
  firstActivities: [
    { kind: 'story', title: 'A won offer and a lost one', why: 'Told by those who were there, side by side: what did the client really decide on?', afterDays: 10, minutes: 60 },
    { kind: 'problem-help', title: 'Prepare a meeting together', why: 'Someone has a difficult meeting next week. Twenty minutes of the others’ knowledge changes how it goes.', afterDays: 21, minutes: 45 },
    { kind: 'visit', title: 'A client tells of their year', why: 'Invite somebody from the sector who wants to sell nothing and buy nothing. Listen; do not present.', afterDays: 30, minutes: 90 },
    { kind: 'project', title: 'Sector briefing on two pages', why: 'Write what a colleague has to know before a first visit; one person keeps it up to date from then on.', afterDays: 45, minutes: 120 },
    { kind: 'show-and-tell', title: 'What I heard this month', why: 'Five people, five minutes each, no slides. Patterns show that no single account has.', afterDays: 58, minutes: 45 },
  ],
  rhythm: { everyWeeks: 4, minutes: 60, says: 'Once a month for an hour, at the same time each month; what is urgent goes into the channel.' },
};
