import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import restify from 'restify';
import { NotFoundError } from '../errors.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.woff': 'font/woff', '.ttf': 'font/ttf', '.map': 'application/json; charset=utf-8', '.txt': 'text/plain; charset=utf-8',
};
const compressible = /^(text|application\/json|image\/svg)/;
const zip = promisify(gzip);

interface TabFile { modifiedMs: number; type: string; etag: string; plain: Buffer; zipped: Buffer | undefined }

/**
 * The built tab below `/tab/`. Addresses without a file ending are the tab's own and get its page.
 * Built files carry a hash in their name and may be kept for ever; the page itself is asked for every time.
 */
export function serveTab(server: restify.Server, directory: string): void {
  const root = resolve(directory);
  const known = new Map<string, TabFile>();

  const load = async (path: string): Promise<TabFile | undefined> => {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    const kept = known.get(path);
    if (kept?.modifiedMs === found.mtimeMs) return kept;
    const plain = await readFile(path);
    const type = types[extname(path)] ?? 'application/octet-stream';
    const zipped = compressible.test(type) && plain.length > 1_000 ? await zip(plain, { level: 9 }) : undefined;
    const file = { modifiedMs: found.mtimeMs, type, plain, zipped, etag: `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 27)}"` };
    known.set(path, file);
    return file;
  };

  const send = async (request: restify.Request, response: restify.Response) => {
    const below = decoded(request.path()).replace(/^\/tab\/?/, '');
    const path = normalize(join(root, below));
    const inside = path === root || path.startsWith(root + sep);
    const file = inside ? await load(extname(path) === '' ? join(root, 'index.html') : path) : undefined;
    if (!file) throw new NotFoundError(below === '' || extname(below) === '' ? 'tab' : 'file');
    response.setHeader('cache-control', below.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.setHeader('etag', file.etag);
    response.setHeader('vary', 'accept-encoding');
    if (request.headers['if-none-match']?.includes(file.etag)) {
      response.writeHead(304);
      response.end();
      return;
    }
    const zipped = file.zipped && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) ? file.zipped : undefined;
    if (zipped) response.setHeader('content-encoding', 'gzip');
    const body = zipped ?? file.plain;
    response.writeHead(200, { 'content-type': file.type, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };

  for (const path of ['/tab', '/tab/*']) {
    server.get(path, send);
    server.head(path, send);
  }
  server.get('/', async (_: restify.Request, response: restify.Response) => {
    response.writeHead(302, { location: '/tab/' });
    response.end();
  });
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new NotFoundError('file');
  }
}
