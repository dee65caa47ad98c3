import { type Kysely, sql } from 'kysely';
import type { Database } from '../../database/schema.ts';
import { type BudgetLimit, type Parts, renew } from './shared-budget.ts';

/** What a replica asks of one budget. */
export interface Wish { budget: string; limit: BudgetLimit; want: number; used: number }
/** What it got; times are milliseconds from the moment of asking, so that no two clocks are compared. */
export interface Grant { quota: number; forMs: number }
export interface Granted {
  grants: ReadonlyMap<string, Grant>;
  /** Budgets, asked for or not, that are closed because Microsoft wants a pause: for how long from now on. */
  closedForMs: ReadonlyMap<string, number>;
}

/** Where the replicas of an installation agree on their parts. */
export interface BudgetStore {
  renew(wishes: readonly Wish[]): Promise<Granted>;
  close(budget: string, forMs: number): Promise<void>;
}

const maxTries = 6;
/** A budget that nobody used for this long is forgotten. */
const forgottenAfter = sql.lit('2 hours');

/**
 * Budgets in PostgreSQL: a row each, changed only by who read it last (no locks are held). Two statements for
 * any number of budgets, above row-level security, as jobs are: the rows are nobody's data.
 */
export function createBudgetStore(db: Kysely<Database>, tenantId: string, replica: string): BudgetStore {
  const clock = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::float8`;
  let renewals = 0;

  const read = async (budgets: readonly string[]) => {
    const { rows } = await sql<{ now: number; name: string | null; parts: Parts | null; version: number | null; closed: number | null }>`
      select ${clock} as now, b.name, b.parts, b.version, (extract(epoch from b.closed_until) * 1000)::float8 as closed
        from (select 1) one left join graph_budgets b on b.tenant_id = ${tenantId}::uuid and (b.name = any(${[...budgets]}::text[]) or b.closed_until > clock_timestamp())`.execute(db);
    return { now: rows[0]!.now, rows: new Map(rows.flatMap((row) => (row.name ? [[row.name, row] as const] : []))) };
  };

  const write = async (changed: readonly { budget: string; parts: Parts; version: number }[]): Promise<Set<string>> => {
    const { rows } = await sql<{ name: string }>`
      insert into graph_budgets (tenant_id, name, parts, version, touched_at)
        select ${tenantId}::uuid, name, parts::jsonb, version, clock_timestamp()
          from unnest(${changed.map(({ budget }) => budget)}::text[], ${changed.map(({ parts }) => JSON.stringify(parts))}::text[], ${changed.map(({ version }) => version)}::int[]) as mine(name, parts, version)
        on conflict (tenant_id, name) do update set parts = excluded.parts, version = excluded.version, touched_at = excluded.touched_at
          where graph_budgets.version = excluded.version - 1
        returning name`.execute(db);
    return new Set(rows.map(({ name }) => name));
  };

  const forget = () => sql`delete from graph_budgets where tenant_id = ${tenantId}::uuid and touched_at < clock_timestamp() - interval ${forgottenAfter}`.execute(db);

  return {
    async renew(wishes) {
      if (renewals++ % 1_000 === 0) await forget();
      const grants = new Map<string, Grant>();
      let closedForMs = new Map<string, number>();
      // In one order, so that two replicas do not wait for each other's rows.
      let open = [...wishes].sort((a, b) => (a.budget < b.budget ? -1 : 1));
      for (let attempt = 0; open.length > 0 && attempt < maxTries; attempt += 1) {
        const { now, rows } = await read(open.map(({ budget }) => budget));
        closedForMs = new Map([...rows].flatMap(([name, { closed }]) => (closed !== null && closed > now ? [[name, closed - now] as const] : [])));
        const asked = open.map((wish) => {
          const row = rows.get(wish.budget);
          return { ...wish, ...renew(row?.parts ?? {}, replica, wish.limit, wish, now), version: (row?.version ?? 0) + 1 };
        });
        const taken = await write(asked);
        for (const { budget, quota, until } of asked) if (taken.has(budget)) grants.set(budget, { quota, forMs: until - now });
        open = open.filter(({ budget }) => !taken.has(budget));
      }
      return { grants, closedForMs };
    },
    async close(budget, forMs) {
      await sql`insert into graph_budgets (tenant_id, name, parts, version, touched_at, closed_until)
        values (${tenantId}::uuid, ${budget}, '{}', 1, clock_timestamp(), clock_timestamp() + ${forMs}::float8 * interval '1 millisecond')
        on conflict (tenant_id, name) do update set closed_until = greatest(graph_budgets.closed_until, excluded.closed_until), touched_at = excluded.touched_at`.execute(db);
    },
  };
}
