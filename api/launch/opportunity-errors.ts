import { ConflictError } from '../platform/errors.ts';
import type { BoardStage } from './opportunity-contract.ts';

/** Another moved it meanwhile, to another place. */
export class OpportunityMovedError extends ConflictError {
  constructor(who: string, stage: BoardStage) {
    super({
      code: 'opportunity-moved', detail: `${who || 'Someone'} moved this meanwhile, to “${stage}”.`, remedy: 'Look where it is now, and move it from there if you still want to.',
      fields: [{ field: '/from', reason: 'It is not there any more.', remedy: `Give “${stage}”.` }],
    });
  }
}

/** Others changed the same parts meanwhile; nothing was stored. */
export class OpportunityChangedError extends ConflictError {
  constructor(parts: readonly string[]) {
    super({
      code: 'opportunity-changed', detail: 'Someone changed this meanwhile.', remedy: 'Look at what is there now, put your change into it, and save again.',
      fields: parts.map((part) => ({ field: `/${part}`, reason: 'It was changed in another way meanwhile.', remedy: 'Choose one of the two, or write one text of both.' })),
    });
  }
}

/** What is launched is a community, and there is none. */
export class NoCommunityYetError extends ConflictError {
  constructor() {
    super({ code: 'no-community-yet', detail: 'This cannot have been launched: it is no community yet.', remedy: 'Create the community from it, or say which one it became.' });
  }
}

/** The community belongs to another opportunity, or this one has another community. */
export class CommunityTakenError extends ConflictError {
  constructor() {
    super({ code: 'community-of-another-opportunity', detail: 'This community came from another opportunity.', remedy: 'Choose another community, or let go of one of the two opportunities.' });
  }
}
