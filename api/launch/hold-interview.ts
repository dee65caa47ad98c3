import type { TenantTransaction } from '../platform/database/database.ts';
import { ConflictError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { InterviewPage } from './interview-contract.ts';
import { type Interview, interviewStore } from './interview-store.ts';

/** It was changed elsewhere meanwhile; nothing was stored. */
export class InterviewChangedError extends ConflictError {
  constructor() {
    super({ code: 'interview-changed' });
  }
}

/** The person who was asked took back that anything is kept. */
export class InterviewWithdrawnError extends ConflictError {
  constructor() {
    super({ code: 'interview-withdrawn' });
  }
}

/**
 * A talk, held, for the one of the two whose doing it is. For everybody else, the other of the two included, there is none.
 * @throws NotFoundError
 */
export async function holdInterview(trx: TenantTransaction, actor: Actor, id: string, as: 'interviewer' | 'interviewee'): Promise<Interview> {
  const held = await interviewStore.hold(trx, actor.tenantId, id);
  if (!held || (as === 'interviewer' ? held.interviewerId : held.intervieweeId) !== actor.personId) throw new NotFoundError('interview');
  return held;
}

/** A talk as this person, one of the two, is shown it. @throws NotFoundError for everybody else */
export async function readInterview(trx: TenantTransaction, actor: Actor, id: string): Promise<InterviewPage> {
  const { tenantId, personId } = actor;
  const [summary] = await interviewStore.listSummaries(trx, tenantId, personId, { id });
  if (!summary) throw new NotFoundError('interview');
  const { sharingVersion } = (await interviewStore.hold(trx, tenantId, id))!;
  return {
    ...summary, sharingVersion, shares: await interviewStore.listShares(trx, tenantId, id),
    notes: summary.mine === 'interviewer' ? await interviewStore.readNotes(trx, tenantId, id, personId) : null,
  };
}
