import { readFile } from 'node:fs/promises';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const clientFolder = fileURLToPath(new URL('client/', import.meta.url));

/** Libraries that the page loads as they are published. */
const vendor: Record<string, () => string> = {
  'adaptivecards.min.js': () => join(packageFolder('adaptivecards'), 'dist/adaptivecards.min.js'),
  'markdown-it.mjs': () => join(packageFolder('markdown-it'), 'dist/browser/markdown-it.esm.min.mjs'),
};

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
};

export interface StaticFile { type: string; body: string | Buffer }

/** A file of the page; TypeScript modules come with their types taken out. Null when there is no such file. */
export async function staticFile(path: string): Promise<StaticFile | null> {
  if (path.startsWith('/vendor/')) {
    const file = vendor[path.slice('/vendor/'.length)];
    return file ? { type: types['.js'] ?? '', body: await readFile(file()) } : null;
  }
  const relative = normalize(path === '/' ? 'index.html' : path.slice(1));
  const type = types[extname(relative)];
  if (!type || relative.startsWith('..') || relative.startsWith(sep)) return null;
  try {
    const text = await readFile(join(clientFolder, relative), 'utf8');
    return { type, body: extname(relative) === '.ts' ? stripTypeScriptTypes(text) : text };
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw problem;
  }
}

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}
