import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const heading = 'name,domain,template,coordinators,sponsor,team,channel,library,calendar';

/** `npm run import` as a process, with sheets that nobody has to sign in for. */
describe('npm run import', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'trellis-sheet-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const importing = (bytes: Buffer | string) => new Promise<{ status: number | null; said: string }>((resolve) => {
    const file = path.join(folder, 'sheet.csv');
    writeFileSync(file, bytes);
    const child = execFile(process.execPath, ['scripts/import.ts', file], { cwd: root }, (_, out, errors) => resolve({ status: child.exitCode, said: out + errors }));
  });

  it.each([
    ['is empty', '', 'The sheet is empty.', 'Send a sheet whose first line is: name,'],
    ['is in UTF-16', Buffer.from(`\uFEFF${heading}\nWelders`, 'utf16le'), 'UTF-16', 'Save it again in UTF-8'],
    ['is in Latin-1', Buffer.from(`${heading}\nSchweißer`, 'latin1'), 'line 2 holds a character', 'Save it again in UTF-8'],
    ['has a wrong heading', heading.replace('sponsor', 'boss'), 'boss', 'Add a column with the heading “sponsor”.'],
  ])('says of a sheet that %s what is wrong and what to do, with status 1', async (_, bytes, wrong, remedy) => {
    const { status, said } = await importing(bytes);
    expect(status).toBe(1);
    expect(said.replace(/\s+/g, ' ')).toMatch(wrong);
    expect(said.replace(/\s+/g, ' ')).toMatch(remedy);
    expect(said).not.toMatch('    at ');
  });
});
