import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { hostPage } from './host-page.ts';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

export interface TabServer { url: string; close(): Promise<void> }

/** Serves the built tab under `/tab/` and, beside it, a page at `/host` that plays Teams. */
export async function serveTab(directory: string): Promise<TabServer> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/host') return void response.setHeader('content-type', 'text/html').end(hostPage);
    if (!pathname.startsWith('/tab/')) {
      response.statusCode = 404;
      return void response.end();
    }
    const asked = join(directory, normalize(pathname.slice('/tab/'.length)));
    const file = existsSync(asked) && statSync(asked).isFile() ? asked : join(directory, 'index.html');
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
