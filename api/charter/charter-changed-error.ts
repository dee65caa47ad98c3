import { ConflictError, type RefusedField } from '../platform/errors.ts';
import { someone } from '../platform/words.ts';
import type { Charter } from './charter-contract.ts';
import type { Conflict } from './charter-merge-contract.ts';

/** Somebody else changed the charter meanwhile. The fields say where both did, so that nothing typed is lost over it. */
export class CharterChangedError extends ConflictError {
  constructor(now: Charter, basedOnVersion: number, conflicts: readonly Conflict[] = []) {
    const values = { version: now.version, based: basedOnVersion, who: someone(now.updatedBy.displayName) };
    const fields = conflicts.map((conflict): RefusedField => ({
      field: conflict.part === 'keyIssue' ? `/keyIssues/${conflict.id}` : `/${conflict.part}`, refused: 'changed-in-another-way', values,
    }));
    super({ code: 'charter-changed', values, fields: fields.length > 0 ? fields : [{ field: '/basedOnVersion', refused: 'older-version', values }] });
  }
}
