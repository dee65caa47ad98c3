import { type OperationName, operations } from '../operations.ts';
import type { GraphRequest } from '../graph-request.ts';
import { limitsOf, type TenantSize } from '../throttle-classes.ts';
import type { BudgetLimit } from './shared-budget.ts';

/** What a request takes of one budget. The most specific budget comes last. */
export interface Cost {
  /** `teams-get`, `team <id>`, `mailbox <id>`, `mailbox at once <id>`. */
  budget: string;
  limit: BudgetLimit;
  units: number;
  /** Of the app as a whole, not of one team or mailbox. */
  wide: boolean;
}

/** What a request counts towards, by the table of operations. */
export function costsOf({ operation, path, params }: Pick<GraphRequest, 'operation' | 'path' | 'params'>, size: TenantSize): Cost[] {
  const { throttle } = operations[operation];
  return limitsOf(throttle, size).flatMap((limit): Cost[] => {
    const budgetLimit = { amount: limit.amount, windowMs: limit.windowMs };
    const units = limit.inUnits ? unitsOf(operation, path) : 1;
    if (limit.of === 'app') return [{ budget: throttle, limit: budgetLimit, units, wide: true }];
    const place = limit.of === 'team' ? params.teamId : params.groupId ?? params.userId;
    if (!place) return [];
    return [{ budget: `${limit.of}${limit.windowMs === 0 ? ' at once' : ''} ${place.toLowerCase()}`, limit: budgetLimit, units, wide: false }];
  });
}

/** Resource units: changes since a token cost SharePoint less; the directory counts columns and small pages (Microsoft, "Identity and access service limits"). */
function unitsOf(operation: OperationName, path: string): number {
  const described = operations[operation];
  const units = 'units' in described ? described.units : 1;
  const query = new URLSearchParams(path.split('?')[1]);
  if (described.throttle === 'sharepoint') return query.has('token') ? 1 : units;
  const top = query.get('$top');
  return Math.max(1, units - (query.has('$select') ? 1 : 0) - (top !== null && Number(top) < 20 ? 1 : 0) + (query.has('$expand') ? 1 : 0));
}
