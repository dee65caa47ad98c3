import type { HttpMethod, HttpRouteHandler, IHttpServerAdapter } from '@microsoft/teams.apps';
import { decodeJwt } from 'jose';
import type { Request, Response, Server } from 'restify';

/** Activities are small; Teams refuses bot messages above about 100 KB itself. */
const largestActivityBytes = 256 * 1024;

/** The activity could not be read; nothing of it is processed. */
class UnreadableActivityError extends Error {
  readonly code = 'unreadable-activity';
  readonly status: 400 | 413;
  constructor(status: 400 | 413, detail: string) {
    super(detail);
    this.status = status;
  }
}

/**
 * Lets `@microsoft/teams.apps` receive activities on the API's own restify server.
 *
 * teams.apps also takes tokens that Entra ID issued for this client id, for agents with an identity of
 * their own. The token that a person's tab holds is such a token, and with it anyone could post
 * activities in another's name. Trellis has no such agents: only tokens of the bot service go through
 * (their signature, audience, times and `serviceurl` are then checked by teams.apps).
 */
export class RestifyAdapter implements IHttpServerAdapter {
  readonly #server: Server;
  readonly #tokenIssuer: string;

  constructor(server: Server, tokenIssuer: string) {
    this.#server = server;
    this.#tokenIssuer = tokenIssuer;
  }

  registerRoute(method: HttpMethod, path: string, handler: HttpRouteHandler): void {
    if (method !== 'POST') return;
    this.#server.post(path, async (request: Request, response: Response) => {
      response.setHeader('cache-control', 'no-store');
      if (!this.#isFromBotService(request)) {
        response.send(401, { error: 'Unauthorized' });
        return;
      }
      try {
        const body = request.body === undefined ? await readJson(request) : request.body;
        if (typeof body !== 'object' || body === null || typeof body.serviceUrl !== 'string' || body.serviceUrl === '') {
          throw new UnreadableActivityError(400, 'An activity names its type and its serviceUrl.');
        }
        const answer = await handler({ body, headers: request.headers as Record<string, string | string[]> });
        // Why a token was refused is for the log, not for whoever sent it.
        response.send(answer.status, answer.status === 401 ? { error: 'Unauthorized' } : answer.body);
      } catch (error) {
        if (!(error instanceof UnreadableActivityError)) throw error;
        response.send(error.status, { error: error.message });
      }
    });
  }

  #isFromBotService(request: Request): boolean {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token) return false;
    try {
      return decodeJwt(token).iss === this.#tokenIssuer;
    } catch {
      return false;
    }
  }
}

async function readJson(request: Request): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestActivityBytes) throw new UnreadableActivityError(413, 'The activity is too large.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new UnreadableActivityError(400, 'The activity is not JSON.');
  }
}
