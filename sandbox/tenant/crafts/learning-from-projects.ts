import type { FileSketch } from '../file-sketch.ts';

/** What is in the library of Learning from Projects. */
export const learningFromProjects: FileSketch[] = [
  { path: 'Methods/After-action review.docx', by: 'diogo.mascarenhas → owen.fitzgerald', on: '2022-03-07 → 2026-06-01', text: `
    # After-action review
    ## Four questions
    - What did we mean to happen?
    - What happened?
    - Why was there a difference?
    - What will we do the same, and what otherwise?
    ## Rules
    - Within two weeks of the event
    - Everyone who was there, no one who was not, for the first hour
    - Notes are shown to all present before anyone else reads them
    - Nothing said here is used in an appraisal` },
  { path: 'Methods/Telling a project as a story.md', by: 'nuno.travassos', on: '2024-11-11', text: `
    # Telling a project as a story
    ## Shape
    Someone wanted something, something stood in the way, they tried, it turned out otherwise, and now they see it differently.
    ## Advice
    - Begin on the day it went wrong
    - One person, one place, one decision
    - Stop before the moral` },
  { path: 'Stories/The day the cofferdam moved.docx', by: 'owen.fitzgerald', on: '2025-11-17', text: `
    # The day the cofferdam moved
    ## Tuesday, ten past nine
    The wall had moved eleven millimetres in the night. The limit was ten. Jack looked at me, I looked at the programme.
    ## What we did
    We sent everyone ashore and telephoned nobody until they were there. It cost two days. On the third day the wall moved thirty.
    ## What I tell young engineers
    The limit was set by people who were not tired.` },
  { path: 'Stories/A drawing from 1961.md', by: 'sofia.meireles', on: '2026-04-13', text: `
    # A drawing from 1961
    ## Found
    The contractor swore that there was no culvert. Diogo found it in a drawing from 1961, in pencil, with a coffee ring on it.
    ## Since then
    We ask the library before we ask the ground.` },
  { path: 'Cases/Commissioning in the wrong season.pdf', by: 'grace.adeyemi', on: '2025-07-07 → 2025-09-15', text: `
    # Commissioning in the wrong season
    ## Situation
    Sensors that had passed every test in March failed in forty days in June. Algae grew on the lens faster than the wiper could clean it.
    ## Decision to take
    Replace the wiper, raise the wiping rate, or change what is measured. Each had an owner who preferred another.
    ## Outcome
    See the last page of the review "Marina, first batch". Decide before you look.` },
  { path: 'Tools/Template for review notes.docx', by: 'azlina.yusof', on: '2023-01-30', text: `
    # Template for review notes
    ## Project, date, who was there
    Names of those present, by consent.
    ## What we meant and what happened
    Two or three differences, no more.
    ## What we will do
    - Do again
    - Do otherwise
    - Ask someone` },
  { path: 'Tools/Index of lessons.xlsx', by: 'diogo.mascarenhas', on: '2022-05-02 → 2026-11-16', text: `
    # Index of lessons
    ## Index
    | Number | Project | Topic | Lesson in a line | Told by |
    | 112 | Tejo Estuary Twin | Data | Ask who moved the gauge | Nelson |
    | 118 | Lake Ontario Intake | Diving | The briefing is part of the dive | Jack |
    | 121 | Marina Reservoir Sensors | Testing | Test in the worst month | Siti |
    | 124 | Harbour Pump Station | Contract | Read the annex first | Rui |` },
];
