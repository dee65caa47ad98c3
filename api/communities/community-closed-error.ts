import { ConflictError } from '../platform/errors.ts';

/** A closed community can be read; nobody joins it, and nothing of it is changed. */
export class CommunityClosedError extends ConflictError {
  constructor() {
    super({ code: 'community-closed' });
  }
}
