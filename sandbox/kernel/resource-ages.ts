import type { SandboxResponse } from './router.ts';

const mostKept = 20_000;

/** When what was created through Graph was created: faults play with it that Microsoft's services need time to agree. */
export class ResourceAges {
  readonly #now: () => number;
  readonly #created = new Map<string, number>();

  /** @param now milliseconds of a clock that only goes forward */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Looks at an answer: 201 has the id in its body, 202 the place of what is being made in a header. */
  note({ status, headers, body }: SandboxResponse): void {
    if (status === 201) this.#add((body as { id?: unknown } | null | undefined)?.id);
    if (status === 202) this.#add(/^\/\w+\('([^']+)'\)/.exec(headers?.Location ?? '')?.[1]);
  }

  /** Milliseconds since the newest thing that the path names was created; null when none of it was created here. */
  ageOf(path: string): number | null {
    const pathname = path.split('?')[0]!;
    const times = pathname.split(/[/()':]+|%27/i).concat(pathname.split('/')).flatMap(part => this.#created.get(decode(part)) ?? []);
    return times.length === 0 ? null : this.#now() - Math.max(...times);
  }

  #add(id: unknown): void {
    if (typeof id !== 'string' || id === '') return;
    this.#created.delete(id);
    this.#created.set(id, this.#now());
    if (this.#created.size > mostKept) this.#created.delete(this.#created.keys().next().value!);
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
