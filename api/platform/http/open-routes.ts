import type restify from 'restify';
import type { Settings } from '../settings.ts';
import type { Route } from './implement.ts';
import { openApiDocument } from './openapi.ts';
import type { Readiness } from './readiness.ts';

/** What is open to everybody: health, readiness, the API's description, the tab's settings. None of it tells of people or communities. */
export function serveOpenRoutes(server: restify.Server, settings: Pick<Settings, 'publicUrl' | 'teamsHostOrigins' | 'clientId'>, routes: readonly Route[], readiness: Readiness): void {
  const answer = (response: restify.Response, status: number, body: unknown, cacheControl = 'no-store') => {
    const text = JSON.stringify(body);
    response.setHeader('cache-control', cacheControl);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  };

  server.get('/api/health', async (_, response) => answer(response, 200, { status: 'alive' }));
  server.get('/api/ready', async (_, response) => {
    const checks = await readiness();
    const ready = Object.values(checks).every(Boolean);
    answer(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not-ready', checks });
  });
  let document: object | undefined;
  server.get('/api/openapi.json', async (_, response) => {
    document ??= openApiDocument(routes.map(({ operation }) => operation), settings.publicUrl);
    answer(response, 200, document, 'public, max-age=300');
  });
  server.get('/api/tab-config', async (_, response) => answer(response, 200, { teamsHostOrigins: settings.teamsHostOrigins, clientId: settings.clientId }, 'no-cache'));
}
