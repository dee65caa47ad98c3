import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkPermissions, type PermissionLine, type PermissionReport } from '../api/permissions/permissions-contract.ts';
import { commandEnvironment } from './support/command-environment.ts';
import { explain } from './support/ending.ts';
import { root, SettingError } from './support/environment.ts';
import { ApiAs } from './support/people.ts';
import { signIn } from './support/sign-in.ts';
import { textTable } from './support/text-table.ts';

/** `npm run doctor [-- --as name@domain]`: what Trellis is permitted, as the page Permissions says it. Exit status 0 when nobody has to act. */
type Words = Record<'without' | 'states' | 'catalogue' | 'teamStates' | 'teamHow' | 'trouble', Record<string, string>>;
/** The words of the tab. */
const words = (JSON.parse(readFileSync(path.join(root, 'src/locales/en.json'), 'utf8')) as { permissions: Words }).permissions;

try {
  const { values } = parseArgs({ options: { as: { type: 'string' } } });
  const env = await commandEnvironment();
  const url = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const api = new ApiAs(url, await signIn(env, values.as, console.log));
  const report = await api.call(checkPermissions).catch((error: unknown) => {
    throw error instanceof TypeError && error.message === 'fetch failed' ? new SettingError(`Trellis does not answer at ${url}. Check that it is running, and PUBLIC_URL.`) : error;
  });
  show(report);
  process.exitCode = report.sound ? 0 : 1;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

function show(report: PermissionReport): void {
  for (const { about, detail } of report.trouble) console.log(`${words.trouble[about]}: ${detail}\n`);
  const lines = [...report.delegated.map((line) => rowOf('for people', line)), ...report.application.map((line) => rowOf('as itself', line))];
  console.log(`${textTable(['', 'permission', 'state', 'without it'], lines)}\n`);
  console.log(`${fill(words.catalogue[report.catalogue.state] ?? '', { there: report.catalogue.version ?? '-', ours: report.catalogue.ours })}\n`);
  if (report.teams.length > 0) {
    console.log(`${textTable(['team', 'state', 'lacking', 'what to do'], report.teams.map(({ name, state, missing }) => [name, words.teamStates[state] ?? state, state === 'consent-missing' ? missing.join(', ') : '', words.teamHow[state] ?? '']))}\n`);
    if (report.teamsTotal > report.teams.length) console.log(`The first ${report.teams.length} of ${report.teamsTotal} teams.\n`);
  }
  if (report.adminConsentUrl) console.log(`An administrator consents here:\n\n  ${report.adminConsentUrl}\n`);
  console.log(report.sound ? 'Nobody has to act.' : 'Somebody has to act.');
}

function rowOf(identity: string, { permission, state, without }: PermissionLine): string[] {
  return [identity, permission, words.states[state] ?? state, (state === 'missing' || state === 'withheld') && without ? words.without[without] ?? '' : ''];
}

function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}
