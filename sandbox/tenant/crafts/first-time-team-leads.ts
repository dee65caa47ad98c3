import type { FileSketch } from '../file-sketch.ts';

/** What is in the library of First-Time Team Leads. */
export const firstTimeTeamLeads: FileSketch[] = [
  { path: 'Methods/Peer circle in 75 minutes.docx', by: 'benjamin.osei → liting.ho', on: '2024-02-19 → 2026-09-08', text: `
    # Peer circle in 75 minutes
    ## The round
    | Minutes | What |
    | 5 | Arrive; who has a case? |
    | 60 | Three cases of twenty minutes |
    | 10 | What each takes away |
    ## One case
    - Five minutes: the one with the case tells, nobody interrupts
    - Five minutes: questions only, no advice in disguise
    - Eight minutes: the others think aloud; the one with the case listens
    - Two minutes: what will you try?` },
  { path: 'Methods/The first ninety days.pdf', by: 'charlotte.dumont', on: '2024-09-02 → 2026-01-12', text: `
    # The first ninety days
    > For people who lead a team for the first time
    ## First month: listen
    - An hour with each person: what should stay as it is?
    - Write down nothing that you would not read aloud
    ## Second month: one change
    - Choose a small one that the team asked for
    ## Third month: agree
    - What we expect of each other, on one page, signed by nobody and known by all` },
  { path: 'Stories/I was the one who knew the valves.docx', by: 'hafiz.ismail', on: '2025-08-11', text: `
    # I was the one who knew the valves
    ## Before
    For twelve years people rang me when a valve would not turn. Then I became their manager and they went on ringing.
    ## The day it changed
    Amara asked me who else could learn it. I had not thought that I was allowed to be missed. Xin Yi knows the valves now. I know the budget, a little.` },
  { path: 'Cases/Two people who do not speak.docx', by: 'liting.ho', on: '2026-02-23', text: `
    # Two people who do not speak
    > Case for a peer circle; invented from several true ones
    ## The situation
    Two of your five people have not spoken to each other since spring. The work is done, by way of you.
    ## Questions
    - What do you know, and what do you suppose?
    - What would you say first, and to whom?
    - What is none of your business?` },
  { path: 'Tools/Canvas for a feedback talk.docx', by: 'benjamin.osei', on: '2025-01-13', text: `
    # Canvas for a feedback talk
    ## Before
    - What did I see or hear myself?
    - What did it lead to?
    - What do I want to be different?
    ## In the talk
    - Ask first how they saw it
    - One thing only
    ## After
    - When do we look again?` },
  { path: 'Readings of 2026.xlsx', by: 'aoife.brennan', on: '2026-01-05 → 2026-11-02', text: `
    # Readings of 2026
    ## List
    | Month | Topic | Brought by | Minutes to read |
    | January | Saying no | Daniel | 12 |
    | March | Meetings that could be letters | Raquel | 8 |
    | September | Leading people older than you | Hafiz | 15 |
    | November | Praise that is worth something | Wei Ling | 10 |` },
];
