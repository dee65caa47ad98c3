import { defaultEvents } from './default-calendars.ts';
import { defaultItems } from './default-libraries.ts';
import { defaultPeople, DOMAIN, personId } from './default-people.ts';
import { DEFAULT_TENANT_ID } from './default-tenant-id.ts';
import { teamSketches, type TeamSketch } from './default-teams.ts';
import { parseTenant } from './load-tenant.ts';
import { channelThreadId, driveId, stableId } from './stable-id.ts';
import type { TenantFile, TenantTeam, TenantUser } from './tenant-file.ts';

export { DEFAULT_TENANT_ID };

let made: TenantFile | undefined;

/** The tenant of Calderwell Water, an invented firm of water engineers. Made once; callers that change it must copy it. */
export function defaultTenant(): TenantFile {
  made ??= parseTenant(build(), '(the default tenant)');
  return made;
}

/** The id of a team (and of its Microsoft 365 group) of the default tenant. */
export function teamId(name: string): string {
  return stableId('team', name);
}

function build(): TenantFile {
  const users = defaultPeople();
  return {
    organization: {
      id: DEFAULT_TENANT_ID,
      displayName: 'Calderwell Water',
      verifiedDomains: [{ name: DOMAIN, isDefault: true }],
    },
    users,
    teams: teamSketches.map((sketch) => team(sketch, users)),
    programmeLeads: [personId('patricia.salgueiro')],
  };
}

function team(sketch: TeamSketch, users: TenantUser[]): TenantTeam {
  const owners = sketch.owners.map(personId);
  const departments = new Set(sketch.departments);
  const members = new Set([
    ...owners,
    ...(sketch.members ?? []).map(personId),
    ...users.filter((user) => departments.has(user.department ?? '')).map((user) => user.id),
  ]);
  return {
    id: teamId(sketch.name),
    displayName: sketch.name,
    description: sketch.about,
    mailNickname: sketch.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    visibility: sketch.visibility,
    createdDateTime: sketch.created,
    owners,
    members: [...members],
    channels: [
      { id: channelThreadId(sketch.name, 'General'), displayName: 'General', description: sketch.about, membershipType: 'standard' as const },
      ...sketch.channels.map((channel) => ({
        id: channelThreadId(sketch.name, channel.name),
        displayName: channel.name,
        description: channel.about,
        ...(channel.private
          ? { membershipType: 'private' as const, members: channel.private.map(personId) }
          : { membershipType: 'standard' as const }),
      })),
    ],
    libraries: sketch.libraries.map((name) => ({ id: driveId(sketch.name, name), name, items: defaultItems(sketch.name, name) })),
    events: defaultEvents(sketch.name),
  };
}
