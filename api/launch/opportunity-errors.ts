import { ConflictError } from '../platform/errors.ts';
import { someone } from '../platform/words.ts';
import type { BoardStage } from './opportunity-contract.ts';

/** Another moved it meanwhile, to another place. */
export class OpportunityMovedError extends ConflictError {
  constructor(who: string, stage: BoardStage) {
    super({
      code: 'opportunity-moved', values: { who: someone(who), stage: { say: `launch.stages.${stage}` } },
      fields: [{ field: '/from', refused: 'not-at-that-stage', values: { stage } }],
    });
  }
}

/** Others changed the same parts meanwhile; nothing was stored. */
export class OpportunityChangedError extends ConflictError {
  constructor(parts: readonly string[]) {
    super({
      code: 'opportunity-changed', fields: parts.map((part) => ({ field: `/${part}`, refused: 'changed-meanwhile' as const })),
    });
  }
}

/** What is launched is a community, and there is none. */
export class NoCommunityYetError extends ConflictError {
  constructor() {
    super({ code: 'no-community-yet' });
  }
}

/** The community belongs to another opportunity, or this one has another community. */
export class CommunityTakenError extends ConflictError {
  constructor() {
    super({ code: 'community-of-another-opportunity' });
  }
}
