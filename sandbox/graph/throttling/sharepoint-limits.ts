import type { RateLimit } from '../../kernel/rates/rate-limiter.ts';

const minute = 60_000;

/** Microsoft, "Avoid getting throttled or blocked in SharePoint Online": resource units of an app in a tenant, by its licences. */
const byLicences: { upTo: number, perMinute: number }[] = [
  { upTo: 1_000, perMinute: 1_200 }, { upTo: 5_000, perMinute: 2_400 }, { upTo: 15_000, perMinute: 3_600 }, { upTo: 50_000, perMinute: 4_800 }, { upTo: Infinity, perMinute: 6_000 },
];

const limits = byLicences.map(({ upTo, perMinute }) => ({
  upTo,
  inMinute: { name: 'SharePoint: resource units in a minute', most: perMinute, withinMs: minute } satisfies RateLimit,
  inDay: { name: 'SharePoint: resource units in a day', most: perMinute * 1_000, withinMs: 24 * 60 * minute } satisfies RateLimit,
}));

export function unitsFor(licences: number): { inMinute: RateLimit, inDay: RateLimit } {
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
