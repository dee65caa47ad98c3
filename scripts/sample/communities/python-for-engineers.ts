import type { SampleCommunity } from '../sample.ts';

export const pythonForEngineers: SampleCommunity = {
  name: 'Python for engineers',
  about: 'Small programs that engineers write for themselves, and how to keep them correct.',
  templateId: 'tool-or-technology', unit: 'Software', topics: ['Python', 'units', 'testing'],
  team: 'Python for Engineers', channel: 'Help with my script', coordinator: 'catarina.lobo',
  sponsor: {
    whyNow: 'Two of the five worst mistakes of the year were a factor of 3.6. A shared library with tests would have caught both.', hours: 3, budget: '',
    commits: { hours: 3, budget: '', reviewInDays: 90 },
  },
  charter: {
    domain: 'Scripts that compute something an engineer will answer for: how to write, check, share and hand them on.',
    forWhom: 'Engineers who program a little, and programmers who like to be asked.',
    practice: 'The shared library with its tests, a starter for a script, and short methods.',
    waysOfWorking: 'Script hour every Friday: bring something that does not work yet. No question is too small.',
    keyIssues: ['Units are mixed up', 'Who looks after a script when its author moves on?', 'Tests for numbers that nobody knows'],
  },
  stage: 'maturing',
  core: ['nathan.bergeron'],
  members: {
    'catarina.lobo': { offers: ['From notebook to script', 'Reviewing a first script'], knownAs: ['coach'], hosts: true },
    'nathan.bergeron': { offers: ['Checking units'], seeks: ['Reading gauge files of other makers'], pairs: true },
    'isabelle.cloutier': { offers: ['Reading gauge files of six makers'], active: true, pairs: true },
    'goncalo.rebelo': { offers: ['How I lost a week to a comma'], seeks: ['Reviewing a first script'], active: true, pairs: true },
    'hannah.lindqvist': { seeks: ['Handing a script on'], active: true, pairs: true },
    'tomas.alvarenga': { seeks: ['Plotting many runs of a model'], active: true },
    'bruno.falcao': { offers: ['Packaging, so that it installs'] },
    'junhao.teo': { seeks: ['Where to begin'] },
    'siti.rahmat': { offers: ['Testing what moves'], seeks: ['Tests for numbers that nobody knows'], active: true },
    'liam.kowalchuk': {},
  },
  care: { Units: ['nathan.bergeron', 'goncalo.rebelo', 'catarina.lobo'], 'Who looks': ['hannah.lindqvist'], Tests: ['siti.rahmat'] },
  items: [
    { file: 'From notebook to script.md', kind: 'method', by: 'catarina.lobo', summary: 'When somebody else will run it, or when you will run it a second time.', topics: ['Python', 'testing'], reviewInDays: 240 },
    { file: 'Checking units.md', kind: 'method', by: 'nathan.bergeron', summary: 'Inside everything is SI; convert once when reading, once when writing.', topics: ['units'], answers: 'Units' },
    { file: 'How I lost a week to a comma.md', kind: 'story', by: 'goncalo.rebelo', summary: 'A file from Toronto, opened in Lisbon.', topics: ['units'], answers: 'Units' },
    { file: 'A spreadsheet of eleven thousand rows.docx', kind: 'case', by: 'hannah.lindqvist', summary: 'Replace the sheet, or write a script beside it? And who keeps the script?', topics: ['Python'], answers: 'Who looks' },
    { file: 'Starter for a script.md', kind: 'tool', by: 'catarina.lobo', summary: 'Copy the folder and change one function until the test passes.', topics: ['Python', 'testing'] },
    { file: 'https://docs.python.org/3/tutorial/', title: 'The Python tutorial', kind: 'document', by: 'siti.rahmat', summary: 'Where to begin; chapters 3 to 5 are enough for the first script.', topics: ['Python'] },
  ],
  kinds: { 'Script hour': 'problem-help', 'Shared library: what goes in next': 'project' },
  records: [
    { subject: 'Script hour', back: 1, by: 'nathan.bergeron', notes: 'Tomás plotted forty runs at once; Isabelle showed how to name them. Jun Hao has a first script that reads his gauges.', attended: 8, followUps: [{ words: 'Put the plot of many runs into the shared library', by: 'isabelle.cloutier' }] },
    { subject: 'Script hour', back: 2, by: 'catarina.lobo', notes: 'A unit was lost between two files. We added a test that would have told.', attended: 6 },
    { subject: 'Shared library: what goes in next', back: 1, by: 'catarina.lobo', notes: 'night_flow goes in with nine tests; fill_gaps keeps refusing long gaps.', attended: 5 },
  ],
  published: ['Script hour'],
};
