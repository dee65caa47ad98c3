import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './environment.ts';

/** Where whole test runs keep what their sandboxes exchanged with whoever asked Graph, for the conformance tests to judge. */
const folder = path.join(root, '.exchanges');
export const exchangesOf = { suite: path.join(folder, 'suite'), conformance: path.join(folder, 'conformance') };

interface Run { startedAt: number }
const note = path.join(folder, 'suite.json');

/** Forgets the last whole run of the suite. What is returned notes that this one was whole; call it at the end. */
export function beginSuite(): () => void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(exchangesOf.suite, { recursive: true });
  const run: Run = { startedAt: Date.now() };
  return () => writeFileSync(note, JSON.stringify(run));
}

/** Whether the whole suite ran since anything was changed that bears on it. */
export function isSuiteJudgeable(): boolean {
  if (!existsSync(note)) return false;
  const { startedAt } = JSON.parse(readFileSync(note, 'utf8')) as Run;
  return ['api', 'appPackage', 'infra', 'sandbox', 'scripts', 'src', 'test'].every((each) => newestIn(path.join(root, each)) < startedAt);
}

function newestIn(where: string): number {
  return Math.max(0, ...readdirSync(where, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isIgnored(entry.parentPath))
    .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs));
}

/** What tests and packing write themselves. The conformance tests judge the suite and are no part of it. */
function isIgnored(where: string): boolean {
  return ['appPackage/build', 'test/e2e/screenshots', 'test/conformance'].some((each) => where.startsWith(path.join(root, each)));
}
