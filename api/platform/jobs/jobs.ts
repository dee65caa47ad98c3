import type { TenantTransaction } from '../database/database.ts';

/** Names a job's data; capabilities add theirs by declaration merging: `declare module '../platform/jobs/jobs.ts' { interface JobData { 'send-card': {…} } }`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface JobData {}
export type JobName = keyof JobData & string;

export interface EnqueueOptions {
  /** At most one waiting job of this name and key. */
  singletonKey?: string;
  startAfterSeconds?: number;
}

/** Work that follows a change: kept in the database, done at least once, so handlers must be harmless when run again. */
export interface Jobs {
  /** Enqueued in the transaction: exists exactly if the change does. Ids only in `data`, no personal data. */
  enqueue<N extends JobName>(trx: TenantTransaction, name: N, data: JobData[N], options?: EnqueueOptions): Promise<void>;
  /** Many of one kind, in one statement. */
  enqueueAll<N extends JobName>(trx: TenantTransaction, name: N, data: readonly JobData[N][]): Promise<void>;
  /** Registers the handler and begins to work. A handler that throws is tried again, at longer and longer intervals. */
  work<N extends JobName>(name: N, handler: (data: JobData[N], context: { signal: AbortSignal }) => Promise<void>): Promise<void>;
  /** Waits until nothing that is due waits or runs (tests, demo); what is to be tried again later is not due. */
  idle(signal?: AbortSignal): Promise<void>;
}
