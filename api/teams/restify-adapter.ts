import type { HttpMethod, HttpRouteHandler, IHttpServerAdapter } from '@microsoft/teams.apps';
import { decodeJwt } from 'jose';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { ProblemError } from '../platform/errors.ts';
import { readJsonBody } from '../platform/http/request-body.ts';

/** Activities are small; Teams refuses bot messages above about 100 KB itself. */
const largestActivityBytes = 256 * 1024;

/** Without a `serviceUrl` there would be nothing to hold the token's claim against. */
const activity = z.looseObject({ type: z.string(), serviceUrl: z.string().min(1) });

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
        const body = activity.parse(await readJsonBody(request, largestActivityBytes));
        const answer = await handler({ body, headers: request.headers as Record<string, string | string[]> });
        // Why a token was refused is for the log, not for whoever sent it.
        response.send(answer.status, answer.status === 401 ? { error: 'Unauthorized' } : answer.body);
      } catch (error) {
        const status = error instanceof ProblemError ? error.status : error instanceof z.ZodError ? 400 : 500;
        response.send(status, { error: error instanceof ProblemError ? error.inWords('en').detail : 'not-processed' });
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
