import type { ChildProcess } from 'node:child_process';
import { type FSWatcher, readdirSync, watch } from 'node:fs';
import path from 'node:path';
import { endOne, type ProcessGroup } from './processes.ts';

/** Saving one file is several events, checking out a branch hundreds; after this much quiet they are one change. */
const quietMs = 150;

/** What editors keep beside the file that is being written. */
const isEditors = (file: string | null) => file !== null && (file.startsWith('.') || file.endsWith('~'));

/**
 * Ends a process and begins it anew whenever something changes in a folder or below. Should the process end by
 * itself, from a mistake in a file for instance, the next change begins it anew.
 *
 * Folders are watched, not files: an editor that saves by renaming puts a new file in the place of the watched one.
 */
export class RestartOnChange {
  readonly #name: string;
  readonly #folder: string;
  readonly #group: ProcessGroup;
  readonly #begin: () => ChildProcess;
  #child: ChildProcess;
  #watchers: FSWatcher[] = [];
  #quiet: NodeJS.Timeout | undefined;
  #restarting = false;
  #changedMeanwhile = false;
  #closed = false;

  constructor(options: { name: string; folder: string; group: ProcessGroup; child: ChildProcess; begin: () => ChildProcess }) {
    this.#name = options.name;
    this.#folder = options.folder;
    this.#group = options.group;
    this.#begin = options.begin;
    this.#child = options.child;
    this.#accept(options.child);
    this.#watch();
  }

  /** Nothing is begun any more; the process itself is the group's to end. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#quiet);
    this.#unwatch();
  }

  #accept(child: ChildProcess): void {
    this.#child = child;
    this.#group.letEnd(child);
    child.once('exit', () => {
      if (!this.#restarting && !this.#closed) console.error(`${this.#name} ended. It begins anew when a file in ${path.basename(this.#folder)}/ changes.`);
    });
  }

  #watch(): void {
    const below = readdirSync(this.#folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => path.join(entry.parentPath, entry.name));
    this.#watchers = [this.#folder, ...below].map((folder) => watch(folder, (_, file) => { if (!isEditors(file)) this.#changed(); }));
  }

  #unwatch(): void {
    for (const watcher of this.#watchers) watcher.close();
  }

  #changed(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => void this.#restart(), quietMs);
  }

  async #restart(): Promise<void> {
    if (this.#restarting) {
      this.#changedMeanwhile = true;
      return;
    }
    this.#restarting = true;
    do {
      this.#changedMeanwhile = false;
      // Folders may have come, gone or been replaced.
      this.#unwatch();
      this.#watch();
      await endOne(this.#child);
      if (this.#closed) return;
      this.#accept(this.#begin());
    } while (this.#changedMeanwhile);
    this.#restarting = false;
  }
}
