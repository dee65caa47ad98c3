import type { ChildProcess } from 'node:child_process';
import { sql } from 'kysely';
import { createCommunity, listCommunities } from '../../api/communities/communities-contract.ts';
import type { Operation } from '../../api/platform/http/operation-contract.ts';
import { buildCommunity, type CreateBody, firstActivity } from '../communities/community-world.ts';
import { killApiProcesses, startApiProcess } from '../support/api-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { builtChannels, builtTeams, people, upn } from '../support/tenant-builder.ts';

let sandbox: TestSandbox;
let database: TestDatabase;
beforeEach(async () => { [sandbox, database] = await Promise.all([startTestSandbox(), createTestDatabase()]); });
afterEach(async () => {
  killApiProcesses();
  await sandbox.stop();
  await database.close();
});

const startProcess = () => startApiProcess(sandbox, database);

/** Kills the process when Graph has done the write and has not answered yet: it journals just between the two. */
function killWhenWritten(path: RegExp, child: ChildProcess): void {
  const { journal } = sandbox;
  const add = journal.add.bind(journal);
  journal.add = (entry) => {
    if (entry.write && entry.method === 'POST' && path.test(entry.path)) child.kill('SIGKILL');
    add(entry);
  };
}

async function ask<O extends Operation>(url: string, operation: O, body?: unknown) {
  const response = await fetch(`${url}${operation.path}`, {
    method: operation.method, headers: { authorization: `Bearer ${await sandbox.tokenFor(upn('ben'))}`, 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: operation.response.parse(await response.json()) as never };
}

/** What Graph holds that creating a community makes. */
async function held(communityId: string) {
  const token = await sandbox.graphToken(upn('ben'));
  const [installed, tabs, events] = await Promise.all([
    sandbox.graph(token, `/teams/${builtTeams.open}/installedApps?$expand=teamsApp`), sandbox.graph(token, `/teams/${builtTeams.open}/channels/${builtChannels.help}/tabs`), sandbox.graph(token, `/groups/${builtTeams.open}/events?$top=100`),
  ]);
  return {
    installations: installed.body.value.filter((each: { teamsApp?: { externalId?: string } }) => each.teamsApp?.externalId === sandbox.app.clientId).length,
    tabs: tabs.body.value.filter((each: { configuration?: { entityId?: string } }) => each.configuration?.entityId === communityId).length,
    events: events.body.value.filter((each: { subject?: string }) => each.subject === 'First clinic').length,
  };
}

const everything = (): CreateBody => buildCommunity({
  pinTab: true, firstActivity: firstActivity(new Date()), sponsor: { sponsorId: people.anna, whyNow: 'Now', memberHoursPerMonth: 2, budget: '', visibility: 'none' },
});

describe('a process that is killed between writing to Graph and noting it', () => {
  it.each([
    ['the installation', '/installedApps$'], ['the tab', '/tabs$'], ['the event', '/events$'],
  ])('leaves exactly one of everything after a restart: %s was written', async (_what, path) => {
    const first = await startProcess();
    const body = everything();
    killWhenWritten(new RegExp(path), first.child);
    await expect(ask(first.url, createCommunity, body)).rejects.toThrow();
    await first.ended;
    expect(first.child.signalCode).toBe('SIGKILL');

    const second = await startProcess();
    // The steps stay in the dead process' hand for half a minute; here that time passes at once.
    await sql`update graph_writes set claimed_until = now() - interval '1 second' where claimed_until is not null`.execute(database.engine.kysely);
    const { status, body: page } = await ask(second.url, createCommunity, body) as { status: number; body: { id: string; unfinished: unknown[] } };
    expect([status, page.unfinished]).toEqual([201, []]);
    expect(await held(page.id)).toEqual({ installations: 1, tabs: 1, events: 1 });
    const { body: { items } } = await ask(second.url, listCommunities) as { body: { items: { name: string }[] } };
    expect(items.filter((item) => item.name === body.name)).toHaveLength(1);
    const { rows } = await sql`select id from sponsorships`.execute(database.engine.kysely);
    expect(rows).toHaveLength(1);
  });
});
