import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { graphOperations } from '../sandbox/graph/operations-index.ts';
import { root } from './support/environment.ts';

/** How an operation (`GET /teams/{team-id}`) was verified. */
export interface Verification {
  /** Operations whose answers were held against Microsoft's metadata. */
  metadata: ReadonlySet<string>;
  /** The documentation's examples that they were held against: how many for each. */
  examples: ReadonlyMap<string, number>;
  /** Operations that Microsoft's Graph client called. */
  client: ReadonlySet<string>;
}

export const sandboxPageFile = path.join(root, 'docs/sandbox.md');

/** Addresses of one thing: a library is reached in three ways, an item in four. `{drive}` and `{item}` stand for them. */
export function rowOf(operation: string): string {
  return operation
    .replace(/ \/(?:drives\/\{drive-id\}|groups\/\{group-id\}\/(?:drive|drives\/\{drive-id\}))(?=\/|$)/, ' {drive}')
    .replace(/\{drive\}\/root\/delta.*$/, '{drive}/root/delta')
    .replace(/\{drive\}(?:\/root|\/items\/\{item-id\})?\/search\(.*$/, "{drive}{item}/search(q='')")
    .replace(/\{drive\}(?:\/root|\/items\/\{item-id\})(?::\/\{item-path\*\}:?)?/, '{drive}{item}')
    .replace('{drive}{item}/delta', '{drive}/root/delta')
    .replace(/\/groups\/\{group-id\}\/(?:calendar\/)?(events|calendarView)/, '{calendar}/$1');
}

/** Rows of the page, each with the operations it stands for. */
export function offered(): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  for (const { method, path: template } of graphOperations) {
    const operation = `${method} ${template}`;
    const row = rowOf(operation);
    rows.set(row, [...rows.get(row) ?? [], operation]);
  }
  return rows;
}

/** docs/sandbox.md. What is not told stays as the page has it. */
export function sandboxPage(verification: Verification | null, before = ''): string {
  const known = new Map([...before.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, row, cells]) => [row!, cells!]));
  const rows = [...offered()].map(([row, operations]) => `| \`${row}\` | ${verification ? cellsOf(operations, verification) : known.get(row) ?? `${operations.length} | – | – | –`} |`);
  return `# The sandbox, and how far it can be believed

The sandbox plays Microsoft 365 for Trellis ([0004](decisions/0004-a-sandbox-instead-of-mocks.md)). Nothing here is taken on trust: \`npm run test:conformance\` holds every answer that it gave in a whole test run, and every request that Trellis made, against what Microsoft publishes. Where Microsoft's own sources disagree, \`test/conformance/support/differences.ts\` says which one was followed, and why.

## Microsoft Graph v1.0

Made by \`node scripts/sandbox-page.ts\`; tests hold the table true.

- **addresses**: under how many the operation is reached. \`{drive}\` is \`/drives/{drive-id}\`, \`/groups/{group-id}/drive\` or \`/groups/{group-id}/drives/{drive-id}\`; \`{item}\` is \`/root\`, \`/items/{item-id}\`, or a path from either (\`root:/a/b.md:\`); \`{calendar}\` is \`/groups/{group-id}\` or \`/groups/{group-id}/calendar\`.
- **metadata**: at how many of them its answers were held against Graph's metadata (CSDL): types and inheritance, nullability, members of enumerations, collections, expanded relations, what was selected, \`@odata\` annotations, and the form of errors. Where fewer than all, the others are refused as Graph refuses them: the root of a library is a folder that stays.
- **examples**: how many of the documentation's examples it answers with the same status, property names and types.
- **client**: whether Microsoft's own \`@microsoft/microsoft-graph-client\`, unpatched, called it.

Permissions of each are those of Microsoft's table (\`permissions.json\`); \`test/conformance/graph-permissions.test.ts\` compares them. Trouble on demand, rates and the clock: [sandbox-trouble.md](sandbox-trouble.md).

| operation | addresses | metadata | examples | client |
|---|---|---|---|---|
${rows.join('\n')}

\`POST /$batch\` takes up to twenty of them; the Graph client's batch requests prove it.

## The rest

| part | offered | verified with |
|---|---|---|
| Entra ID | discovery and keys; authorization code with PKCE, refresh, client credentials, on behalf of; consent and its absence, claims challenges | \`@azure/msal-node\` and \`jose\`, unpatched: \`test/sandbox/microsoft-libraries.test.ts\`; the API itself |
| Bot connector | conversations, activities sent, changed and removed, members; activities to the bot with signed tokens | \`@microsoft/teams.apps\`, unpatched: \`test/sandbox/connector.test.ts\`, \`test/teams/\` |
| Teams page | tabs in frames, configuration, deep links, cards with actions and refresh, message extensions, single sign-on | \`@microsoft/teams-js\` and \`adaptivecards\`, unpatched, in Chromium: \`test/sandbox/teams-page.test.ts\`, \`test/e2e/\` |
`;
}

function cellsOf(operations: string[], { metadata, examples, client }: Verification): string {
  const held = operations.filter((each) => metadata.has(each)).length;
  const count = operations.reduce((sum, each) => sum + (examples.get(each) ?? 0), 0);
  return [operations.length, held, count || '–', operations.some((each) => client.has(each)) ? 'yes' : '–'].join(' | ');
}

/** With what the last whole test run showed, if there is one to judge; else new operations wait for it. */
async function verification(): Promise<Verification | null> {
  const { exchangesOf } = await import('./support/exchanges.ts');
  const { hasSharedData } = await import('../test/conformance/support/shared-files.ts');
  if (!hasSharedData || !existsSync(exchangesOf.conformance)) return null;
  return (await import('../test/conformance/support/verification.ts')).readVerification();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(sandboxPageFile, sandboxPage(await verification(), existsSync(sandboxPageFile) ? readFileSync(sandboxPageFile, 'utf8') : ''));
}
