import type { FileSketch } from './file-sketch.ts';

/** Libraries of departments, management and projects, by team. */
export const teamLibraries: Record<string, FileSketch[]> = {
  'Engineering': [
    { path: 'Standards/Design check and sign-off.docx', by: 'etienne.marchand', on: '2021-02-01 → 2026-02-16', text: `
      # Design check and sign-off
      ## Who checks
      A design is checked by someone who did not make it and signed by someone who could have refused it.
      ## What is kept
      - The calculation, with its inputs
      - The checker's questions, answered
      - The date and both names` },
    { path: 'Design reviews/Review slots 2026.xlsx', by: 'weiling.chua', on: '2026-01-05 → 2026-11-20', text: `
      # Review slots 2026
      ## Slots
      | Date | Project | Designer | Reviewer |
      | 2026-11-24 | Tejo Estuary Twin | Sofia | Daniel |
      | 2026-11-26 | Lake Ontario Intake | Hannah | Beatriz |
      | 2026-12-01 | Marina Reservoir Sensors | Aravind | Wei Ling |` },
  ],
  'Software': [
    { path: 'How we release.md', by: 'miguel.sarmento', on: '2024-03-18 → 2026-08-31', text: `
      # How we release
      ## Every second Tuesday
      - Freeze on Monday noon, Lisbon time
      - Whoever merged last watches the first hour
      - Rolling back is never an embarrassment` },
    { path: 'Logger firmware, roadmap.pptx', by: 'zhihao.lim', on: '2026-09-14', text: `
      # Logger firmware, roadmap
      ## This quarter
      - Clock that survives a flat battery
      - Updates over the gateway
      ## Next
      - One image for the three boards` },
  ],
  'Field Services': [
    { path: 'Safety/Working near water.pdf', by: 'amara.nwosu', on: '2023-04-03 → 2026-04-20', text: `
      # Working near water
      ## Always
      - Two people, one of them not working
      - Life jacket on before the boat is in sight
      - A time at which someone rings if you have not
      ## Never
      - Alone, at night, or in a hurry` },
    { path: 'Safety/Toolbox talks.xlsx', by: 'rachel.sinclair', on: '2026-01-12 → 2026-11-16', text: `
      # Toolbox talks
      ## Talks
      | Week | Topic | Given by |
      | 45 | Frost on ladders | Jack |
      | 46 | Manual lifting | Cláudia |
      | 47 | Confined spaces | Zulkifli |` },
    { path: 'Instruments and where they are.xlsx', by: 'kumar.pillai', on: '2024-02-26 → 2026-11-19', text: `
      # Instruments and where they are
      ## Instruments
      | Number | Instrument | Site | With | Calibrated until |
      | 14 | Correlator | Lisbon | Paulo | 2027-03-01 |
      | 15 | Correlator | Singapore | Xin Yi | 2026-12-15 |
      | 22 | Current meter | Toronto | Tyler | 2027-06-30 |` },
  ],
  'People Partners': [
    { path: 'Recruitment/Open posts.xlsx', by: 'rohan.menon', on: '2026-09-01 → 2026-11-18', text: `
      # Open posts
      ## Posts
      | Post | Site | Since | Stage |
      | Firmware engineer | Singapore | 2026-09-01 | Second interviews |
      | Graduate engineer | Toronto | 2026-10-12 | Advertised |` },
  ],
  'Management Circle': [
    { path: 'Quarter/Goals, last quarter of 2026.docx', by: 'helena.vasconcelos', on: '2026-09-30 → 2026-10-05', text: `
      # Goals, last quarter of 2026
      ## Three goals
      - Deliver the estuary model to the authority before Christmas
      - Know what people have learnt in the three largest projects, and where others can find it
      - Have two people for every post that one person holds today` },
  ],
  'Tejo Estuary Twin': [
    { path: 'Model/Mesh and boundary data.docx', by: 'filipa.moniz', on: '2025-06-16 → 2026-10-26', text: `
      # Mesh and boundary data
      ## Mesh
      Forty-one thousand cells, finest along the quays. Levels from the survey of 2024.
      ## Boundaries
      - Tide at the mouth, every ten minutes
      - River flow at the weir, hourly
      - Eleven overflows, as measured` },
    { path: 'Client meetings/Minutes 2026-10-16.docx', by: 'sofia.meireles', on: '2026-10-16', text: `
      # Minutes of 16 October 2026
      ## Agreed
      - Salinity maps weekly from November
      - The authority names one person for questions
      ## Open
      - Who pays for the lost gauge at quay 4` },
    { path: 'Run register.xlsx', by: 'vasco.antunes', on: '2025-09-08 → 2026-11-20', text: `
      # Run register
      ## Runs
      | Run | Date | What changed | Error at quay 2, cm |
      | 211 | 2026-11-06 | Wind on | 7 |
      | 212 | 2026-11-13 | Finer mesh, north bank | 5 |
      | 213 | 2026-11-20 | New overflow data | 5 |` },
  ],
  'Lake Ontario Intake': [
    { path: 'Dive inspections/Dive plan, December.pdf', by: 'jack.pelletier', on: '2026-11-09 → 2026-11-20', text: `
      # Dive plan, December
      ## Dives
      | Date | Depth, m | Task | Divers |
      | 2026-12-02 | 18 | Bell mouth, north side | 2 |
      | 2026-12-03 | 18 | Bell mouth, south side | 2 |
      ## Stop if
      - Surface wind above 25 km/h
      - The briefing was not complete` },
    { path: 'Pump selection.xlsx', by: 'priya.ramanathan', on: '2025-10-20 → 2026-08-10', text: `
      # Pump selection
      ## Compared
      | Pump | Flow, l/s | Head, m | Efficiency |
      | A | 420 | 31 | 0.84 |
      | B | 450 | 29 | 0.81 |
      | C | 410 | 33 | 0.86 |` },
  ],
  'Marina Reservoir Sensors': [
    { path: 'Deployments/Stations.xlsx', by: 'kumar.pillai → siti.rahmat', on: '2025-10-06 → 2026-11-19', text: `
      # Stations
      ## Stations
      | Station | Since | Latitude | Longitude | State |
      | M01 | 2025-11-03 | 1.281 | 103.865 | Working |
      | M02 | 2025-11-03 | 1.283 | 103.868 | Cleaned 2026-11-16 |
      | M07 | 2026-01-19 | 1.287 | 103.871 | Away for repair |` },
    { path: 'Data quality/Review, first batch.docx', by: 'meixuan.ong', on: '2026-07-13', text: `
      # Review, first batch
      ## Findings
      Twelve of twenty stations drifted in the sixth week. The wiper was fast enough; its brush was not stiff enough.
      ## Decision
      Change the brush, keep the rate. Look again after two monsoon months.` },
    { path: 'Welcome to the project.pptx', by: 'zhihao.lim', on: '2025-09-01', text: `
      # Forty stations on one reservoir
      ## What
      - Water quality every five minutes
      - Open data for the town after a day
      ## Who
      - Sensors: Zhi Hao, Hui Min, Prakash
      - On the water: Hafiz, Kumar, Zulkifli
      - Data: Mei Xuan, Kai Wen` },
  ],
};
