import type { FileSketch } from '../file-sketch.ts';

/** What is in the library of Utilities Clients. */
export const utilitiesClients: FileSketch[] = [
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
];
