import type { FileSketch } from '../file-sketch.ts';

/** What is in the library of Python for Engineers. */
export const pythonForEngineers: FileSketch[] = [
  { path: 'Methods/From notebook to script.md', by: 'catarina.lobo', on: '2024-06-10 → 2026-10-05', text: `
    # From notebook to script
    ## When
    When somebody else will run it, or when you will run it a second time.
    ## How
    - Move what computes into functions with numbers in and numbers out
    - Keep reading and writing of files in one place
    - Write one test with an answer that you worked out by hand
    - Name units: flow_l_s, not flow` },
  { path: 'Methods/Checking units.md', by: 'nathan.bergeron', on: '2025-02-17', text: `
    # Checking units
    ## The rule
    Inside our scripts everything is SI. Convert once when reading, once when writing.
    ## Why
    Two of the five worst mistakes of 2024 were a factor of 3.6.` },
  { path: 'Stories/How I lost a week to a comma.md', by: 'goncalo.rebelo', on: '2025-09-22', text: `
    # How I lost a week to a comma
    ## The comma
    A file from Toronto, opened in Lisbon. Every 1.234 became a thousand. The pumps that I sized would have emptied the river.
    ## What I do now
    I read with the decimal sign given, and I plot everything before I compute anything.` },
  { path: 'Cases/A spreadsheet of eleven thousand rows.docx', by: 'hannah.lindqvist', on: '2026-03-30', text: `
    # A spreadsheet of eleven thousand rows
    ## Situation
    The pump log of a client had grown for nine years in one sheet, with three spellings of every pump.
    ## What was done
    A script of eighty lines reads it, names what it cannot read, and writes one clean table. The client's clerk runs it on Fridays.
    ## To discuss
    - Should we have replaced the sheet instead?
    - Who looks after the script when I move on?` },
  { path: 'Tools/Starter for a script.md', by: 'catarina.lobo', on: '2024-06-10', text: `
    # Starter for a script
    ## Use
    Copy the folder, rename it, and change nothing but the function called "compute" until the test passes.` },
  { path: 'Tools/Functions in the shared library.xlsx', by: 'isabelle.cloutier', on: '2025-11-03 → 2026-11-03', text: `
    # Functions in the shared library
    ## Functions
    | Function | What it does | Since | Tests |
    | read_gauge | reads gauge files of six makers | 1.0 | 31 |
    | to_si | converts units with names checked | 1.0 | 58 |
    | fill_gaps | fills short gaps, refuses long ones | 1.2 | 12 |
    | night_flow | smallest hourly mean by night | 1.4 | 9 |` },
];
