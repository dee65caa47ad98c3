import type { Charge, RateLimit, RateVerdict } from '../../kernel/rates/rate-limiter.ts';
import type { Rates } from '../../kernel/rates/rates.ts';
import { graphError, type GraphError, type GraphOperation } from '../graph-operation.ts';
import { serviceError, type GraphService } from '../service-errors.ts';
import * as directory from './directory-limits.ts';
import * as outlook from './outlook-limits.ts';
import * as sharepoint from './sharepoint-limits.ts';
import { oneTeam, teamsClass } from './teams-limits.ts';

/** What the limits go by. */
export interface ThrottledRequest {
  operation: GraphOperation;
  params: Record<string, string>;
  url: URL;
  bodyBytes: number;
  appId: string;
  tenantId: string;
  /** People in the tenant. */
  people: number;
}

/** A request that may go on; `release` is called when it is answered. */
export interface Admission { headers: Record<string, string>, release(): void }

/** Microsoft, "Microsoft Graph service-specific throttling limits": per app across all tenants. */
export const anyRequest: RateLimit = { name: 'Graph: any request', most: 130_000, withinMs: 10_000 };

/** Microsoft's tables for subscriptions differ in age; this is the narrowest: per app and tenant. */
export const subscriptionRequests: RateLimit = { name: 'subscriptions', most: 500, withinMs: 20_000 };

const free: Admission = { headers: {}, release: () => undefined };

/** The service whose limits hold for an operation. */
export function throttledService({ path, service }: Pick<GraphOperation, 'path' | 'service'>): GraphService | 'subscriptions' {
  // Photos are Outlook's: "Outlook service resources", Profile API.
  if (/\/photos?(\/|$)/.test(path)) return 'outlook';
  if (/^\/groups\/\{[^}]*\}\/team$/.test(path)) return 'teams';
  return path.startsWith('/subscriptions') ? 'subscriptions' : service ?? 'directory';
}

/**
 * Counts a request against the documented rates of its service.
 * @throws GraphError 429 (SharePoint: or 503) with the service's headers and words
 */
export function admit(rates: Rates, request: ThrottledRequest): Admission {
  if (!rates.settings.enabled) return free;
  const service = throttledService(request.operation);
  const people = rates.settings.people ?? request.people;
  const { charges, units, headersOf } = chargesOf(service, { ...request, people });
  const now = rates.now();
  const mailbox = service === 'outlook' ? `${request.appId} ${(request.params['group-id'] ?? request.params['user-id'] ?? '').toLowerCase()}` : null;
  const places = rates.limiter;
  if (mailbox !== null && !places.enter(outlook.atOnceInMailbox, mailbox)) throw overConcurrency();
  const verdict = places.take([{ limit: anyRequest, key: request.appId, cost: 1 }, ...charges], now);
  const release = () => { if (mailbox !== null) places.leave(outlook.atOnceInMailbox, mailbox); };
  if (verdict.allowed) return { headers: headersOf(verdict, units), release };
  release();
  const status = service === 'sharepoint' ? rates.settings.sharePointStatus : 429;
  throw refusal(service, status, request, verdict, headersOf(verdict, units));
}

interface Charges { charges: Charge[], units: number, headersOf(verdict: RateVerdict, units: number): Record<string, string> }

function chargesOf(service: GraphService | 'subscriptions', request: ThrottledRequest): Charges {
  const { operation, params, url, appId, tenantId, people } = request;
  const template = operation.path.replace(/\{[^}]*\}/g, '{}');
  const inTenant = `${appId} ${tenantId}`;
  const none = () => ({});
  if (service === 'teams') {
    const team = params['team-id']?.toLowerCase();
    return {
      units: 1, headersOf: none,
      charges: [{ limit: teamsClass(operation.method, template), key: inTenant, cost: 1 }, ...team === undefined ? [] : [{ limit: oneTeam, key: `${appId} ${team}`, cost: 1 }]],
    };
  }
  if (service === 'outlook') {
    const mailbox = `${appId} ${(params['group-id'] ?? params['user-id'] ?? '').toLowerCase()}`;
    const sent = operation.method === 'GET' ? [] : [{ limit: outlook.uploadToMailbox, key: mailbox, cost: request.bodyBytes }];
    return { units: 1, headersOf: none, charges: [{ limit: outlook.requestsToMailbox, key: mailbox, cost: 1 }, ...sent] };
  }
  if (service === 'sharepoint') {
    const units = sharepoint.resourceUnits(operation.method, template, url.searchParams);
    const { inMinute, inDay, ofTenant } = sharepoint.unitsFor(people);
    return {
      units, headersOf: verdict => rateLimitHeaders(inMinute, verdict),
      charges: [{ limit: inMinute, key: inTenant, cost: units }, { limit: inDay, key: inTenant, cost: units }, { limit: ofTenant, key: tenantId, cost: units }],
    };
  }
  if (service === 'subscriptions') return { units: 1, headersOf: none, charges: [{ limit: subscriptionRequests, key: inTenant, cost: 1 }] };
  const units = directory.resourceUnits(operation.method, template, url.searchParams);
  const quota = directory.unitsFor(people);
  const write = directory.isWrite(operation.method, template) ? 1 : 0;
  return {
    units, headersOf: (verdict, cost) => directoryHeaders(quota, verdict, cost),
    charges: [
      { limit: quota, key: inTenant, cost: units }, { limit: directory.unitsOfApp, key: appId, cost: units },
      ...write === 0 ? [] : [
        { limit: directory.writes, key: inTenant, cost: 1 }, { limit: directory.writesOfApp, key: appId, cost: 1 }, { limit: directory.writesInTenant, key: tenantId, cost: 1 },
      ],
    ],
  };
}

/** "x-ms-throttle-limit-percentage: returned only when the application consumed more than 0.8 of its limit". */
function directoryHeaders(quota: RateLimit, verdict: RateVerdict, units: number): Record<string, string> {
  const share = (verdict.used.get(quota) ?? 0) / quota.most;
  return {
    ...verdict.allowed && { 'x-ms-resource-unit': String(units) },
    ...share > 0.8 && { 'x-ms-throttle-limit-percentage': share.toFixed(2) },
  };
}

/** SharePoint's RateLimit headers, given from 80 per cent of the minute's units on. */
function rateLimitHeaders(limit: RateLimit, verdict: RateVerdict): Record<string, string> {
  const used = verdict.used.get(limit) ?? 0;
  const refused = !verdict.allowed && verdict.limit === limit;
  if (!refused && used < 0.8 * limit.most) return {};
  return {
    'RateLimit-Limit': String(limit.most),
    'RateLimit-Remaining': refused ? '0' : String(Math.max(0, Math.floor(limit.most - used))),
    'RateLimit-Reset': String(refused ? wholeSeconds(verdict.retryAfterMs) : limit.withinMs / 1000),
  };
}

function refusal(service: GraphService | 'subscriptions', status: number, request: ThrottledRequest, verdict: RateVerdict & { allowed: false }, headers: Record<string, string>): GraphError {
  const { code, message, inner } = serviceError(service === 'subscriptions' ? 'directory' : service, status);
  const words = verdict.limit === outlook.requestsToMailbox || verdict.limit === outlook.uploadToMailbox ? 'Application is over its limit for the mailbox.' : message;
  // Graph's own sample has a fraction; SharePoint and Outlook give whole seconds.
  const wait = service === 'sharepoint' || service === 'outlook' ? String(wholeSeconds(verdict.retryAfterMs)) : (Math.ceil(verdict.retryAfterMs) / 1000).toFixed(3);
  return graphError(status, code, words, { headers: { ...headers, ...service === 'directory' && scopeHeaders(request, verdict.limit), 'Retry-After': wait }, inner });
}

function scopeHeaders({ appId, tenantId }: ThrottledRequest, limit: RateLimit): Record<string, string> {
  const writing = limit.name.includes('writes');
  const scope = limit === directory.writesInTenant ? 'Tenant' : limit === directory.unitsOfApp || limit === directory.writesOfApp ? 'Application' : 'Tenant_Application';
  return {
    'x-ms-throttle-scope': `${scope}/${writing ? 'Write' : 'ReadWrite'}/${appId}/${tenantId}`,
    'x-ms-throttle-information': writing ? 'WriteLimitExceeded' : 'ResourceUnitLimitExceeded',
  };
}

function overConcurrency(): GraphError {
  const { code, message } = serviceError('outlook', 429);
  return graphError(429, code, message, { headers: { 'Retry-After': '1' } });
}

const wholeSeconds = (milliseconds: number) => Math.max(1, Math.ceil(milliseconds / 1000));
