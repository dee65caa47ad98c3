import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { operations } from '../api/platform/graph/operations.ts';

/** What the app has to be permitted, as the table of Graph operations says. */
export interface Permissions {
  delegated: string[];
  /** Of the whole organisation. */
  application: string[];
  /** Of one team each, consented when the app is added to it. */
  resourceSpecific: string[];
}

interface PermissionFacts { method: string; path: string; delegated: string | null; application: string | null }

const sorted = (names: (string | null)[]): string[] => [...new Set(names.filter((name) => name !== null))].sort();
const isResourceSpecific = (name: string): boolean => /\.(Group|Chat|User)$/.test(name);

export function permissionsOf(table: Record<string, PermissionFacts> = operations): Permissions {
  const facts = Object.values(table);
  const asItself = sorted(facts.map(({ application }) => application));
  return {
    delegated: sorted(facts.map(({ delegated }) => delegated)),
    application: asItself.filter((name) => !isResourceSpecific(name)),
    resourceSpecific: asItself.filter(isResourceSpecific),
  };
}

/** docs/permissions.md, made from the table. */
export function permissionsPage(table: Record<string, PermissionFacts> = operations): string {
  const { delegated, application, resourceSpecific } = permissionsOf(table);
  const list = (names: string[]) => names.map((name) => `- \`${name}\``).join('\n');
  const rows = Object.entries(table).map(([name, { method, path, delegated: forPerson, application: asItself }]) =>
    `| ${name} | \`${method} ${path}\` | ${forPerson ?? '–'} | ${asItself ?? '–'} |`);
  return `# Permissions

Made from \`api/platform/graph/operations.ts\` by \`node scripts/permissions.ts\`; a test holds it, the app's registration (\`infra/aad.manifest.json\`) and the Teams manifest against that table.

## For the signed-in person (delegated)
${list(delegated)}

## Of the organisation, as Trellis itself (application)
${list(application)}

## Of one team, as Trellis itself (resource-specific consent)
${list(resourceSpecific)}

## Operation by operation
| operation | request | for a person | as Trellis itself |
|---|---|---|---|
${rows.join('\n')}
`;
}

/** The registration's \`requiredResourceAccess\` on Microsoft Graph, by name, as the toolkit resolves it. */
export function resourceAccess(table: Record<string, PermissionFacts> = operations): { id: string; type: 'Scope' | 'Role' }[] {
  const { delegated, application } = permissionsOf(table);
  return [...delegated.map((id) => ({ id, type: 'Scope' as const })), ...application.map((id) => ({ id, type: 'Role' as const }))];
}

const root = fileURLToPath(new URL('../', import.meta.url));
export const permissionFiles = { page: `${root}docs/permissions.md`, registration: `${root}infra/aad.manifest.json`, manifest: `${root}appPackage/manifest.json` };

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
