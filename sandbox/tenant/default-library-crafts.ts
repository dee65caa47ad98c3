/** A file of a library: where, by whom, when, and what it says (see `sketch`). */
export interface FileSketch {
  /** Folders and name: `Methods/calibration.docx`. */
  path: string;
  /** The part of the author's address before the `@`; after `→` who changed it last. */
  by: string;
  /** Created; after `→` last changed. */
  on: string;
  text: string;
}

/** Libraries of the six teams of a shared craft, by team. */
export const craftLibraries: Record<string, FileSketch[]> = {
  'Hydraulic Modelling': [
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
  ],
  'Leak Detection': [
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
  ],
  'Python for Engineers': [
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
  ],
  'First-Time Team Leads': [
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
  ],
  'Utilities Clients': [
    { path: 'Methods/Reading a price review.docx', by: 'lourenco.pimentel', on: '2023-10-16 → 2026-07-06', text: `
      # Reading a price review
      ## Why read it
      What a utility may spend in the next five years is in its regulator's decision, often on one page of four hundred.
      ## Where to look
      - The table of allowed totals, by purpose
      - What was asked for and refused: that is next time's work
      - Penalties: they tell what the client fears
      ## What to write down
      Three lines for each client, in the sheet "Who buys when".` },
    { path: 'Stories/Why we lost the reservoir bid.docx', by: 'renee.lachance', on: '2025-12-01', text: `
      # Why we lost the reservoir bid
      ## What they told us
      That we were second on price and first on method, and that our team photograph had nobody in it who would live in the town.
      ## What we did not ask
      Who would read the bid. The panel had two engineers and five councillors. We wrote for the engineers.` },
    { path: 'Cases/A client who wanted a number.pdf', by: 'emily.chartrand', on: '2026-05-11', text: `
      # A client who wanted a number
      ## Situation
      Three days before the board, the client's director asked for one number for the life of the intake. Our report said thirty to fifty-five years.
      ## What would you do?
      - Give forty
      - Give the range again
      - Ask what the number is for
      ## What happened
      It was for the insurance form, which had a box for a range on its second page.` },
    { path: 'Tools/Who buys when.xlsx', by: 'madalena.cordeiro → jacob.morrison', on: '2024-01-22 → 2026-11-09', text: `
      # Who buys when
      ## Calendar
      | Client | Country | Price period ends | Budget month | Decides |
      | Estuary authority | PT | 2028 | October | Board |
      | Lakeshore Region | CA | 2027 | March | Council |
      | Northern Islands Water | SG | 2029 | June | Tender committee |` },
    { path: 'Regulation watch, October 2026.pptx', by: 'shanthi.govindasamy', on: '2026-10-28', text: `
      # Regulation watch, October 2026
      ## Portugal
      - Draft rules on reuse for irrigation; comments until January
      ## Ontario
      - Lead in service lines: inventories due by summer
      ## Singapore
      - New limits for salinity at outfalls from 2028
      ## Who should hear it first
      - Lourenço, Emily and Jia Hui: see the sheet` },
  ],
  'Learning from Projects': [
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
  ],
};
