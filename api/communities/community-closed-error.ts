import { ConflictError } from '../platform/errors.ts';

/** A closed community can be read; nobody joins it, and nothing of it is changed. */
export class CommunityClosedError extends ConflictError {
  constructor() {
    super({ code: 'community-closed', detail: 'This community is closed: it can be read, and not changed.', remedy: 'Ask one of its coordinators to reopen it.' });
  }
}
