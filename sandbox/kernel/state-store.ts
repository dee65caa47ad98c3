import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { newState, stateForm, type TenantState } from './state.ts';
import type { TenantFile } from '../tenant/tenant-file.ts';

/** Changes within this time of each other are written to disk together. */
const settleMilliseconds = 300;

/**
 * Keeps the tenant's state: in memory, and in `<stateDir>/tenant.state` when a directory is given. The file is written
 * shortly after a change and on `stop`, beside the old one and then renamed, so a crash leaves one or the other whole.
 */
export class StateStore {
  current: TenantState;
  readonly #file: string | null;
  readonly #tenant: TenantFile;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #dirty = false;

  private constructor(tenant: TenantFile, state: TenantState, file: string | null) {
    this.#tenant = tenant;
    this.current = state;
    this.#file = file;
  }

  /** Opens the state in `stateDir` if it is of the same tenant; otherwise begins anew from the tenant file. */
  static async open(tenant: TenantFile, stateDir: string | null, fresh = false): Promise<StateStore> {
    if (stateDir === null) return new StateStore(tenant, newState(tenant), null);
    await mkdir(stateDir, { recursive: true });
    const file = join(stateDir, 'tenant.state');
    if (fresh) await rm(file, { force: true });
    const restored = await readFile(file).then(bytes => deserialize(bytes) as TenantState, missingIsNull);
    const state = restored?.tenantId === tenant.organization.id && restored.form === stateForm ? restored : newState(tenant);
    return new StateStore(tenant, state, file);
  }

  /** Says that something changed; the snapshot follows shortly. */
  touch(): void {
    if (this.#file === null) return;
    this.#dirty = true;
    this.#timer ??= setTimeout(() => { this.#timer = null; this.save().catch(cannotKeep); }, settleMilliseconds);
  }

  /** Forgets all that happened and begins anew from the tenant file; registered apps and the areas named stay. */
  reset(kept: readonly string[] = []): void {
    const { apps, areas } = this.current;
    this.current = newState(this.#tenant);
    for (const name of kept) if (areas.has(name)) this.current.areas.set(name, areas.get(name));
    for (const [id, app] of apps) this.current.apps.set(id, app);
    this.touch();
  }

  async save(): Promise<void> {
    if (this.#file === null || !this.#dirty) return this.#writing;
    this.#dirty = false;
    const file = this.#file;
    const bytes = serialize(this.current);
    // A write that failed before does not keep this one from being tried.
    this.#writing = this.#writing.catch(() => undefined).then(async () => {
      await writeFile(`${file}.new`, bytes);
      await rename(`${file}.new`, file);
    });
    return this.#writing;
  }

  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.save();
  }
}

function cannotKeep(problem: Error): void {
  console.error(`Sandbox: what happened could not be written to disk: ${problem.message}`);
}

function missingIsNull(problem: NodeJS.ErrnoException): null {
  if (problem.code === 'ENOENT') return null;
  throw problem;
}
