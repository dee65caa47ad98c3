import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import path from 'node:path';
import { root } from './environment.ts';

/** A process ended although nobody asked it to. */
export class ProcessEndedError extends Error {
  readonly code = 'process-ended';
}

/** How long a process may take to end by itself before it is ended. */
const patience = 8_000;

/**
 * The processes that one command began. They end together: when one ends by itself, `broken`
 * rejects, and `stop` ends the others.
 */
export class ProcessGroup {
  readonly #children = new Set<ChildProcess>();
  readonly #mayEnd = new WeakSet<ChildProcess>();
  #stopping: Promise<void> | null = null;
  #reportBroken: (error: Error) => void = () => {};
  /** Never resolves; rejects with ProcessEndedError when a process ends unasked. */
  readonly broken: Promise<never>;

  constructor() {
    this.broken = new Promise((_, reject) => { this.#reportBroken = reject; });
    this.broken.catch(() => {});
  }

  /** Begins a TypeScript file as a process of its own, with a message channel; when this process dies, the channel closes. */
  begin(name: string, script: string, options: { env: NodeJS.ProcessEnv; args?: string[]; execArgv?: string[]; output?: ForkOptions['stdio'] }): ChildProcess {
    const child = fork(path.join(root, script), options.args ?? [], {
      cwd: root,
      env: options.env,
      execArgv: ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=16', ...(options.execArgv ?? [])],
      stdio: options.output ?? ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#children.add(child);
    child.once('error', (error) => this.#ended(name, child, error.message));
    child.once('exit', (code, signal) => this.#ended(name, child, signal ? `by ${signal}` : `with status ${code}`));
    return child;
  }

  /** From now on this process may end by itself without breaking anything; `stop` ends it like the others. */
  letEnd(child: ChildProcess): void {
    this.#mayEnd.add(child);
  }

  #ended(name: string, child: ChildProcess, how: string): void {
    this.#children.delete(child);
    if (!this.#stopping && !this.#mayEnd.has(child)) this.#reportBroken(new ProcessEndedError(`${name} ended ${how}.`));
  }

  /** Asks every process to end (SIGTERM) and waits; one that does not is killed. Safe to call again. */
  stop(): Promise<void> {
    this.#stopping ??= Promise.all([...this.#children].map(endOne)).then(() => {});
    return this.#stopping;
  }
}

/** Asks a process to end (SIGTERM), kills it when it does not, and resolves when it is gone. */
export function endOne(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const killer = setTimeout(() => child.kill('SIGKILL'), patience);
    child.once('exit', () => {
      clearTimeout(killer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** The first message of a child that passes the test. */
export function firstMessage<T>(child: ChildProcess, isIt: (message: unknown) => message is T): Promise<T> {
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (!isIt(message)) return;
      child.off('message', listen);
      resolve(message);
    };
    child.on('message', listen);
  });
}

/** Asks an address until it answers 200, every 100 ms. */
export async function untilReady(url: string, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const answered = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then((answer) => answer.ok, () => false);
    if (answered) return;
    if (Date.now() > deadline) throw new ProcessEndedError(`${url} did not get ready within ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
