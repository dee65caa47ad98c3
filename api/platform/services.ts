import type { Logger } from 'pino';
import type { TenantDatabase } from './database/database.ts';
import type { BudgetGate } from './graph/budget/budget-gate.ts';
import type { Graph } from './graph/graph.ts';
import type { EntraTokens } from './identity/entra-tokens.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Settings } from './settings.ts';

export type Clock = () => Date;

/** What every capability may use; made once by `createApp`. */
export interface Services {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly logger: Logger;
  readonly database: TenantDatabase;
  readonly graph: Graph;
  /** Keeps to Microsoft's limits; Graph asks it by itself. */
  readonly gate: BudgetGate;
  readonly tokens: EntraTokens;
  readonly jobs: Jobs;
}
