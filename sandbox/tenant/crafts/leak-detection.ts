import type { FileSketch } from '../file-sketch.ts';

/** What is in the library of Leak Detection. */
export const leakDetection: FileSketch[] = [
  { path: 'Methods/Correlating in plastic pipe.docx', by: 'paulo.serrano', on: '2023-11-27 → 2026-08-24', text: `
    # Correlating in plastic pipe
    ## Why it is harder
    Plastic swallows the high notes. Past eighty metres a correlator hears mostly traffic.
    ## What works
    - Hydrophones at hydrants instead of sensors on the pipe
    - At night, between two and four
    - Shorter spans: sixty metres, and overlap them
    - Three measurements with the sensors exchanged once
    ## Before digging
    Listen at the spot with the ground microphone. If two people do not agree, dig nothing.` },
  { path: 'Methods/Step test at night.md', by: 'claudia.frade', on: '2024-04-15', text: `
    # Step test at night
    ## In short
    Close the zone's valves one after another and watch the inflow meter. The step in which the flow falls most holds the leak.
    ## Order of work
    - Tell the fire service and the hospital two days before
    - Note the minute at which each valve is shut
    - Open in the reverse order, slowly` },
  { path: 'Stories/Six dry holes in Rua da Palma.docx', by: 'nelson.varela', on: '2025-03-19', text: `
    # Six dry holes in Rua da Palma
    ## The week
    On Monday the correlator said number 14. On Tuesday it said number 22. By Friday we had six holes and no water in any of them, and the neighbours had begun to give them names.
    ## The answer
    The map had the pipe on the wrong side of the street. The sound came through a disused gas main.
    ## What changed
    We now find the pipe before we find the leak.` },
  { path: 'Cases/District meter DM-031.pdf', by: 'noor.haddad → xinyi.tan', on: '2026-02-09 → 2026-04-27', text: `
    # District meter DM-031
    > Case: a slow rise over eleven weeks
    ## What we saw
    Night flow rose by two litres a second, a little each week. No complaint, no wet ground.
    | Week | Night flow, l/s | Pressure, m |
    | 1 | 4.1 | 42 |
    | 6 | 5.2 | 41 |
    | 11 | 6.3 | 41 |
    ## What it was
    Four service pipes of the same batch, all failing at the same fitting. The batch number led to two hundred more.` },
  { path: 'Tools/Dry hole register.xlsx', by: 'xinyi.tan → kumar.pillai', on: '2024-01-08 → 2026-11-17', text: `
    # Dry hole register
    ## Register
    | Date | Site | Method | Pipe | Distance to the leak, m | What misled us |
    | 2026-09-15 | Singapore | Correlator | Steel | 4.5 | Pump at the corner |
    | 2026-10-13 | Lisbon | Ground microphone | Plastic | 11 | Map, wrong side |
    | 2026-11-10 | Toronto | Correlator | Cast iron | 2 | Frost in the ground |
    ## By method
    | Method | Holes | Dry |
    | Correlator | 61 | 9 |
    | Ground microphone | 24 | 5 |
    | Hydrophone | 18 | 1 |` },
  { path: 'Tools/Checklist for a leak survey.docx', by: 'tyler.desjardins', on: '2025-05-05', text: `
    # Checklist for a leak survey
    ## The day before
    - Batteries, and the spare batteries
    - Map and valve list of the zone, checked with the operator
    - Permits for the road
    ## On site
    - Find the pipe first
    - Note the time of every reading
    - Photograph every fitting you touch
    ## Afterwards
    - Enter dry holes in the register on the same day` },
  { path: 'What satellites can and cannot see.pptx', by: 'deepa.krishnan', on: '2026-05-21', text: `
    # What satellites can and cannot see
    > Talk at "Listening together", May 2026
    ## They can
    - See wet soil over hundreds of kilometres of pipe in a day
    - Rank streets by likelihood
    ## They cannot
    - See under buildings or thick roots
    - Tell a leak from a sprinkler
    ## So
    - Use them to choose where to walk, never where to dig` },
];
