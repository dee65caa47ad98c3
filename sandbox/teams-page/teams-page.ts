import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConversationStore } from '../connector/conversation-store.ts';
import type { TeamsPlatform } from '../connector/teams-platform.ts';
import type { SandboxRequest, SandboxResponse } from '../kernel/router.ts';
import { LiveEvents } from './live-events.ts';
import { pageApi } from './page-api.ts';
import { PageError } from './page-error.ts';
import { staticFile } from './static-files.ts';

const largestBodyBytes = 4 * 1024 * 1024;

export interface TeamsPage {
  /** Base address, for example http://localhost:3979. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the page that plays the Teams client, with its JSON API under `/api`. `port` 0 takes a free one.
 * Rejects as `server.listen` does, for example with code EADDRINUSE.
 */
export async function startTeamsPage(options: { platform: TeamsPlatform; conversations: ConversationStore; port: number; host?: string }): Promise<TeamsPage> {
  const { platform, conversations } = options;
  const router = pageApi(platform, conversations);
  const live = new LiveEvents(platform, conversations);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://teams.invalid');
    const events = /^\/api\/as\/([^/]+)\/events$/.exec(url.pathname);
    if (events && request.method === 'GET') return live.open(decodeURIComponent(events[1] ?? ''), request, response);
    if (url.pathname.startsWith('/api/')) return send(response, await callApi(request, url));
    const file = request.method === 'GET' ? await staticFile(url.pathname) : null;
    if (!file) return send(response, errorResponse(new PageError(404, 'not-found', 'There is no such page.')));
    send(response, { status: 200, headers: { 'content-type': file.type }, body: file.body });
  }

  async function callApi(request: IncomingMessage, url: URL): Promise<SandboxResponse> {
    const found = router.find(request.method ?? 'GET', url.pathname);
    if (found === null || found === 'wrong method') return errorResponse(new PageError(found ? 405 : 404, 'not-found', 'The page has no such operation.'));
    try {
      const call: SandboxRequest = {
        method: request.method ?? 'GET', url, path: url.pathname, headers: request.headers, body: await bodyOf(request), params: found.params, note: {},
      };
      return await found.route.handle(call);
    } catch (problem) {
      if (problem instanceof PageError) return errorResponse(problem);
      throw problem;
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((problem: unknown) => {
      console.error('Teams page:', problem);
      if (!response.headersSent) send(response, errorResponse(new PageError(500, 'page-failed', 'The Teams page failed; its console says why.')));
      else response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? 'localhost', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve, reject) => {
      live.close();
      server.close((problem) => problem ? reject(problem) : resolve());
      server.closeAllConnections();
    }),
  };
}

function send(response: ServerResponse, { status, headers, body }: SandboxResponse): void {
  const bytes = body === undefined || body === null ? '' : typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  response.writeHead(status, {
    'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer-when-downgrade',
    'content-type': 'application/json; charset=utf-8', ...headers,
  });
  response.end(bytes);
}

function errorResponse(problem: PageError): SandboxResponse {
  return { status: problem.status, body: { error: { code: problem.code, message: problem.message } } };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.byteLength;
    if (size > largestBodyBytes) throw new PageError(413, 'too-large', 'The request is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
