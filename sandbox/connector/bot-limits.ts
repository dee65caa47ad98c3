import type { Charge, RateLimit } from '../kernel/rates/rate-limiter.ts';
import type { Rates } from '../kernel/rates/rates.ts';
import { ConnectorError } from './connector-error.ts';

const seconds = 1_000;
type Scenario = 'send' | 'create' | 'members' | 'conversations';

/** Microsoft Learn, "Optimize your bot with rate limiting in Teams": per bot and thread, and per thread for all bots. */
const perBot: [most: number, withinMs: number][] = [[7, seconds], [8, 2 * seconds], [60, 30 * seconds], [1_800, 3_600 * seconds]];
const allBots: [most: number, withinMs: number][] = [[14, seconds], [16, 2 * seconds]];
/** Reading is allowed twice as often. */
const readingTimes = 2;
/** "The global limit per app per tenant is 50 Requests Per Second". */
const global: RateLimit = { name: 'bot: app and tenant', most: 50, withinMs: seconds };

const limits = Object.fromEntries((['send', 'create', 'members', 'conversations'] as const).map(scenario => {
  const times = scenario === 'members' || scenario === 'conversations' ? readingTimes : 1;
  const of = (name: string, table: [number, number][]): RateLimit[] =>
    table.map(([most, withinMs]) => ({ name: `${name}: ${scenario}`, most: most * times, withinMs: withinMs }));
  return [scenario, { bot: of('bot, one thread', perBot), all: of('all bots, one thread', allBots) }];
})) as Record<Scenario, { bot: RateLimit[], all: RateLimit[] }>;

/**
 * Counts a bot's request to a thread against the documented rates.
 * @throws ConnectorError 429 with the seconds to wait
 */
export function countBotRequest(rates: Rates, request: { botId: string, method: string, path: string, threadId: string }): void {
  if (!rates.settings.enabled) return;
  const { bot, all } = limits[scenarioOf(request.method, request.path)];
  const charge = (limit: RateLimit, key: string): Charge => ({ limit, key, cost: 1 });
  const verdict = rates.limiter.take([
    charge(global, request.botId),
    ...bot.map(limit => charge(limit, `${request.botId} ${request.threadId}`)),
    ...all.map(limit => charge(limit, request.threadId)),
  ], rates.now());
  if (!verdict.allowed) {
    throw new ConnectorError(429, 'Throttled', 'Too many requests.', { 'Retry-After': String(Math.max(1, Math.ceil(verdict.retryAfterMs / 1000))) });
  }
}

function scenarioOf(method: string, path: string): Scenario {
  if (method === 'POST' && path === '/v3/conversations') return 'create';
  if (method !== 'GET') return 'send';
  return /members/i.test(path) ? 'members' : 'conversations';
}
