import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Delivery } from './faults.ts';
import type { SandboxResponse } from './router.ts';

/** Sends an answer; `delivery` says how it goes wrong on the way. */
export async function sendAnswer(outgoing: ServerResponse, response: SandboxResponse, headOnly = false, delivery: Delivery = {}): Promise<void> {
  const { body } = response;
  const headers: Record<string, string> = { ...response.headers };
  let bytes: Uint8Array | string = '';
  if (typeof body === 'string' || body instanceof Uint8Array) bytes = body;
  else if (body !== null && body !== undefined) {
    bytes = JSON.stringify(body);
    if (!Object.keys(headers).some(name => name.toLowerCase() === 'content-type')) headers['Content-Type'] = 'application/json; charset=utf-8';
  }
  if (response.status !== 204 && response.status !== 304) headers['Content-Length'] = String(Buffer.byteLength(bytes));
  outgoing.writeHead(response.status, headers);
  if (headOnly) outgoing.end();
  else if (delivery.cut !== undefined) cutShort(outgoing, Buffer.from(bytes), delivery.cut);
  else if (delivery.drip !== undefined) await drip(outgoing, Buffer.from(bytes), delivery.drip);
  else outgoing.end(bytes);
}

/** A part of the body, and then the connection is gone. */
function cutShort(outgoing: ServerResponse, bytes: Buffer, share: number): void {
  outgoing.flushHeaders();
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length * share)), () => outgoing.destroy());
}

async function drip(outgoing: ServerResponse, bytes: Buffer, { bytes: size, everyMs }: NonNullable<Delivery['drip']>): Promise<void> {
  outgoing.flushHeaders();
  for (let at = 0; at < bytes.length; at += size) {
    await delay(everyMs, undefined, { ref: false });
    // The caller may have given up.
    if (outgoing.destroyed) return;
    outgoing.write(bytes.subarray(at, at + size));
  }
  outgoing.end();
}
