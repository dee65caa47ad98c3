import type { App } from '@microsoft/teams.apps';
import type { Cost } from '../../api/platform/graph/budget/costs.ts';
import type { Services } from '../../api/platform/services.ts';
import { createBot } from '../../api/teams/bot.ts';

/** Microsoft, "Optimize your bot with rate limiting in Teams": into one thread, and in a tenant. */
const intoThread = [[7, 1_000], [8, 2_000], [60, 30_000], [1_800, 3_600_000]] as const;
const inTenant = [[50, 1_000]] as const;

describe('what the bot sends goes through the gate that all replicas share', () => {
  const asked: (readonly Cost[])[] = [];
  let underway = 0;
  const conversations = { updateActivity: async () => { expect(underway).toBe(1); return {}; }, deleteActivity: async () => { expect(underway).toBe(1); return {}; } };
  const bot = createBot({
    settings: { botServiceUrl: 'https://bots.example' },
    gate: { admit: async ([costs]: (readonly Cost[])[]) => { asked.push(costs!); underway += 1; return { indexes: [0], done: () => { underway -= 1; } }; } },
  } as unknown as Services, { api: { clone: () => ({ conversations }) } } as unknown as App);
  const sent = (conversationId: string) => ({ conversationId, activityId: 'card', serviceUrl: 'https://bots.example' });
  const outgoing = { card: { type: 'AdaptiveCard' }, summary: 'A card' } as never;
  /** The most that a limit lets through within so many milliseconds. */
  const most = ({ limit: { amount, windowMs } }: Cost, withinMs: number) => amount * Math.ceil(withinMs / windowMs);

  it('and keeps to every one of Microsoft’s limits, of the tenant and of each conversation', async () => {
    await bot.updateCard(sent('a:one'), outgoing);
    await bot.updateCard(sent('a:one'), outgoing);
    await bot.deleteCard(sent('a:two'));
    expect(underway).toBe(0);
    for (const [wide, ...narrow] of asked) {
      for (const [amount, withinMs] of inTenant) expect(most(wide!, withinMs)).toBeLessThanOrEqual(amount);
      for (const [amount, withinMs] of intoThread) expect(Math.min(...narrow.map((cost) => most(cost, withinMs)))).toBeLessThanOrEqual(amount);
    }
    const budgets = asked.map((costs) => costs.map(({ budget }) => budget));
    expect([budgets[0], budgets[1]!.filter((each) => budgets[2]!.includes(each)), budgets.every((each) => new Set(each).size === 3)]).toEqual([budgets[1], ['bot-connector'], true]);
  });
});
