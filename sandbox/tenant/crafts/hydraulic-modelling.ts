import type { FileSketch } from '../file-sketch.ts';

/** What is in the library of Hydraulic Modelling. */
export const hydraulicModelling: FileSketch[] = [
  { path: 'What a model may be used for.docx', by: 'beatriz.quintela → raquel.bettencourt', on: '2023-02-06 → 2026-06-18', text: `
    # What a model may be used for
    > Agreed by the modellers of the three sites
    ## Three grades
    Every model that leaves the team carries one of three grades on its first page. The grade says what decision may rest on it, not how much work went into it.
    | Grade | Compared with | Good for |
    | Sketch | nothing yet | choosing where to measure |
    | Checked | one season of gauges | comparing options |
    | Calibrated | two seasons, one held back | sizing and permits |
    ## Who may raise a grade
    - Two modellers, one from another site
    - Never the person who built the model
    - The evidence is filed beside the model` },
  { path: 'Methods/Calibrating against pressure loggers.docx', by: 'vasco.antunes', on: '2024-05-13 → 2026-09-29', text: `
    # Calibrating against pressure loggers
    > A method for networks with 20 to 200 loggers
    ## Before you touch a parameter
    - Check the clocks: a logger ten minutes late looks like a rough pipe
    - Take ground levels from survey, not from the map
    - Leave out every fifth logger and do not look at it until the end
    ## Steps
    Fit the night first: with little flow, what is left is levels and leaks. Then fit the morning peak by demand, and only then the roughness, by pipe age and material and never pipe by pipe.
    ## When to stop
    Stop when the loggers you left out agree within one metre nine times in ten. A better fit than the loggers' own error is a fit to noise.` },
  { path: 'Methods/Stating uncertainty.md', by: 'samuel.tremblay', on: '2025-01-20 → 2026-03-11', text: `
    # Stating uncertainty
    ## The short rule
    Give a range, say how likely it is, and say what would change it. A single number is allowed only in a title.
    ## How
    - Run the model with the ten parameter sets that fit about equally well
    - Report the middle and the two ends
    - Name the one measurement that would narrow the range most` },
  { path: 'Stories/The model that was right for the wrong reason.docx', by: 'tomas.alvarenga', on: '2025-10-03', text: `
    # The model that was right for the wrong reason
    ## What happened
    Our model of the hill zone matched every gauge to the centimetre. We were proud of it for a month. Then the operator mentioned that the valve at the foot of the hill had been half shut since 2019.
    We had made the pipes rougher and rougher until they did the work of the valve.
    ## What we do now
    Nobody signs a calibration before walking the network once with the operator. It costs a day. The first walk after that rule found three more valves.` },
  { path: 'Stories/Forty millimetres in an hour.md', by: 'kaiwen.goh', on: '2026-01-29', text: `
    # Forty millimetres in an hour
    ## The afternoon
    The storm of 11 January gave forty millimetres in fifty minutes, and the canal stayed a hand's width below the wall. The model had said two hands.
    ## What I learnt
    The rain gauge stands under a tree. I had read its numbers for three years and never visited it.` },
  { path: 'Cases/Sewer overflow study, Almada.pdf', by: 'leonor.pacheco → beatriz.quintela', on: '2025-06-23 → 2025-07-30', text: `
    # Sewer overflow study, Almada
    > Case for discussion, names of the client removed
    ## The question
    The client wanted to know which of eleven overflows to close first. The budget allowed three.
    ## What we did
    A checked model with two summers of level data; forty design storms; a ranking by volume, by bathing days lost, and by cost.
    | Overflow | Volume, m3 a year | Bathing days lost | Cost, thousand EUR |
    | A2 | 18400 | 9 | 410 |
    | A5 | 7200 | 14 | 260 |
    | A9 | 22100 | 2 | 980 |
    ## Questions for the reader
    - Which three would you close?
    - Whom would you ask before saying so?` },
  { path: 'Tools/Calibration log.xlsx', by: 'filipa.moniz', on: '2024-03-04 → 2026-11-12', text: `
    # Calibration log
    ## Log
    | Date | Model | Changed | Before, m | After, m | By |
    | 2026-10-07 | Estuary north | Roughness, cast iron | 1.42 | 0.88 | FM |
    | 2026-10-21 | Estuary north | Night demand | 0.88 | 0.61 | VA |
    | 2026-11-04 | Hill zone | Valve 117 as found | 2.10 | 0.73 | TA |
    ## How to use
    - One line for each change that stays
    - Before and after: mean error over all loggers, in metres` },
  { path: 'Tools/Choosing a roughness.xlsx', by: 'priya.ramanathan', on: '2024-09-09', text: `
    # Choosing a roughness
    ## Values
    | Material | Age, years | Low | Middle | High |
    | Ductile iron, lined | 10 | 0.03 | 0.1 | 0.3 |
    | Cast iron | 60 | 0.6 | 1.5 | 5 |
    | PVC | 20 | 0.003 | 0.03 | 0.1 |
    | Concrete | 40 | 0.3 | 1 | 3 |` },
  { path: 'Introduction for newcomers.pptx', by: 'raquel.bettencourt', on: '2024-02-12 → 2026-09-03', text: `
    # Modelling at Calderwell
    > For people in their first month
    ## Who we are
    - Seventeen people at three sites who build models or decide by them
    - We meet every second Wednesday at the calibration clinic
    - You may come without a model
    ## Where to begin
    - Read "What a model may be used for"
    - Sit in on two clinics
    - Ask Filipa for a model to break` },
];
