import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { tenantFile, type TenantFile } from './tenant-file.ts';

/** A tenant file that cannot be used. `problems` names each place and what is wrong there. */
export class TenantFileError extends Error {
  override readonly name = 'TenantFileError';
  readonly code: 'tenant-file-unreadable' | 'tenant-file-not-json' | 'tenant-file-invalid';
  readonly problems: string[];

  constructor(code: TenantFileError['code'], source: string, problems: string[]) {
    const shown = problems.slice(0, 10).map((problem) => `\n  - ${problem}`).join('');
    const more = problems.length > 10 ? `\n  … and ${problems.length - 10} more` : '';
    super(`The tenant file ${source} cannot be used:${shown}${more}`);
    this.code = code;
    this.problems = problems;
  }
}

/**
 * Reads a tenant file (`SANDBOX_TENANT`).
 * @throws TenantFileError when it cannot be read, is not JSON, or does not hold a tenant.
 */
export async function loadTenant(path: string): Promise<TenantFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new TenantFileError('tenant-file-unreadable', path, [(cause as Error).message]);
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new TenantFileError('tenant-file-not-json', path, [(cause as Error).message]);
  }
  return parseTenant(value, path);
}

/**
 * Checks that a value is a tenant: its form, that ids are unique, and that every person it mentions is one of its users.
 * @throws TenantFileError which names every problem found.
 */
export function parseTenant(value: unknown, source = '(given in code)'): TenantFile {
  const parsed = tenantFile.safeParse(value);
  if (!parsed.success) {
    throw new TenantFileError('tenant-file-invalid', source, parsed.error.issues.map((issue) => describe(issue, value)));
  }
  const problems = inconsistencies(parsed.data);
  if (problems.length > 0) throw new TenantFileError('tenant-file-invalid', source, problems);
  return parsed.data;
}

function describe(issue: z.core.$ZodIssue, root: unknown): string {
  return `${placeOf(issue.path, root)}: ${issue.message}`;
}

/** `teams[3] "SIG Auth".events[0].start`: a path with the names a person would look for. */
function placeOf(path: PropertyKey[], root: unknown): string {
  let place = '';
  let node: unknown = root;
  for (const key of path) {
    node = node !== null && typeof node === 'object' ? (node as Record<PropertyKey, unknown>)[key] : undefined;
    place += typeof key === 'number' ? `[${key}]` : `${place === '' ? '' : '.'}${String(key)}`;
    const label = node !== null && typeof node === 'object' && !Array.isArray(node) ? nameOf(node as Record<string, unknown>) : undefined;
    if (label !== undefined && typeof key === 'number') place += ` "${label}"`;
  }
  return place === '' ? 'the file' : place;
}

function nameOf(node: Record<string, unknown>): string | undefined {
  const name = node.displayName ?? node.subject ?? node.name;
  return typeof name === 'string' ? name : undefined;
}

function inconsistencies(tenant: TenantFile): string[] {
  const problems: string[] = [];
  const people = new Map<string, string>();
  const names = new Set<string>();
  const once = (seen: Set<string>, id: string, place: string) => {
    if (seen.has(id)) problems.push(`${place}: the id ${id} is used twice`);
    seen.add(id);
  };

  for (const [index, user] of tenant.users.entries()) {
    const place = `users[${index}] "${user.displayName}"`;
    if (people.has(user.id)) problems.push(`${place}: the id ${user.id} is also that of "${people.get(user.id)}"`);
    people.set(user.id, user.displayName);
    const name = user.userPrincipalName.toLowerCase();
    if (names.has(name)) problems.push(`${place}: the user principal name ${name} is used twice`);
    names.add(name);
  }
  const known = (id: string | null | undefined, place: string) => {
    if (id && !people.has(id)) problems.push(`${place}: ${id} is none of the users`);
  };
  for (const [index, user] of tenant.users.entries()) known(user.manager, `users[${index}] "${user.displayName}".manager`);
  problems.push(...managementCircles(tenant));
  for (const id of tenant.programmeLeads ?? []) known(id, 'programmeLeads');

  const teams = new Set<string>();
  const drives = new Set<string>();
  for (const [index, team] of tenant.teams.entries()) {
    const place = `teams[${index}] "${team.displayName}"`;
    once(teams, team.id, place);
    for (const id of team.owners) known(id, `${place}.owners`);
    for (const id of team.members) known(id, `${place}.members`);
    const inTeam = new Set<string>();
    for (const channel of team.channels) {
      once(inTeam, channel.id, `${place}.channels "${channel.displayName}"`);
      for (const id of channel.members ?? []) known(id, `${place}.channels "${channel.displayName}".members`);
    }
    for (const library of team.libraries) {
      const inLibrary = `${place}.libraries "${library.name}"`;
      once(drives, library.id, inLibrary);
      const items = new Set<string>();
      const paths = new Set<string>();
      for (const item of library.items) {
        once(items, item.id, `${inLibrary}.items "${item.name}"`);
        const path = `${item.path ?? ''}/${item.name}`.toLowerCase();
        if (paths.has(path)) problems.push(`${inLibrary}: two items are named "${item.name}" in one folder`);
        paths.add(path);
        known(item.createdBy, `${inLibrary}.items "${item.name}".createdBy`);
        known(item.lastModifiedBy, `${inLibrary}.items "${item.name}".lastModifiedBy`);
      }
    }
    const events = new Set<string>();
    for (const event of team.events) {
      once(events, event.id, `${place}.events "${event.subject}"`);
      known(event.organizer, `${place}.events "${event.subject}".organizer`);
    }
  }
  return problems;
}

function managementCircles(tenant: TenantFile): string[] {
  const managers = new Map(tenant.users.map((user) => [user.id, user.manager ?? null]));
  return tenant.users.flatMap((user, index) => {
    const seen = new Set<string>();
    for (let above = managers.get(user.id); above; above = managers.get(above)) {
      if (above === user.id) return [`users[${index}] "${user.displayName}".manager: the line of managers leads back to this person`];
      if (seen.has(above)) return [];
      seen.add(above);
    }
    return [];
  });
}
