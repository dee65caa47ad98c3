import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphRequest } from './graph-endpoint.ts';
import type { SandboxResponse } from '../kernel/router.ts';

/** One request to Graph, alone or as a part of a batch, with the answer that it got: all that is needed to judge both. */
export interface GraphExchange {
  method: string;
  /** Below `/v1.0`, with query, as sent. */
  path: string;
  /** `GET /teams/{team-id}`; null when nothing answers there. */
  operation: string | null;
  /** The request's headers that bear on the answer, and those that say who sent it. */
  headers: Partial<Record<typeof keptRequestHeaders[number], string>>;
  /** Its body, where that is JSON. */
  body?: unknown;
  /** Whose token it was; null when the token was no good. */
  caller: ExchangeCaller | null;
  status: number;
  answerHeaders: Record<string, string>;
  /** The answer's body, where that is JSON. */
  answer?: unknown;
}

export interface ExchangeCaller {
  kind: 'person' | 'app';
  /** Scopes of a person's token; roles of an app's, with what it was given in the team at hand. */
  permissions: string[];
}

const keptRequestHeaders = ['prefer', 'consistencylevel', 'content-type', 'user-agent', 'sdkversion'] as const;

/** Keeps every exchange with Graph in a folder, for whoever judges them afterwards: one file for each sandbox, one JSON text a line. */
export class ExchangeLog {
  readonly #file: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, `${process.pid}-${randomUUID()}.jsonl`);
  }

  add(request: GraphRequest, response: SandboxResponse): void {
    const { operation = null, person, permissions } = request.note;
    const exchange: GraphExchange = {
      method: request.method,
      path: request.url.pathname.replace(/^\/v1\.0/i, '') + request.url.search,
      operation,
      caller: permissions ? { kind: person === undefined ? 'app' : 'person', permissions } : null,
      headers: Object.fromEntries(keptRequestHeaders.flatMap(name => request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]])),
      body: jsonOf(request.bytes, String(request.headers['content-type'] ?? '')),
      status: response.status,
      answerHeaders: Object.fromEntries(Object.entries(response.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
      answer: typeof response.body === 'string' || response.body instanceof Uint8Array ? undefined : response.body ?? undefined,
    };
    appendFileSync(this.#file, `${JSON.stringify(exchange)}\n`);
  }
}

function jsonOf(bytes: Buffer, contentType: string): unknown {
  if (bytes.length === 0 || !/json/i.test(contentType)) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
