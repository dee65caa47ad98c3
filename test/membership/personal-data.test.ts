import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { importColumns } from '../../api/import/import-contract.ts';
import { personColumns } from '../../api/membership/personal-data.ts';
import { people, upn } from '../support/tenant-builder.ts';
import { startWorld, type World } from '../teams/teams-harness.ts';

let world: World;
beforeAll(async () => { world = await startWorld(); }, 60_000);
afterAll(async () => { await world?.stop(); });

const database = () => world.database.engine.kysely;
const tables = async () => (await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema() and tablename not like 'kysely%' order by 1`.execute(database())).rows.map(({ name }) => name);

/** Ids of things, by the column's name. Whatever else is an id, is a person's. */
const ofThings = ['thing_id', 'id', 'tenant_id', 'activity_id', 'community_id', 'criterion_id', 'event_mark', 'group_id', 'import_id', 'interview_id', 'issue_id', 'item_id', 'opportunity_id', 'pair_id', 'request_id', 'source_id', 'sponsorship_id', 'tie_id', 'worker'];

it('knows every column that names a person: one of a new table, too', async () => {
  const { rows } = await sql<{ name: string; column: string }>`select table_name || '.' || column_name as name, column_name as column from information_schema.columns where table_schema = current_schema() and data_type = 'uuid'`.execute(database());
  const persons = rows.filter(({ column }) => !ofThings.includes(column)).map(({ name }) => name);
  expect([...persons, 'people.id'].sort()).toEqual(Object.keys(personColumns).sort());
});

/** Rows in which a person's id stands, anywhere, by table. */
async function mentions(personId: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of await tables()) {
    const { rows: [row] } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(name)} t where to_jsonb(t)::text like ${`%${personId}%`}`.execute(database());
    if (row!.count > 0) found[name] = row!.count;
  }
  return found;
}

const emilsName = 'Emil Rowan';
/** A sheet in which somebody is a coordinator beside others. */
const sheetWith = (signInName: string) => `${importColumns.join(',')}\nPumps,Words,tool,${upn('ben')};${signInName};an${upn('emil')},,Pumps,,,`;
const rowWith = (changes: object) => JSON.stringify({ row: 1, name: 'Pumps', outcome: 'created', communityId: null, ties: [], sponsorAsked: null, refusals: [], ...changes });

/** A row in every table that names a person, all of them by this one, made from what the columns are. */
async function beEverywhere(personId: string, communityId: string): Promise<void> {
  const call = (method: string, path: string, body?: object) => world.call(personId, method, `/api/${path}`, body);
  const at = `communities/${communityId}`;
  await call('PUT', `${at}/membership/words`, { offers: ['Secret skill'], seeks: ['Seals'], knownAs: ['coach'], timeZone: 'Europe/Berlin', hosts: true, pairs: true });
  await call('PUT', `drafts/${randomUUID()}`, { content: { name: 'My draft' } });
  await call('POST', `${at}/practice/items`, { items: [{ source: 'link', url: 'https://tool.example', title: 'A tool', lookAfter: true }] });
  await call('PUT', `${at}/stage`, { stage: 'maturing' });
  await call('PUT', `${at}/feed`);
  const [ids, tenant] = [() => sql`${randomUUID()}::uuid`, sql`${world.tenantId}::uuid`];
  const [opportunity, interview, other] = [randomUUID(), randomUUID(), randomUUID()];
  for (const statement of [
    sql`insert into opportunities (tenant_id, id, name, about, stage, proposed_by, proposed_at, moved_at) values (${tenant}, ${opportunity}, 'An idea', '', 'idea', ${personId}, now(), now())`,
    sql`insert into interviews (tenant_id, id, opportunity_id, interviewer_id, interviewee_id, state, made_at) values (${tenant}, ${interview}, ${opportunity}, ${personId}, ${people.anna}, 'planned', now()), (${tenant}, ${other}, ${opportunity}, ${people.anna}, ${personId}, 'planned', now())`,
    sql`insert into interview_notes values (${tenant}, ${interview}, ${personId}, 'My private notes', now()), (${tenant}, ${other}, ${people.anna}, 'Notes of Anna', now())`,
    sql`insert into interview_shares values (${tenant}, ${other}, ${ids()}, 'would-lead', 'Would lead', 'agreed', 1)`,
    sql`insert into activity_follow_ups (tenant_id, community_id, activity_id, id, words, owner_id, written_by, written_at) values (${tenant}, ${communityId}, ${ids()}, ${ids()}, 'Send the drawing', ${personId}, ${personId}, now())`,
    sql`insert into sponsorships (tenant_id, id, community_id, state, sponsor_id, asked_by, asked_at, ask, delivery_state, delivery_since) values (${tenant}, ${ids()}, ${communityId}, 'approved', ${personId}, ${people.ben}, now(), '{}', 'delivered', now())`,
    sql`insert into member_welcomes (tenant_id, id, community_id, person_id, host_id, at) values (${tenant}, ${ids()}, ${communityId}, ${people.dora}, ${personId}, now())`,
    sql`insert into imports (tenant_id, id, started_by, state, dry_run, total, started_at, beat_at, sheet) values (${tenant}, ${other}, ${people.anna}, 'stopped', false, 2, now(), now(), ${sheetWith(upn('emil'))})`,
    sql`insert into import_rows values (${tenant}, ${other}, 1, 'created', ${rowWith({ sponsorAsked: emilsName })}), (${tenant}, ${other}, 2, 'refused', ${rowWith({ refusals: [{ row: 2, column: 'sponsor', value: upn('emil'), refused: 'sponsor-is-coordinator' }] })})`,
    sql`insert into conversations values (${tenant}, ${personId}, 'a:1', 'https://bot.example', '29:1', now())`,
  ]) await statement.execute(database());
}

it('gives a person everything that names them, and erases it: theirs is gone, the community’s stays without their name', async () => {
  const id = await world.community({ emil: 'coordinator', carla: 'core', dora: 'peripheral' }, { name: 'Private pumps' });
  await beEverywhere(people.emil, id);
  const { status, body } = await world.call(people.emil, 'GET', '/api/me/data');
  expect([status, body.communities[id]]).toEqual([200, 'Private pumps']);
  const before = await mentions(people.emil);
  expect(Object.keys(before).length).toBeGreaterThan(12);
  expect(Object.keys(body.data).sort()).toEqual([...Object.keys(before), 'interview_shares'].sort());
  expect(JSON.stringify(body.data)).toMatch(/My private notes.*|.*Secret skill/);
  expect(JSON.stringify(body)).not.toMatch(/Notes of Anna|token_hash/);

  for (let time = 0; time < 2; time += 1) expect((await world.call(people.emil, 'DELETE', '/api/me/data')).status).toBe(204);
  expect(await mentions(people.emil)).toEqual({});
  expect(await mentions(emilsName)).toEqual({});
  // Another's name that ends alike stays.
  expect((await sql<{ sheet: string }>`select sheet from imports`.execute(database())).rows).toEqual([{ sheet: sheetWith('') }]);
  expect((await sql<{ content: { refusals: { value: string }[] } }>`select content from import_rows order by row_number`.execute(database())).rows.flatMap(({ content }) => content.refusals.map(({ value }) => value))).toEqual(['']);
  const { rows: [left] } = await sql<{ items: number; ideas: number; notes: number; shares: number; members: number; counted: number; hosted: number }>`
    select (select count(*)::int from practice_items where community_id = ${id}) as items, (select count(*)::int from opportunities) as ideas, (select count(*)::int from interview_notes) as notes, (select count(*)::int from interview_shares) as shares,
      (select member_count from communities where id = ${id}) as members, (select count(*)::int from memberships where community_id = ${id}) as counted, (select count(*)::int from member_welcomes where community_id = ${id}) as hosted`.execute(database());
  expect(left).toEqual({ items: 1, ideas: 1, notes: 0, shares: 0, members: 2, counted: 2, hosted: 1 });
  const { body: items } = await world.call(people.dora, 'GET', `/api/communities/${id}/practice/items`);
  expect(items.items[0].states).toEqual(['orphaned']);
  // Nobody coordinates any more: the core group was asked.
  expect((await world.call(people.carla, 'GET', '/api/succession')).body.items).toMatchObject([{ id, hasCoreGroup: true }]);
  expect((await world.call(people.carla, 'PUT', `/api/communities/${id}/membership/coordination`)).status).toBe(204);
});

it('gives somebody of whom nothing is kept an empty file, and nobody another’s', async () => {
  expect((await world.call(people.anna, 'GET', '/api/me/data')).body.data.memberships).toBeUndefined();
  const stranger = await fetch(`${world.api.url}/api/me/data`);
  expect(stranger.status).toBe(401);
});
