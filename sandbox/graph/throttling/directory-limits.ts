import type { RateLimit } from '../../kernel/rates/rate-limiter.ts';

const seconds = 1_000;

/** Microsoft, "Microsoft Graph service-specific throttling limits", Identity and access. Per app and tenant, S, M and L by the people in it. */
const byTenant: { below: number, limit: RateLimit }[] = [
  { below: 50, limit: { name: 'directory: resource units (S)', most: 3_500, withinMs: 10 * seconds } },
  { below: 501, limit: { name: 'directory: resource units (M)', most: 5_000, withinMs: 10 * seconds } },
  { below: Infinity, limit: { name: 'directory: resource units (L)', most: 8_000, withinMs: 10 * seconds } },
];
export const unitsOfApp: RateLimit = { name: 'directory: resource units of an app', most: 150_000, withinMs: 20 * seconds };
export const writes: RateLimit = { name: 'directory: writes', most: 3_000, withinMs: 150 * seconds };
export const writesOfApp: RateLimit = { name: 'directory: writes of an app', most: 70_000, withinMs: 300 * seconds };
export const writesInTenant: RateLimit = { name: 'directory: writes in a tenant', most: 18_000, withinMs: 300 * seconds };

export function unitsFor(people: number): RateLimit {
  return byTenant.find(({ below }) => people < below)!.limit;
}

/** Base costs; a request that is not listed costs 1. What holds for `/me` holds for `/users/{}`. */
const baseCosts: [operation: string, cost: number][] = [
  ['GET /users', 2], ['GET /groups/{}/members', 3], ['GET /groups/{}/transitiveMembers', 5],
  ['GET /me/memberOf', 2], ['GET /me/transitiveMemberOf', 2], ['GET /me/ownedObjects', 2], ['GET /me/licenseDetails', 2],
  ['POST /me/checkMemberGroups', 4], ['POST /me/checkMemberObjects', 4], ['POST /me/getMemberGroups', 2], ['POST /me/getMemberObjects', 2],
  ['POST /directoryObjects/getByIds', 3], ['GET /subscribedSkus', 3], ['GET /applications', 2], ['GET /oauth2PermissionGrants', 2],
];
const costs = new Map(baseCosts);

/** The resource units of a request: `$select` takes one off, `$expand` adds one, a `$top` below 20 takes one off; never less than 1. */
export function resourceUnits(method: string, template: string, options: URLSearchParams): number {
  const operation = `${method} ${template.replace(/^\/users\/\{\}\//, '/me/')}`;
  const top = options.get('$top');
  const cost = (costs.get(operation) ?? 1)
    - (options.has('$select') ? 1 : 0) + (options.has('$expand') ? 1 : 0) - (top !== null && Number(top) < 20 ? 1 : 0);
  return Math.max(1, cost);
}

/** Whether a request counts as a write: POSTs that only ask are listed and do not. */
export function isWrite(method: string, template: string): boolean {
  return method !== 'GET' && !costs.has(`${method} ${template.replace(/^\/users\/\{\}\//, '/me/')}`);
}
