import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { listMyTeams } from '../../api/ties/ties-contract.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { people, upn } from '../support/tenant-builder.ts';

let sandbox: TestSandbox;
let database: TestDatabase;
let api: TestApi;
const token = 'a-token-for-the-scraper';
beforeAll(async () => {
  sandbox = await startTestSandbox();
  database = await createTestDatabase();
  api = await startTestApi({ sandbox, database, settings: { METRICS_TOKEN: token } });
});
afterAll(async () => {
  await api?.close();
  await database?.close();
  await sandbox?.stop();
});
const ask = (authorization?: string) => api.fetch('/api/metrics', { headers: authorization ? { authorization } : {} });

it('tells requests, throttles and latency by operation to whoever has the token, and nothing about people', async () => {
  await api.request(listMyTeams, { as: upn('ben') });
  const answer = await ask(`Bearer ${token}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  const text = await answer.text();
  expect(text).toMatch(/^trellis_graph_requests_total\{operation="listJoinedTeams",identity="delegated"\} 1$/m);
  expect(text).toMatch(/^trellis_graph_request_seconds_count\{operation="listJoinedTeams",identity="delegated"\} 1$/m);
  expect(text).not.toMatch(new RegExp(`${people.ben}|rowan`));
});

it('tells nothing to anybody else', async () => {
  for (const authorization of [undefined, 'Bearer wrong', `Bearer ${await sandbox.tokenFor(upn('anna'))}`]) {
    const answer = await ask(authorization);
    expect([answer.status, (await answer.text()).includes('trellis_')]).toEqual([401, false]);
  }
});

it('is not there when no token is set', async () => {
  const other = await startTestApi({ sandbox, database });
  try {
    expect((await other.fetch('/api/metrics')).status).toBe(404);
  } finally {
    await other.close();
  }
});
