import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { type TestDatabase, createTestDatabase } from '../support/postgres.ts';

const root = new URL('../../', import.meta.url);

describe('the API’s process', () => {
  let database: TestDatabase;
  const children = new Set<ChildProcess>();
  beforeAll(async () => { database = await createTestDatabase(); });
  afterEach(() => { for (const child of children) child.kill('SIGKILL'); });
  afterAll(() => database?.close());

  const start = (changes: Record<string, string | undefined>) => {
    const child = spawn(process.execPath, ['api/server.ts'], {
      cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH, PORT: '0', PUBLIC_URL: 'http://localhost:3978', TENANT_ID: '11111111-1111-4111-8111-111111111111', CLIENT_ID: '22222222-2222-4222-8222-222222222222',
        CLIENT_SECRET: 'a-secret', APP_ID_URI: 'api://localhost/botid', LOGIN_URL: 'https://localhost:9', GRAPH_URL: 'https://localhost:9', DATABASE_URL: database.url, ...changes,
      },
    });
    children.add(child);
    let output = '';
    const listening = new Promise<number>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const port = /"port":(\d+)/.exec(output)?.[1];
        if (port) resolve(Number(port));
      });
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
    const ended = new Promise<{ code: number | null; errors: string }>((resolve) => child.once('close', (code) => { children.delete(child); resolve({ code, errors }); }));
    return { child, listening, ended };
  };

  it.each(['SIGTERM', 'SIGINT'] as const)('listens, and ends by itself on %s', async (signal) => {
    const { child, listening, ended } = start({});
    expect((await fetch(`http://localhost:${await listening}/api/health`)).status).toBe(200);
    child.kill(signal);
    expect((await ended).code).toBe(0);
  });

  it('names a port that is in use and the setting that changes it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => { other.listen(0, () => resolve()); });
    const { port } = other.address() as AddressInfo;
    const { code, errors } = await start({ PORT: String(port) }).ended;
    other.close();
    expect(code).toBe(1);
    expect(errors).toMatch(`Port ${port} is in use`);
    expect(errors).toMatch('Set PORT');
  });

  it('names every setting that is missing or wrong, with what to do', async () => {
    const { code, errors } = await start({ TENANT_ID: 'contoso', CLIENT_SECRET: undefined, PORT: 'http' }).ended;
    expect(code).toBe(1);
    for (const setting of ['TENANT_ID', 'CLIENT_SECRET', 'PORT']) expect(errors).toMatch(new RegExp(`^${setting}: .+\\. .+`, 'm'));
    expect(errors).not.toMatch('    at ');
  });

  it('says that the database does not answer', async () => {
    const { code, errors } = await start({ DATABASE_URL: 'postgres://a:b@127.0.0.1:9/none' }).ended;
    expect(code).toBe(1);
    expect(errors).toMatch('DATABASE_URL');
  });
});
