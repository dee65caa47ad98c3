/** One request the sandbox answered, or one part of a `$batch`. */
export interface JournalEntry {
  /** Grows by one with every entry; `GET /sandbox/journal?since=` gives those after it. */
  sequence: number;
  /** ISO instant the answer was sent. */
  time: string;
  method: string;
  /** Path with query, as sent. */
  path: string;
  /** 0 when the connection was reset or left hanging. */
  status: number;
  durationMs: number;
  /** Client id of the app in the token. */
  app: string | null;
  /** User principal name in the token; null for app-only calls. */
  person: string | null;
  /** Graph operation, or null for the other parts of the sandbox. */
  operation: string | null;
  /** Whether something was changed. */
  write: boolean;
  /** Whether an injected fault answered. */
  fault: boolean;
  /** For a part of a batch: its id in the batch. */
  batchPart: string | null;
}

/** The newest requests, in order. */
export class Journal {
  readonly #limit: number;
  #entries: JournalEntry[] = [];
  #sequence = 0;

  constructor(limit = 50_000) {
    this.#limit = limit;
  }

  add(entry: Omit<JournalEntry, 'sequence' | 'time'>): void {
    this.#entries.push({ sequence: ++this.#sequence, time: new Date().toISOString(), ...entry });
    if (this.#entries.length > this.#limit) this.#entries.splice(0, this.#entries.length - this.#limit);
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  get writes(): JournalEntry[] {
    return this.#entries.filter(entry => entry.write);
  }

  since(sequence: number): JournalEntry[] {
    return this.#entries.filter(entry => entry.sequence > sequence);
  }

  /** Round trips to Graph: parts of a batch do not count, the batch does. */
  get graphRequests(): JournalEntry[] {
    return this.#entries.filter(entry => entry.path.startsWith('/v1.0/') && entry.batchPart === null);
  }

  clear(): void {
    this.#entries = [];
  }
}
