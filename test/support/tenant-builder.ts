import { channelThreadId, driveId, driveItemId, eventId, stableId } from '../../sandbox/tenant/stable-id.ts';
import { parseTenant } from '../../sandbox/tenant/load-tenant.ts';
import type { TenantFile } from '../../sandbox/tenant/tenant-file.ts';

type Given<T> = T extends (infer Item)[] ? Item : never;
type RawUser = Partial<Given<TenantFile['users']>> & { id: string };
type RawTeam = Partial<Given<TenantFile['teams']>>;

export const buildDomain = 'rowan.example';

/** The people of a built tenant, by first name: `anna` leads, `ben` and `carla` report to her, `dora` to ben. */
export const people = {
  anna: stableId('built', 'anna'), ben: stableId('built', 'ben'), carla: stableId('built', 'carla'), dora: stableId('built', 'dora'),
  emil: stableId('built', 'emil'), nobody: stableId('built', 'nobody'),
};

/** UPN of one of the built tenant's people. */
export const upn = (name: keyof typeof people): string => `${name}@${buildDomain}`;

export const builtTeams = { open: stableId('built', 'open team'), closed: stableId('built', 'closed team') };
export const builtChannels = {
  general: channelThreadId('built', 'open', 'General'), help: channelThreadId('built', 'open', 'Ask for help'),
  closedGeneral: channelThreadId('built', 'closed', 'General'),
};
export const builtDrives = { open: driveId('built', 'open'), closed: driveId('built', 'closed') };
export const builtItems = { guide: driveItemId('built', 'guide'), case: driveItemId('built', 'case') };
export const builtEvents = { weekly: eventId('built', 'weekly'), once: eventId('built', 'once') };

function person(name: string, manager: string | null, rest: Partial<RawUser> = {}): RawUser {
  const first = name[0]!.toUpperCase() + name.slice(1);
  return {
    id: stableId('built', name), displayName: `${first} Rowan`, givenName: first, surname: 'Rowan', userPrincipalName: `${name}@${buildDomain}`,
    mail: `${name}@${buildDomain}`, department: 'Works', jobTitle: 'Engineer', officeLocation: 'Leeds', manager, ...rest,
  };
}

/**
 * A small tenant for tests: five people with lines of management, a public and a private team, a library with two
 * files, a weekly and a single meeting. `emil` is in no team; `nobody`'s account is disabled. `changes` replaces
 * top-level parts; `teams` and `users` in it are added to.
 */
export function buildTenant(changes: { tenantId?: string, users?: RawUser[], teams?: RawTeam[], programmeLeads?: string[] } = {}): TenantFile {
  const { anna, ben, carla, dora } = people;
  const file = {
    organization: { id: changes.tenantId ?? stableId('built', 'tenant'), displayName: 'Rowan Works', verifiedDomains: [{ name: buildDomain, isDefault: true }] },
    programmeLeads: changes.programmeLeads ?? [anna],
    users: [
      person('anna', null, { jobTitle: 'Head of works' }), person('ben', anna), person('carla', anna, { department: 'Labs' }), person('dora', ben),
      person('emil', carla, { department: 'Labs' }), person('nobody', anna, { accountEnabled: false }), ...changes.users ?? [],
    ],
    teams: [
      {
        id: builtTeams.open, displayName: 'Pumps', mailNickname: 'pumps', description: 'Everyone who keeps pumps running', visibility: 'Public',
        owners: [ben], members: [ben, carla, dora],
        channels: [
          { id: builtChannels.general, displayName: 'General' },
          { id: builtChannels.help, displayName: 'Ask for help', description: 'Problems of the day' },
        ],
        libraries: [{
          id: builtDrives.open, name: 'Documents', items: [
            item(builtItems.guide, 'starting-a-pump.md', ben, '# Starting a pump\n\nOpen the valve first.\n'),
            item(builtItems.case, 'the-flooded-pit.md', carla, '# The flooded pit\n\nWhat we learnt in spring.\n', 'Cases'),
          ],
        }],
        events: [
          {
            id: builtEvents.weekly, subject: 'Pump clinic', start: { dateTime: '2026-01-07T09:00:00', timeZone: 'Europe/London' }, end: { dateTime: '2026-01-07T10:00:00', timeZone: 'Europe/London' },
            recurrence: {
              pattern: { type: 'weekly', interval: 1, daysOfWeek: ['wednesday'], firstDayOfWeek: 'monday' },
              range: { type: 'noEnd', startDate: '2026-01-07', recurrenceTimeZone: 'Europe/London' },
            },
          },
          { id: builtEvents.once, subject: 'Visit to the old works', start: { dateTime: '2030-05-02T13:00:00', timeZone: 'Europe/London' }, end: { dateTime: '2030-05-02T16:00:00', timeZone: 'Europe/London' } },
        ],
      },
      {
        id: builtTeams.closed, displayName: 'Budget', mailNickname: 'budget', description: 'Figures before they are public', visibility: 'Private',
        owners: [anna], members: [anna, carla], channels: [{ id: builtChannels.closedGeneral, displayName: 'General' }],
        libraries: [{ id: builtDrives.closed, name: 'Documents', items: [] }], events: [],
      },
      ...changes.teams ?? [],
    ],
  };
  return parseTenant(file, '(built for a test)');
}

function item(id: string, name: string, by: string, content: string, path?: string) {
  return {
    id, name, content, ...path && { path }, createdBy: by, createdDateTime: '2026-02-01T10:00:00Z', lastModifiedBy: by, lastModifiedDateTime: '2026-03-01T10:00:00Z',
  };
}

/** A team to add to a built tenant: owned by `ben`, with a General channel, an empty library and no events. */
export function buildTeam(name: string, changes: RawTeam = {}): RawTeam {
  return {
    id: stableId('built team', name), displayName: name, mailNickname: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'), description: '', visibility: 'Public',
    owners: [people.ben], members: [people.ben], channels: [{ id: channelThreadId('built team', name, 'General'), displayName: 'General', membershipType: 'standard' }],
    libraries: [{ id: driveId('built team', name), name: 'Documents', items: [] }], events: [], ...changes,
  };
}
