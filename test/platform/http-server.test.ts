import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCommunity, getCommunity } from '../../api/communities/communities-contract.ts';
import { problem } from '../../api/platform/http/operation-contract.ts';
import { asProblem, presentProblem } from '../../api/platform/http/problem.ts';
import { listTemplates } from '../../api/templates/templates-contract.ts';
import { type TestApi, startTestApi } from '../support/api.ts';
import { type TestDatabase, createTestDatabase } from '../support/postgres.ts';
import { type TestSandbox, startTestSandbox } from '../support/sandbox.ts';
import { people } from '../support/tenant-builder.ts';

const nowhere = '00000000-0000-4000-8000-000000000000';

describe('the API’s HTTP server', () => {
  let sandbox: TestSandbox;
  let database: TestDatabase;
  let api: TestApi;
  const tabDir = mkdtempSync(join(tmpdir(), 'trellis-tab-'));
  beforeAll(async () => {
    mkdirSync(join(tabDir, 'assets'));
    writeFileSync(join(tabDir, 'index.html'), '<!doctype html><title>Trellis</title>');
    writeFileSync(join(tabDir, 'assets', 'main-abc123.js'), `/* ${'a'.repeat(5_000)} */`);
    [sandbox, database] = await Promise.all([startTestSandbox(), createTestDatabase()]);
    api = await startTestApi({ sandbox, database, settings: { TAB_DIR: tabDir } });
  });
  afterAll(async () => {
    await api?.close();
    await sandbox?.stop();
    await database?.close();
    rmSync(tabDir, { recursive: true, force: true });
  });

  const signedIn = async () => ({ authorization: `Bearer ${await sandbox.tokenFor(people.ben)}` });
  const expectProblem = async (response: Response, status: number, code: string) => {
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const body = problem.parse(await response.json());
    expect(body).toMatchObject({ status, code, correlationId: response.headers.get('x-correlation-id') });
    return body;
  };

  describe('answers a problem', () => {
    it('to an address that there is not', async () => { await expectProblem(await api.fetch('/api/nothing'), 404, 'not-found'); });
    it('to a method that the address does not take, naming those it does', async () => {
      const response = await api.fetch('/api/templates', { method: 'DELETE' });
      await expectProblem(response, 405, 'method-not-allowed');
      expect(response.headers.get('allow')).toBe('GET');
    });
    it('to somebody who is not signed in, with the challenge', async () => {
      const response = await api.fetch('/api/templates');
      await expectProblem(response, 401, 'not-signed-in');
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    });
    it('to a body that is not JSON', async () => {
      await expectProblem(await api.fetch('/api/communities', { method: 'POST', headers: { ...await signedIn(), 'content-type': 'application/json' }, body: '{"name":' }), 400, 'bad-input');
    });
    it('to a body of another kind', async () => {
      await expectProblem(await api.fetch('/api/communities', { method: 'POST', headers: { ...await signedIn(), 'content-type': 'text/csv' }, body: 'a,b' }), 415, 'unsupported-media-type');
    });
    it('to a body that is too large, announced or not', async () => {
      const body = JSON.stringify({ name: 'x'.repeat(1_100_000) });
      const headers = { ...await signedIn(), 'content-type': 'application/json' };
      await expectProblem(await api.fetch('/api/communities', { method: 'POST', headers, body }), 413, 'body-too-large');
      const stream = new Blob([body]).stream();
      await expectProblem(await api.fetch('/api/communities', { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit), 413, 'body-too-large');
    });
    it('to a create without a body', async () => {
      await expectProblem(await api.fetch('/api/communities', { method: 'POST', headers: await signedIn() }), 400, 'bad-input');
    });
    it('naming every field that it refuses, with reason and remedy', async () => {
      const body = await expectProblem(await api.fetch('/api/communities', {
        method: 'POST', headers: { ...await signedIn(), 'content-type': 'application/json' }, body: JSON.stringify({ requestId: nowhere, name: 'x', about: 'y', templateId: 'z', ties: [{ kind: 'moon' }], charter: {} }),
      }), 400, 'bad-input');
      expect(body.fields?.map(({ field }) => field)).toEqual(expect.arrayContaining(['/name', '/ties/0/kind', '/charter/domain']));
      for (const field of body.fields ?? []) expect(field.remedy).not.toBe('');
    });
    it('to a page size beyond the largest and to an id that is none', async () => {
      const headers = await signedIn();
      expect((await expectProblem(await api.fetch('/api/communities?limit=1000', { headers }), 400, 'bad-input')).fields?.[0]?.field).toBe('query/limit');
      expect((await expectProblem(await api.fetch('/api/communities/../../etc', { headers }), 404, 'not-found')).detail).toBeTruthy();
      expect((await expectProblem(await api.fetch('/api/communities/none-of-ours', { headers }), 400, 'bad-input')).fields?.[0]?.field).toBe('params/communityId');
      await expectProblem(await api.fetch('/api/communities/%E0%A4%A', { headers }), 404, 'not-found');
    });
    it('in French to whoever reads French', async () => {
      const headers = { ...await signedIn(), 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.8' };
      const refused = await expectProblem(await api.fetch('/api/communities?limit=1000', { headers }), 400, 'bad-input');
      expect(refused).toMatchObject({ title: 'Cela ne peut pas être accepté en l’état', fields: [{ field: 'query/limit', reason: expect.stringContaining('Trop grand'), remedy: 'Donnez au plus 100.' }] });
      const { items } = (await api.request(listTemplates, { as: people.ben, headers: { 'accept-language': 'fr' } })).body;
      expect(items.find(({ id }) => id === 'professional-discipline')).toMatchObject({ name: 'Métier', firstActivities: expect.arrayContaining([expect.objectContaining({ title: 'Apportez un cas qui vous résiste' })]) });
      const unknown = await api.fetch('/api/nothing', { headers });
      expect(unknown.headers.get('vary')).toContain('accept-language');
      expect(await expectProblem(unknown, 404, 'not-found')).toMatchObject({ title: 'Introuvable', detail: 'Il n’y a rien à cette adresse.' });
    });
    it('to an id that nobody has', async () => {
      expect((await api.request(getCommunity, { as: people.ben, params: { communityId: nowhere } })).status).toBe(404);
    });
  });

  it('gives an ETag and answers 304 to who knows the answer', async () => {
    const first = await api.request(listTemplates, { as: people.ben });
    expect(first.status).toBe(200);
    const again = await api.request(listTemplates, { as: people.ben, headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    expect(again.body).toBeUndefined();
  });

  it('sends security headers with everything: frames for Teams’ hosts and those of the settings only', async () => {
    for (const path of ['/tab/', '/api/health', '/api/nothing', '/api/templates']) {
      const { headers } = await api.fetch(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain(`frame-ancestors 'self' https://teams.microsoft.com`);
      expect(policy).toContain(sandbox.teamsUrl);
      expect(policy).toContain("script-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBeTruthy();
    }
  });

  it('says to people the id by which the log has a fault of Trellis', () => {
    const { remedy, detail } = presentProblem(asProblem(new TypeError('boom')), 'an-id-of-the-log', 'en');
    expect(remedy).toContain('an-id-of-the-log');
    expect(detail).not.toContain('boom');
  });

  it('keeps the caller’s correlation id, takes the trace’s, or makes one', async () => {
    expect((await api.fetch('/api/health', { headers: { 'x-correlation-id': 'journey-0001' } })).headers.get('x-correlation-id')).toBe('journey-0001');
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect((await api.fetch('/api/health', { headers: { traceparent } })).headers.get('x-correlation-id')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect((await api.fetch('/api/health', { headers: { 'x-correlation-id': '<script>' } })).headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is alive and ready, and describes itself in OpenAPI 3.1', async () => {
    expect(await (await api.fetch('/api/health')).json()).toEqual({ status: 'alive' });
    expect(await (await api.fetch('/api/ready')).json()).toEqual({ status: 'ready', checks: { database: true, signIn: true } });
    const document = await (await api.fetch('/api/openapi.json')).json() as { openapi: string; paths: Record<string, Record<string, { operationId: string }>> };
    expect(document.openapi).toBe('3.1.0');
    expect(document.paths['/api/communities']?.post?.operationId).toBe(createCommunity.name);
    expect(document.paths['/api/communities/{communityId}']?.get?.operationId).toBe(getCommunity.name);
  });

  describe('serves the tab', () => {
    it('with its page at every address of its own, asked for afresh', async () => {
      for (const path of ['/tab', '/tab/', '/tab/communities/abc']) {
        const response = await api.fetch(path);
        expect(await response.text()).toContain('<title>Trellis</title>');
        expect(response.headers.get('cache-control')).toBe('no-cache');
      }
    });
    it('with built files kept for ever, compressed, and 304 to who has them', async () => {
      const response = await api.fetch('/tab/assets/main-abc123.js');
      expect(response.headers.get('cache-control')).toContain('immutable');
      expect(response.headers.get('content-encoding')).toBe('gzip');
      expect(await response.text()).toContain('aaaa');
      expect((await api.fetch('/tab/assets/main-abc123.js', { headers: { 'if-none-match': response.headers.get('etag') ?? '' } })).status).toBe(304);
    });
    it('and nothing outside of it', async () => {
      await expectProblem(await api.fetch('/tab/%2e%2e/%2e%2e/package.json'), 404, 'not-found');
      await expectProblem(await api.fetch('/tab/assets/missing.js'), 404, 'not-found');
    });
  });
});
