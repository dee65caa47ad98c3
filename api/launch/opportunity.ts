import type { BoardStage, NextForOpportunity } from './opportunity-contract.ts';

/** In the order in which an opportunity goes through them; one may be let go from any, and taken up again. */
export const boardStages = ['idea', 'exploring', 'preparing', 'launched', 'let-go'] as const satisfies readonly BoardStage[];

/** What is known of an opportunity as far as the next useful thing depends on it. */
export interface OpportunityFacts {
  stage: BoardStage;
  /** Whether it became a community. */
  hasCommunity: boolean;
  launchOn: string | null;
  /** Whether some criterion that has weight is looked at by nobody yet. */
  evidenceOpen: boolean;
}

/**
 * The next useful thing to do with an opportunity (start-up guide G1), as the app sees it from what is there; null
 * where nothing is left to do here.
 *
 * @param today the day it is now, `2026-11-24`
 */
export function nextFor({ stage, hasCommunity, launchOn, evidenceOpen }: OpportunityFacts, today: string): NextForOpportunity | null {
  switch (stage) {
    case 'idea': return 'look-closer';
    case 'exploring': return evidenceOpen ? 'gather-evidence' : 'decide';
    case 'preparing':
      if (!hasCommunity) return 'create-community';
      if (launchOn === null) return 'set-launch-date';
      return launchOn <= today ? 'say-launched' : 'prepare-launch';
    case 'launched': return 'visit-community';
    case 'let-go': return null;
  }
}
