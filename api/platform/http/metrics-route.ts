import { createHash, timingSafeEqual } from 'node:crypto';
import type restify from 'restify';

/**
 * `GET /api/metrics` in the text format of Prometheus, for whoever has the token of the settings; where none is
 * set, there is nothing at the address. Sums over people and places only.
 */
export function serveMetrics(server: restify.Server, token: string | undefined, toText: () => string): void {
  if (!token) return;
  const digest = (value: string) => createHash('sha256').update(value).digest();
  const wanted = digest(`Bearer ${token}`);
  server.get('/api/metrics', async (request, response) => {
    const known = timingSafeEqual(digest(request.headers.authorization ?? ''), wanted);
    const text = known ? toText() : 'The token of METRICS_TOKEN is wanted.\n';
    response.setHeader('cache-control', 'no-store');
    response.writeHead(known ? 200 : 401, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  });
}
