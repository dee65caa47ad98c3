import type { z } from 'zod';
import type { TenantTransaction } from '../platform/database/database.ts';
import { isGraphFailure } from '../platform/graph/graph-error.ts';
import type { GraphOptions, GraphSession, Outcome } from '../platform/graph/graph.ts';
import type { Settings } from '../platform/settings.ts';
import type { Told } from '../platform/words.ts';
import type { stepName } from './ledger-contract.ts';

/** Every step that writes to Microsoft 365, as the ledger knows it. */
export type StepName = z.infer<typeof stepName>;

/** What a step that is done leaves in the ledger, for those that need it and for taking it back. */
export type StepDone = Record<string, string>;

/** A step that Microsoft 365 works on by itself: asked again later. `noted` is given to the next attempt. */
export interface StillGoing { going: true; noted: Record<string, string> }

/** Everything that doing a step may use. */
export interface Doing<Content> {
  /** By which Graph, or a look-up, knows a repeat. */
  mark: string;
  content: Content;
  intendedAt: Date;
  /** Nobody has tried it before: what was looked up when it was wanted is true still. */
  isFirst: boolean;
  /** What an attempt before left, when it is still going. */
  noted: Record<string, string> | null;
  session: GraphSession;
  settings: Settings;
  options: GraphOptions;
}

/** What a finished step changes here is written in the transaction that records it as done. */
export interface Finished<Content> { tenantId: string; communityId: string; personId: string; content: Content; done: StepDone; now: Date }

/** One kind of write to Microsoft 365. Doing it again after a crash finds what was done before. */
export interface Step<Content> {
  content: z.ZodType<Content>;
  /** @throws GraphError, StepRefusedError */
  do(doing: Doing<Content>): Promise<StepDone | StillGoing>;
  then?(trx: TenantTransaction, finished: Finished<Content>): Promise<void>;
  /** What follows when Microsoft 365 refuses it, or somebody gives it up, is written with that; further writes may be wanted. */
  refused?(trx: TenantTransaction, refusal: Omit<Finished<Content>, 'done'> & { why: Told | null }): Promise<void>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each step checks its own content when it is taken up
export type AnyStep = Step<any>;

/** A step cannot be done until somebody changes something. */
export class StepRefusedError extends Error {
  readonly told: Told;

  constructor(told: Told) {
    super(told.code);
    this.name = 'StepRefusedError';
    this.told = told;
  }
}

/** The value of one part of a batch. @throws GraphError when it failed */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

/** Writes, or gives null when somebody else was quicker and what was wanted is there. */
export async function unlessThere<T>(write: () => Promise<T>): Promise<T | null> {
  try {
    return await write();
  } catch (error) {
    if (isGraphFailure(error, 'conflict')) return null;
    throw error;
  }
}

/** Takes away, or does nothing when it is gone already. */
export async function unlessGone(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isGraphFailure(error, 'not-found', 'gone')) throw error;
  }
}
