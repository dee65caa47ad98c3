import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { builtTeams, upn } from '../support/tenant-builder.ts';

const channels = `/teams/${builtTeams.open}/channels`;
const channelNames = async (sandbox: TestSandbox) => {
  const { body } = await sandbox.graph(await sandbox.graphToken(upn('ben')), channels);
  return body.value.map((channel: { displayName: string }) => channel.displayName) as string[];
};
const createChannel = async (sandbox: TestSandbox, displayName: string) =>
  sandbox.graph(await sandbox.graphToken(upn('ben')), channels, { method: 'POST', body: { displayName } });

describe('the sandbox itself', () => {
  describe('its control endpoints', () => {
    let sandbox: TestSandbox;
    beforeAll(async () => { sandbox = await startTestSandbox(); });
    afterAll(() => sandbox.stop());
    const control = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${sandbox.url}/sandbox${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
      const text = await response.text();
      return { status: response.status, body: text ? JSON.parse(text) : null };
    };

    it('give the journal: who did what, and whether it changed something', async () => {
      await control('DELETE', '/journal');
      await createChannel(sandbox, 'For the journal');
      await channelNames(sandbox);
      const { entries } = (await control('GET', '/journal')).body;
      expect(entries.filter((entry: { operation: string | null }) => entry.operation)).toMatchObject([
        { method: 'POST', status: 201, operation: 'POST /teams/{team-id}/channels', person: upn('ben'), app: sandbox.app.clientId, write: true, path: `/v1.0${channels}` },
        { method: 'GET', status: 200, operation: 'GET /teams/{team-id}/channels', write: false },
      ]);
      const last = entries.at(-1).sequence;
      expect((await control('GET', `/journal?since=${last}`)).body.entries).toEqual([]);
    });

    it('make trouble on demand', async () => {
      const token = await sandbox.graphToken(upn('ben'));
      expect((await control('PUT', '/faults', [{ method: 'GET', path: '^/v1\\.0/me$', status: 503, headers: { 'Retry-After': '1.5' }, times: 2 }, { path: '/me/manager', reset: true }])).status).toBe(204);
      const first = await sandbox.graph(token, '/me');
      expect([first.status, first.headers.get('retry-after'), first.body.error.code]).toEqual([503, '1.5', 'ServiceUnavailable']);
      expect((await sandbox.graph(token, '/me')).status).toBe(503);
      expect((await sandbox.graph(token, '/me')).status).toBe(200);
      await expect(sandbox.graph(token, '/me/manager')).rejects.toThrow();
      expect((await control('PUT', '/faults', [{ status: 503 }])).status).toBe(400);
      expect((await control('PUT', '/faults', [])).status).toBe(204);
      expect((await sandbox.graph(token, '/me/manager')).status).toBe(200);
    });

    it('lose an answer after the change was made', async () => {
      sandbox.faults.set([{ method: 'POST', path: '/channels$', resetAfter: true, times: 1 }]);
      await expect(createChannel(sandbox, 'Lost answer')).rejects.toThrow();
      expect(await channelNames(sandbox)).toContain('Lost answer');
    });

    it('leave a request hanging until the caller gives up', async () => {
      sandbox.faults.set([{ path: '^/v1.0/me$', hang: true }]);
      await expect(fetch(`${sandbox.url}/v1.0/me`, { signal: AbortSignal.timeout(200) })).rejects.toThrow();
      sandbox.faults.clear();
    });

    it('register apps', async () => {
      const { clientId, ...app } = buildApp({ clientId: '11111111-2222-4333-8444-555555555555' });
      expect((await control('PUT', `/apps/${clientId}`, app)).status).toBe(204);
      expect(sandbox.state.apps.get(clientId)?.displayName).toBe('Trellis');
      expect((await control('PUT', `/apps/${clientId}`, { displayName: '' })).status).toBe(400);
    });

    it('rotate keys', async () => {
      const keys = async () => ((await (await fetch(`${sandbox.url}/${sandbox.tenantId}/discovery/v2.0/keys`)).json()) as { keys: unknown[] }).keys.length;
      const before = await keys();
      expect((await control('POST', '/keys/rotate')).status).toBe(204);
      expect(await keys()).toBe(before + 1);
      expect((await control('POST', '/keys/rotate?forget=true')).status).toBe(204);
      expect(await keys()).toBe(1);
    });

    it('move time on, never back: tokens expire, and so do holds', async () => {
      const token = await sandbox.graphToken(upn('ben'));
      const now = Date.parse((await control('GET', '/clock')).body.now);
      expect((await control('PUT', '/clock', { advanceMs: 60 * 60 * 1000 })).status).toBe(204);
      expect((await sandbox.graph(token, '/me')).status).toBe(200);
      expect((await control('PUT', '/clock', { now: new Date(now + 3 * 60 * 60 * 1000).toISOString() })).status).toBe(204);
      expect((await sandbox.graph(token, '/me')).status).toBe(401);
      expect(Date.parse((await control('GET', '/clock')).body.now)).toBeGreaterThanOrEqual(now + 3 * 60 * 60 * 1000);
      for (const body of [{ now: new Date(now).toISOString() }, { advanceMs: -1 }, {}, { now: 'soon' }]) expect((await control('PUT', '/clock', body)).status).toBe(400);
      await control('POST', '/reset');
      expect(Date.parse((await control('GET', '/clock')).body.now)).toBeLessThan(now + 60_000);
    });

    it('change settings one by one', async () => {
      const before = (await control('GET', '/settings')).body;
      expect((await control('PATCH', '/settings', { teamOperationMs: 9 })).status).toBe(204);
      expect((await control('GET', '/settings')).body).toEqual({ ...before, teamOperationMs: 9 });
      expect((await control('PATCH', '/settings', { teamOperationMs: -1 })).status).toBe(400);
      expect((await control('PATCH', '/settings', { unknown: 1 })).status).toBe(400);
    });

    it('begin anew', async () => {
      await createChannel(sandbox, 'Soon gone');
      const token = await sandbox.graphToken(upn('ben'));
      expect((await control('POST', '/reset')).status).toBe(204);
      expect(await channelNames(sandbox)).toEqual(['General', 'Ask for help']);
      expect((await sandbox.graph(token, '/me')).status).toBe(200);
    });
  });

  it('keeps what happened over a restart, and its signatures stay good', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
    try {
      const first = await startTestSandbox({ stateDir });
      expect((await createChannel(first, 'Kept')).status).toBe(201);
      const port = Number(new URL(first.url).port);
      const token = await first.graphToken(upn('ben'));
      await first.stop();
      const second = await startTestSandbox({ stateDir, port });
      expect(await channelNames(second)).toContain('Kept');
      expect((await second.graph(token, '/me')).status).toBe(200);
      await second.stop();
      const third = await startTestSandbox({ stateDir, fresh: true });
      expect(await channelNames(third)).not.toContain('Kept');
      await third.stop();
    } finally {
      await rm(stateDir, { recursive: true });
    }
  });

  it('names a port that is in use', async () => {
    const sandbox = await startTestSandbox();
    const port = Number(new URL(sandbox.url).port);
    await expect(startTestSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
    await sandbox.stop();
  });
});
