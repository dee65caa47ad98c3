import type { RateLimit } from '../../kernel/rates/rate-limiter.ts';

const minute = 60_000;

/**
 * Microsoft, "Avoid getting throttled or blocked in SharePoint Online": resource units of an app in a tenant in a minute
 * and a day, and of all apps in a tenant in five minutes, by the tenant's licences.
 */
const byLicences: [upTo: number, step: number][] = [[1_000, 1], [5_000, 2], [15_000, 3], [50_000, 4], [Infinity, 5]];

export interface SharePointLimits { inMinute: RateLimit, inDay: RateLimit, ofTenant: RateLimit }

const limits = byLicences.map(([upTo, step]) => ({
  upTo,
  inMinute: { name: 'SharePoint: resource units in a minute', most: 1_250 * step, withinMs: minute },
  inDay: { name: 'SharePoint: resource units in a day', most: 1_200_000 * step, withinMs: 24 * 60 * minute },
  ofTenant: { name: 'SharePoint: resource units of a tenant', most: 18_750 * step, withinMs: 5 * minute },
}));

export function unitsFor(licences: number): SharePointLimits {
  return limits.find(({ upTo }) => licences <= upTo)!;
}

/**
 * The resource units of a request: 5 for permissions; 2 for what writes and what lists several items; 1 for a single item,
 * for a download, and for changes since a token.
 */
export function resourceUnits(method: string, template: string, options: URLSearchParams): number {
  if (/\/permissions(\/|$)/.test(template) || /permissions/i.test(options.get('$expand') ?? '')) return 5;
  if (method !== 'GET') return 2;
  if (/\/delta/.test(template)) return template.includes('token=') || options.has('token') ? 1 : 2;
  return /\/(children|drives|items|lists|sites|columns|contentTypes|versions)$|\/search\(/.test(template) ? 2 : 1;
}
