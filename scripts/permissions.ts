import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { operations, type OperationName } from '../api/platform/graph/operations.ts';
import { isWithholdable, permissionsOf, purposes } from '../api/platform/graph/permissions.ts';
import { type Limit, limitsOf, throttleClasses } from '../api/platform/graph/throttle-classes.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
export const permissionFiles = { page: `${root}docs/permissions.md`, registration: `${root}infra/aad.manifest.json`, manifest: `${root}appPackage/manifest.json` };

/** What stops working, in the words of the tab. */
const withoutIt = (JSON.parse(readFileSync(`${root}src/locales/en.json`, 'utf8')) as { permissions: { without: Record<string, string> } }).permissions.without;

/** docs/permissions.md, made from the table of operations. */
export function permissionsPage(): string {
  const { delegated, application, resourceSpecific } = permissionsOf();
  const table = (names: readonly string[], purpose: Readonly<Record<string, string>>, identity: 'delegated' | 'application') =>
    ['| permission | without it |', '|---|---|', ...names.map((name) => `| \`${name}\`${isWithholdable(identity, name) ? ' (may be withheld)' : ''} | ${withoutIt[purpose[name] ?? '']} |`)].join('\n');
  const rows = (Object.keys(operations) as OperationName[]).map((name) => {
    const { method, path, delegated: forPerson, application: asItself, throttle } = operations[name];
    return `| ${name} | \`${method} ${path}\` | ${forPerson ?? '–'} | ${asItself ?? '–'} | ${throttle} |`;
  });
  const used = throttleClasses.filter((each) => Object.values(operations).some(({ throttle }) => throttle === each));
  return `# Permissions

Made from \`api/platform/graph/operations.ts\` by \`node scripts/permissions.ts\`; a test holds it, the app's registration (\`infra/aad.manifest.json\`) and the Teams manifest against that table.

## For the signed-in person (delegated)
${table(delegated, purposes.delegated, 'delegated')}

## Of the organisation, as Trellis itself (application)
${table(application, purposes.application, 'application')}

## Of one team, as Trellis itself (resource-specific consent)
Given in each team when the app is added to it; never for the whole organisation.

${table(resourceSpecific, purposes.resourceSpecific, 'application')}

## Operation by operation
| operation | request | for a person | as Trellis itself | limit |
|---|---|---|---|---|
${rows.join('\n')}

## Limits that Trellis keeps to
Microsoft's for one app in one organisation of up to 49 people; where they grow with the organisation, \`TENANT_PEOPLE\` says how large it is.

| limit | at most |
|---|---|
${used.map((each) => `| ${each} | ${limitsOf(each, { people: 0 }).map(inWords).join('; ')} |`).join('\n')}
`;
}

function inWords({ of, amount, inUnits, windowMs }: Limit): string {
  const whose = { app: '', team: ' on one team', mailbox: ' on one mailbox' }[of];
  if (windowMs === 0) return `${amount} at once${whose}`;
  return `${amount.toLocaleString('en')} ${inUnits ? 'resource units' : 'requests'} in ${windowMs / 1_000} s${whose}`;
}

/** The registration's \`requiredResourceAccess\` on Microsoft Graph, by name, as the toolkit resolves it. */
export function resourceAccess(): { id: string; type: 'Scope' | 'Role' }[] {
  const { delegated, application } = permissionsOf();
  return [...delegated.map((id) => ({ id, type: 'Scope' as const })), ...application.map((id) => ({ id, type: 'Role' as const }))];
}

function writeAll(): void {
  writeFileSync(permissionFiles.page, permissionsPage());
  const registration = JSON.parse(readFileSync(permissionFiles.registration, 'utf8')) as { requiredResourceAccess: { resourceAccess: object[] }[] };
  registration.requiredResourceAccess[0]!.resourceAccess = resourceAccess();
  writeFileSync(permissionFiles.registration, `${JSON.stringify(registration, null, 2)}\n`);
  const manifest = JSON.parse(readFileSync(permissionFiles.manifest, 'utf8')) as { authorization: { permissions: { resourceSpecific: object[] } } };
  manifest.authorization.permissions.resourceSpecific = permissionsOf().resourceSpecific.map((name) => ({ name, type: 'Application' }));
  writeFileSync(permissionFiles.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeAll();
