import type { BrowserContext, Route } from 'playwright-core';
import type { Operation } from '../../../api/platform/http/operation-contract.ts';
import * as charter from '../../../api/charter/charter-contract.ts';
import * as issues from '../../../api/charter/issues-contract.ts';
import * as closing from '../../../api/communities/closing-contract.ts';
import * as communities from '../../../api/communities/communities-contract.ts';
import * as stages from '../../../api/communities/stage-contract.ts';
import * as imports from '../../../api/import/import-contract.ts';
import * as criteria from '../../../api/launch/criteria-contract.ts';
import * as interviews from '../../../api/launch/interview-contract.ts';
import * as opportunities from '../../../api/launch/opportunity-contract.ts';
import * as members from '../../../api/membership/members-contract.ts';
import * as launchPlans from '../../../api/launch/plan-contract.ts';
import * as series from '../../../api/launch/series-contract.ts';
import * as personalData from '../../../api/membership/personal-data-contract.ts';
import * as membership from '../../../api/membership/membership-contract.ts';
import * as permissions from '../../../api/permissions/permissions-contract.ts';
import * as reminders from '../../../api/rhythm/reminders/reminders-contract.ts';
import * as feeds from '../../../api/rhythm/feed-contract.ts';
import * as records from '../../../api/rhythm/record-contract.ts';
import * as rhythm from '../../../api/rhythm/year-contract.ts';
import * as practice from '../../../api/practice/library-contract.ts';
import * as practiceSearch from '../../../api/practice/search-contract.ts';
import * as sponsorship from '../../../api/sponsorship/sponsorship-contract.ts';
import * as templates from '../../../api/templates/templates-contract.ts';
import * as proposals from '../../../api/ties/proposals-contract.ts';
import * as next from '../../../api/next/next-contract.ts';
import * as stewardship from '../../../api/stewardship/stewardship-contract.ts';
import * as ties from '../../../api/ties/ties-contract.ts';

const isOperation = (value: unknown): value is Operation => typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'response' in value;
/** Every operation of the contracts, by name. */
export const operations: Record<string, Operation> = Object.fromEntries(
  [charter, issues, closing, stages, communities, imports, opportunities, criteria, interviews, membership, members, personalData, permissions, practice, practiceSearch, rhythm, feeds, reminders, records, series, launchPlans, sponsorship, stewardship, next, templates, ties, proposals].flatMap((contract) => Object.values(contract) as unknown[]).filter(isOperation).map((found) => [found.name, found]),
);

export interface Call { name: string; params: Record<string, string>; query: Record<string, string>; body: unknown }
export type Handler = (call: Call) => unknown;

/** An answer that is not the operation's success. */
export class Refusal {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;
  constructor(status: number, code: string, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
    this.status = status;
    this.body = { type: 'about:blank', title: 'Refused', status, code, detail: 'It was refused.', correlationId: 'c', ...more };
    this.headers = headers;
  }
}

/** The connection breaks without an answer. */
export const noAnswer = Symbol('no answer');

/** `told`: every text in its answers. */
export interface FakeApi { calls: Call[]; told: string[]; handlers: Record<string, Handler>; named(name: string): Call[] }

/**
 * Stands for the API in a browser context. Requests and answers are held against the contracts:
 * a tab that sends what the API would not take, or a test that answers what it never would, fails.
 */
export async function fakeApi(context: BrowserContext, handlers: Record<string, Handler>): Promise<FakeApi> {
  const api: FakeApi = { calls: [], told: [], handlers, named: (name) => api.calls.filter((call) => call.name === name) };
  await context.route('**/api/**', async (route) => {
    const url = new URL(route.request().url());
    if (url.pathname === '/api/tab-config') return route.fulfill({ json: { teamsHostOrigins: [], clientId: 'client' } });
    const found = match(route.request().method(), url.pathname);
    if (!found) return route.fulfill({ status: 404, json: new Refusal(404, 'no-such-operation').body });
    const body: unknown = route.request().postDataJSON() ?? undefined;
    const query = Object.fromEntries(url.searchParams);
    for (const [part, schema] of [[found.params, found.operation.params], [query, found.operation.query], [body, found.operation.body]] as const) {
      const parsed = schema.safeParse(part);
      if (!parsed.success) return refuse(route, new Refusal(400, 'bad-input', { detail: `${found.operation.name}: ${parsed.error.message}` }));
    }
    const call: Call = { name: found.operation.name, params: found.params, query, body };
    api.calls.push(call);
    const handler = api.handlers[call.name];
    const answer = handler ? await handler(call) : new Refusal(404, 'not-found');
    if (answer === noAnswer) return route.abort('connectionreset');
    if (answer instanceof Refusal) {
      api.told.push(...textsIn(answer.body));
      return refuse(route, answer);
    }
    if (found.operation.status === 204) return route.fulfill({ status: 204 });
    const checked = found.operation.response.safeParse(answer);
    if (!checked.success) throw new TypeError(`${call.name} was made to answer what it never would: ${checked.error.message}`);
    api.told.push(...textsIn(checked.data));
    return route.fulfill({ status: found.operation.status, json: checked.data });
  });
  return api;
}

const textsIn = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []);

const refuse = (route: Route, refusal: Refusal) =>
  route.fulfill({ status: refusal.status, contentType: 'application/problem+json', headers: refusal.headers, body: JSON.stringify(refusal.body) });

function match(method: string, pathname: string): { operation: Operation; params: Record<string, string> } | null {
  for (const operation of Object.values(operations)) {
    if (operation.method !== method) continue;
    const pattern = new RegExp(`^${operation.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const found = pattern.exec(pathname);
    if (found) return { operation, params: Object.fromEntries(Object.entries(found.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)])) };
  }
  return null;
}
