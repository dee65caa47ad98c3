import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../scripts/support/environment.ts';
import type { Measure } from './support/world.ts';

const most = 250_000;
const tab = path.join(root, 'dist/tab');

/**
 * Gzipped JavaScript of the tab's first view: what index.html loads and everything that those
 * files import before anything is shown. Pages loaded later, by `import()`, are not in it.
 */
export function measureTab(): Measure {
  const html = readFileSync(path.join(tab, 'index.html'), 'utf8');
  const waiting = [...html.matchAll(/(?:src|href)="\/tab\/([^"]+\.js)"/g)].map((match) => match[1]!);
  const files = new Map<string, number>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    const code = readFileSync(path.join(tab, file), 'utf8');
    files.set(file, gzipSync(code, { level: 9 }).length);
    for (const [, imported = ''] of code.matchAll(/(?:from|import)\s*"(\.\/[^"]+\.js)"/g)) waiting.push(path.posix.join(path.posix.dirname(file), imported));
  }
  const bytes = [...files.values()].reduce((sum, size) => sum + size, 0);
  return {
    path: 'tab, first view', target: 'at most 250 kB of gzipped JavaScript', value: `${(bytes / 1_000).toFixed(0)} kB in ${files.size} files`,
    reached: bytes <= most, numbers: { bytes, files: files.size },
  };
}
