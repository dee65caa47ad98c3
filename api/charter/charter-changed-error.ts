import { ConflictError, type RefusedField } from '../platform/errors.ts';
import type { Charter } from './charter-contract.ts';
import type { Conflict } from './charter-merge-contract.ts';

/** Somebody else changed the charter meanwhile. The fields say where both did, so that nothing typed is lost over it. */
export class CharterChangedError extends ConflictError {
  constructor(now: Charter, basedOnVersion: number, conflicts: readonly Conflict[] = []) {
    const who = now.updatedBy.displayName || 'Someone';
    const fields: RefusedField[] = conflicts.map((conflict) => ({
      field: conflict.part === 'keyIssue' ? `/keyIssues/${conflict.id}` : `/${conflict.part}`,
      reason: `It was changed in another way meanwhile; the charter is at version ${now.version} now.`, remedy: 'Choose one of the two, or write one text of both.',
    }));
    super({
      code: 'charter-changed',
      detail: `${who} changed the charter meanwhile (version ${now.version}; yours is based on ${basedOnVersion}).`,
      remedy: 'Look at what is there now, put your changes into it, and save again.',
      fields: fields.length > 0 ? fields : [{ field: '/basedOnVersion', reason: `The charter is at version ${now.version} now.`, remedy: 'Read the charter afresh and base your change on it.' }],
    });
  }
}
