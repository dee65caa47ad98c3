import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ConnectionResetError, type Faults, type HappeningFault } from './faults.ts';
import type { Journal } from './journal.ts';
import type { RequestNote, SandboxRequest, SandboxResponse } from './router.ts';
import { sendAnswer } from './send-answer.ts';

/** Graph takes chunks below 60 MiB; nothing larger is sent to any part. */
const largestBody = 64 * 1024 * 1024;

export interface HttpServerOptions {
  host: string;
  port: number;
  tls?: { cert: string, key: string };
  journal?: Journal;
  faults?: Faults;
  handle(request: SandboxRequest): Promise<SandboxResponse>;
  /** What an injected fault answers in place of `handle`; null when it lets the request through. */
  faultAnswer?: (fault: HappeningFault, request: SandboxRequest) => SandboxResponse | null;
  /** Called after every request that may have changed something. */
  changed?: () => void;
}

export interface RunningServer { port: number, close(): Promise<void> }

/** The address is taken, or may not be used; `port` says which. */
export class PortUnavailableError extends Error {
  override readonly name = 'PortUnavailableError';
  readonly code: string;
  readonly port: number;

  constructor(code: string, port: number) {
    super(code === 'EADDRINUSE' ? `Port ${port} is in use.` : `Port ${port} cannot be used (${code}).`);
    this.code = code;
    this.port = port;
  }
}

/** Serves HTTP or HTTPS: makes faults happen, keeps the journal, hands every request to `handle`. */
export async function serve(options: HttpServerOptions): Promise<RunningServer> {
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answer(incoming, outgoing, options).catch((problem: unknown) => {
      if (problem instanceof ConnectionResetError) return incoming.socket.destroy();
      // A caller that gives up midway is no mistake of the sandbox's; anything else is.
      if (!incoming.destroyed || incoming.complete) console.error(`Sandbox: ${incoming.method} ${incoming.url}:`, problem);
      if (outgoing.headersSent) incoming.socket.destroy();
      else void sendAnswer(outgoing, { status: 500, body: { error: { code: 'sandbox-failed', message: 'The sandbox failed; its console says why.' } } });
    });
  };
  const server: Server = options.tls ? createHttpsServer(options.tls, listener) : createHttpServer(listener);
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (problem: NodeJS.ErrnoException) => reject(new PortUnavailableError(problem.code ?? 'unknown', options.port)));
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, options: HttpServerOptions): Promise<void> {
  const started = performance.now();
  const method = incoming.method ?? 'GET';
  const sent = incoming.url ?? '/';
  const url = new URL(sent, `${options.tls ? 'https' : 'http'}://${incoming.headers.host ?? 'localhost'}`);
  const note: RequestNote = {};
  const journal = (status: number, fault: boolean) => {
    if (url.pathname.startsWith('/sandbox/')) return;
    options.journal?.add({
      method, path: sent, status, durationMs: Math.round(performance.now() - started),
      app: note.app ?? null, person: note.person ?? null, operation: note.operation ?? null,
      write: note.write ?? false, fault, batchPart: null,
    });
  };
  const body = await readBody(incoming);
  if (body === null) {
    journal(413, false);
    return sendAnswer(outgoing, { status: 413, body: 'Payload too large' });
  }
  const request: SandboxRequest = { method, url, path: url.pathname, headers: incoming.headers, body, params: {}, note };
  const fault = url.pathname.startsWith('/sandbox/') ? null : options.faults?.take(method, sent) ?? null;
  if (fault?.delayMs) await delay(fault.delayMs);
  if (fault?.hang) return journal(0, true);
  if (fault?.reset) {
    incoming.socket.destroy();
    return journal(0, true);
  }
  const refusal = fault && (options.faultAnswer?.(fault, request) ?? null);
  if (refusal) {
    journal(refusal.status, true);
    return sendAnswer(outgoing, refusal, method === 'HEAD', fault);
  }
  const response = await options.handle(request).catch((problem: unknown) => {
    journal(problem instanceof ConnectionResetError ? 0 : 500, problem instanceof ConnectionResetError);
    throw problem;
  });
  if (note.write ?? !['GET', 'HEAD', 'OPTIONS'].includes(method)) options.changed?.();
  if (fault?.resetAfter) {
    incoming.socket.destroy();
    return journal(0, true);
  }
  const delivery = fault?.cut !== undefined || fault?.drip !== undefined ? fault : response.delivery;
  // Journalled before it is sent: who has the answer finds the entry.
  journal(response.status, delivery !== undefined);
  await sendAnswer(outgoing, response, method === 'HEAD', delivery);
}

/** The whole body, or null when it is too large. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
