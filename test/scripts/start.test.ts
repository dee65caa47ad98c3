import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCommunity, listCommunities } from '../../api/communities/communities-contract.ts';
import { defaultTenant } from '../../sandbox/tenant/default-tenant.ts';
import { sampleCommunities } from '../../scripts/sample/bring-to-life.ts';
import { readEnvironment, root } from '../../scripts/support/environment.ts';
import { ApiAs } from '../../scripts/support/people.ts';
import { freePorts } from '../../scripts/support/ports.ts';
import { castOf } from '../../scripts/support/who-to-try.ts';
import { eventually } from '../support/eventually.ts';
import { createTeamsClient } from '../../sandbox/teams-page/teams-client.ts';

/** `npm start` as a process, on free ports and with folders of its own. */
describe('npm start', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'trellis-start-'));
  const cast = castOf(defaultTenant())!;
  const clientId = readEnvironment('sandbox').CLIENT_ID!;
  const running = new Set<ChildProcess>();
  let ports: number[];
  beforeAll(async () => { ports = await freePorts(3); });
  afterAll(async () => {
    await Promise.all([...running].map((child) => new Promise((resolve) => { child.once('close', resolve); child.kill('SIGTERM'); })));
    rmSync(folder, { recursive: true, force: true });
  });

  function start(...args: string[]) {
    const child = spawn(process.execPath, ['scripts/start.ts', ...args], {
      cwd: root,
      env: {
        ...process.env, NODE_OPTIONS: '', PORT: String(ports[0]), SANDBOX_PORT: String(ports[1]), SANDBOX_TEAMS_PORT: String(ports[2]),
        SANDBOX_DIR: path.join(folder, 'sandbox'), DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'error', DATABASE_URL: '', SANDBOX_TENANT: '',
      },
    });
    running.add(child);
    let said = '';
    let errors = '';
    child.stderr.on('data', (chunk) => { errors += String(chunk); });
    const ended = new Promise<{ code: number | null; said: string; errors: string }>((resolve) => child.once('close', (code) => { running.delete(child); resolve({ code, said, errors }); }));
    const ready = new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk) => { said += String(chunk); if (said.includes('Ctrl-C')) resolve(said); });
      void ended.then(({ code }) => reject(new Error(`ended with ${code}: ${errors}`)));
    });
    ready.catch(() => {});
    return { child, ready, ended };
  }

  /** Sandbox and API, by the children that Linux knows of the process. */
  const childrenOf = (child: ChildProcess) => readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').map(Number);
  const commandOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  const lives = (pid: number) => { try { return process.kill(pid, 0); } catch { return false; } };
  const coordinator = () => createTeamsClient({ teamsUrl: `http://localhost:${ports[2]}` }).as(cast.coordinator.id);
  const api = async () => new ApiAs(`http://localhost:${ports[0]}`, await coordinator().tabToken(clientId));
  const communities = async () => (await (await api()).call(listCommunities, { query: {} })).items.map(({ name }) => name);

  it('prints three addresses; what people did survives a process that dies and a restart; --fresh begins anew, with the communities of the default tenant, and --empty without', async () => {
    const first = start('--empty');
    const said = await first.ready;
    for (const address of [`http://localhost:${ports[0]}`, `https://localhost:${ports[1]}`, `http://localhost:${ports[2]}`]) expect(said).toContain(address);
    expect(said).toContain(cast.coordinator.displayName);

    await (await api()).call(createCommunity, {
      body: {
        requestId: crypto.randomUUID(), templateId: 'professional-discipline', name: 'Kept over a restart', about: 'What people did stays.',
        charter: { domain: 'Keeping.', forWhom: '', practice: '', waysOfWorking: '', keyIssues: [] }, ties: [{ kind: 'team', groupId: cast.team.id }],
      },
    });
    const chat = await coordinator().openChat({ withPersonId: cast.employee.id });
    await coordinator().send(chat.id, { text: 'Shall we start?' });

    const pids = childrenOf(first.child);
    expect(pids).toHaveLength(2);
    process.kill(pids.find((pid) => commandOf(pid).includes('api/server.ts'))!, 'SIGKILL');
    const broken = await first.ended;
    expect(broken.code).toBe(1);
    // Nor was there anything to warn of.
    expect(broken.errors.trim()).toBe('The API ended by SIGKILL.');
    expect(pids.filter(lives)).toEqual([]);

    const second = start();
    await second.ready;
    expect(await communities()).toEqual(['Kept over a restart']);
    expect((await coordinator().messages(chat.id)).map(({ text }) => text)).toContain('Shall we start?');
    const itsPids = childrenOf(second.child);
    second.child.kill('SIGINT');
    expect((await second.ended).code).toBe(0);
    await eventually(() => expect(itsPids.filter(lives)).toEqual([]));

    const third = start('--fresh');
    await third.ready;
    expect(await communities()).not.toContain('Kept over a restart');
    // What test/scripts/sample.test.ts shows whole is on its way here, and ended in the middle of it.
    await eventually(async () => expect(sampleCommunities.map(({ name }) => name)).toContain((await communities())[0]));
    expect((await coordinator().chats()).map(({ id }) => id)).not.toContain(chat.id);
    const lastPids = childrenOf(third.child);
    third.child.kill('SIGTERM');
    expect((await third.ended).code).toBe(0);
    await eventually(() => expect(lastPids.filter(lives)).toEqual([]));
  }, 90_000);

  it('names every port that is in use, and the setting that changes it', async () => {
    const others = await Promise.all(ports.map((port) => new Promise<Server>((resolve) => { const server = createServer().listen(port, () => resolve(server)); })));
    const { code, errors } = await start().ended;
    await Promise.all(others.map((server) => new Promise((resolve) => server.close(resolve))));
    expect(code).toBe(1);
    for (const [index, setting] of ['PORT', 'SANDBOX_PORT', 'SANDBOX_TEAMS_PORT'].entries()) {
      expect(errors).toMatch(new RegExp(`Port ${ports[index]}, .*is in use\\. Set ${setting} to another`));
    }
  });
});
