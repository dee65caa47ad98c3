import type { IncomingMessage } from 'node:http';
import { BadInputError, ProblemError } from '../errors.ts';

/** A body larger than its operation takes. */
export class BodyTooLargeError extends ProblemError {
  constructor(limit: number) {
    super({ code: 'body-too-large', values: { kilobytes: Math.floor(limit / 1_000) }, status: 413, headers: { connection: 'close' } });
  }
}

class UnsupportedBodyError extends ProblemError {
  constructor() {
    super({ code: 'unsupported-media-type', status: 415 });
  }
}

/**
 * Reads a JSON body of at most `limit` bytes; undefined when there is none.
 * @throws BodyTooLargeError, UnsupportedBodyError (415), BadInputError when it is not JSON.
 */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': chunked, 'content-encoding': encoding } = request.headers;
  if (chunked === undefined && (length === undefined || length === '0')) return undefined;
  if (!/^application\/(?:[\w.-]+\+)?json\s*(;|$)/i.test(type ?? '') || (encoding !== undefined && encoding !== 'identity')) throw new UnsupportedBodyError();
  if (Number(length) > limit) throw new BodyTooLargeError(limit);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLargeError(limit);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new BadInputError([{ field: '', refused: 'not-json' }], 'unreadable');
  }
}
