import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startWorld, type World } from '../../scripts/support/temporary-world.ts';
import { startTestPostgres, templateDatabase } from '../../test/support/test-postgres.ts';

export interface BenchWorld extends World { databaseUrl: string }

/** Sandbox and API on a real PostgreSQL with 10,000 communities and 200,000 memberships of 4,000 people. */
export async function startBenchWorld(): Promise<BenchWorld> {
  const postgres = await startTestPostgres();
  const databaseUrl = `${postgres.url}/${templateDatabase}`;
  const world = await startWorld({ SANDBOX_TENANT: '', DATABASE_URL: databaseUrl, DATABASE_POOL_SIZE: '10' });
  await fill(databaseUrl, world.sandbox.tenantId);
  return { ...world, databaseUrl, stop: async () => { await world.stop(); await postgres.stop(); } };
}

async function fill(url: string, tenantId: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const words = `array['welding','hydraulics','commissioning','safety','modelling','procurement','contracts','metering','leakage','telemetry','geology','surveying','tunnelling','pumps','valves','costing','planning','quality','energy','data']`;
  const guid = (prefix: string, number: string) => `('${prefix}-0000-4000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
  await client.query(`insert into people (tenant_id, id, display_name, job_title, department, seen_at)
    select '${tenantId}', ${guid('aaaaaaaa', 'n')}, 'Person ' || n, 'Engineer', 'Department ' || n % 40, now() from generate_series(1, 4000) n`);
  await client.query(`insert into communities (tenant_id, id, request_id, name, about, template_id, stage, unit, topics, member_count, created_by, created_at, updated_at)
    select '${tenantId}', ${guid('cccccccc', 'n')}, ${guid('dddddddd', 'n')}, (${words})[1 + n % 20] || ' in ' || (${words})[1 + (n / 20) % 20] || ' ' || n,
      'What we learn about ' || (${words})[1 + (n / 7) % 20] || ', and how the next project starts better', 'professional-discipline',
      (array['potential','coalescing','maturing','stewardship'])[1 + n % 4], 'Department ' || n % 40, array[(${words})[1 + n % 20]], 20, ${guid('aaaaaaaa', '1 + n % 4000')}, now(), now()
    from generate_series(1, 10000) n`);
  await client.query(`insert into memberships (tenant_id, community_id, person_id, part, joined_at)
    select '${tenantId}', ${guid('cccccccc', 'c')}, ${guid('aaaaaaaa', '1 + (c * 37 + m * 199) % 4000')}, case when m = 1 then 'coordinator' else 'peripheral' end, now()
    from generate_series(1, 10000) c, generate_series(1, 20) m on conflict do nothing`);
  await client.query('vacuum analyze');
  await client.end();
}

export interface Measure {
  path: string;
  /** What has to be reached, in words. */
  target: string;
  value: string;
  reached: boolean;
  /** Everything measured, for the JSON file. */
  numbers: Record<string, number>;
}

/** Nearest-rank percentile of milliseconds. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Resident memory of a process in MB, as Linux says. */
export function residentMb(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1_024;
}

/** Processor time that a process has used, in seconds, as Linux says (in hundredths). */
export function cpuSeconds(pid: number): number {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const fields = rest.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
