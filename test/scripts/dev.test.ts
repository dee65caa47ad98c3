import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/support/environment.ts';
import { freePorts } from '../../scripts/support/ports.ts';
import { eventually } from '../support/eventually.ts';

/** `npm run dev` as a process, on free ports, in a copy of the sources whose files may be changed. */
describe('npm run dev', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'trellis-dev-'));
  const copy = path.join(folder, 'trellis');
  const running = new Set<ChildProcess>();
  let ports: number[];
  beforeAll(async () => {
    ports = await freePorts(4);
    for (const part of ['api', 'appPackage', 'env', 'infra', 'sandbox', 'scripts', 'src', 'package.json', 'tsconfig.json', 'vite.config.ts']) cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
    // Packages are those of this checkout; what Vite and the database keep beside them is the copy's own.
    mkdirSync(path.join(copy, 'node_modules'));
    for (const name of readdirSync(path.join(root, 'node_modules'))) {
      if (name !== '.vite') symlinkSync(path.join(root, 'node_modules', name), path.join(copy, 'node_modules', name));
    }
  });
  afterAll(async () => {
    await Promise.all([...running].map((child) => new Promise((resolve) => { child.once('close', resolve); process.kill(-child.pid!, 'SIGKILL'); })));
    rmSync(folder, { recursive: true, force: true });
  });

  function start() {
    const child = spawn(process.execPath, ['scripts/dev.ts', '--empty'], {
      cwd: copy,
      // A group of its own, so that Ctrl-C can be sent to all of it, as a terminal does.
      detached: true,
      env: {
        ...process.env, NODE_OPTIONS: '', NODE_ENV: '', PORT: String(ports[0]), SANDBOX_PORT: String(ports[1]), SANDBOX_TEAMS_PORT: String(ports[2]), TAB_PORT: String(ports[3]),
        SANDBOX_DIR: path.join(folder, 'sandbox'), DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'info', DATABASE_URL: '', SANDBOX_TENANT: '', TRELLIS_ENV: '',
      },
    });
    running.add(child);
    const heard = { said: '', errors: '' };
    child.stdout.on('data', (chunk) => { heard.said += String(chunk); });
    child.stderr.on('data', (chunk) => { heard.errors += String(chunk); });
    const ended = new Promise<number | null>((resolve) => child.once('close', (code) => { running.delete(child); resolve(code); }));
    return { child, heard, ended };
  }

  const childrenOf = (pid: number): number[] => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  const lives = (pid: number) => { try { return process.kill(pid, 0); } catch { return false; } };
  const get = async (port: number, where: string) => (await fetch(`http://localhost:${port}${where}`)).text();
  const privacy = path.join(copy, 'api/teams/about-pages.ts');
  /** As many editors do: a new file is written beside the old one and renamed over it. */
  const saveByRename = (text: string) => {
    writeFileSync(`${privacy}~`, text);
    renameSync(`${privacy}~`, privacy);
  };

  it('serves the tab by Vite, begins the API anew at each change, also after a mistake, and leaves no process', async () => {
    const { child, heard, ended } = start();
    const starts = () => heard.said.match(/the API listens/g)?.length ?? 0;
    await Promise.race([eventually(() => expect(heard.said).toContain('Ctrl-C'), 60_000), ended.then((code) => { throw new Error(`ended with ${code}: ${heard.errors}`); })]);
    expect(heard.said).toContain(`TAB_PORT=${ports[3]} npm run import`);
    expect(starts()).toBe(1);

    expect(await get(ports[3]!, '/tab')).toContain('/@vite/client');
    expect(await get(ports[3]!, '/tab/main.ts')).toContain('import');
    expect(JSON.parse(await get(ports[3]!, '/api/tab-config'))).toMatchObject({ clientId: expect.any(String) });

    const before = readFileSync(privacy, 'utf8');
    for (const [index, word] of ['first change', 'second change'].entries()) {
      saveByRename(before.replace('<h1>', `<h1>${word} `));
      await eventually(async () => expect(await get(ports[0]!, '/privacy')).toContain(word), 60_000);
      await eventually(() => expect(starts()).toBe(2 + index));
    }

    saveByRename(`${before}\nthis is no TypeScript`);
    await eventually(() => expect(heard.errors).toContain('The API ended. It begins anew when a file in api/ changes.'), 60_000);
    saveByRename(before.replace('<h1>', '<h1>third change '));
    await eventually(async () => expect(await get(ports[0]!, '/privacy')).toContain('third change'), 60_000);

    const processes = childrenOf(child.pid!);
    expect(processes).toHaveLength(3);
    process.kill(-child.pid!, 'SIGINT');
    expect(await ended).toBe(0);
    await eventually(() => expect(starts()).toBe(4));
    await eventually(() => expect(processes.filter(lives)).toEqual([]));
  }, 240_000);

  it('names the tab’s port when it is in use', async () => {
    const other = await new Promise<Server>((resolve) => { const server = createServer().listen(ports[3], () => resolve(server)); });
    const { heard, ended } = start();
    expect(await ended).toBe(1);
    await new Promise((resolve) => other.close(resolve));
    expect(heard.errors).toMatch(new RegExp(`Port ${ports[3]}, .*is in use\\. Set TAB_PORT to another: TAB_PORT=\\d+ npm run dev`));
  });
});
