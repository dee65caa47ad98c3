import { readFileSync } from 'node:fs';
import { offered, sandboxPageFile } from '../../scripts/sandbox-page.ts';

describe('docs/sandbox.md', () => {
  const page = readFileSync(sandboxPageFile, 'utf8');

  it('names every operation of Graph that the sandbox offers, and no other (node scripts/sandbox-page.ts writes it)', () => {
    expect([...page.matchAll(/^\| `([^`]+)` \| /gm)].map(([, row]) => row)).toEqual([...offered().keys()]);
  });
});
