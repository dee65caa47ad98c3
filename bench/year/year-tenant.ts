import { parseTenant } from '../../sandbox/tenant/load-tenant.ts';
import { channelThreadId, driveId, driveItemId, stableId } from '../../sandbox/tenant/stable-id.ts';
import type { TenantFile } from '../../sandbox/tenant/tenant-file.ts';
import type { Chance } from './chance.ts';

const firstNames = ['Ada', 'Bela', 'Carin', 'Dario', 'Edda', 'Falk', 'Gesa', 'Hanno', 'Ilka', 'Jaro', 'Kaja', 'Levin', 'Mira', 'Nilo', 'Odile', 'Pavel', 'Runa', 'Silas', 'Tove', 'Wanja'];
const surnames = ['Ahornfeld', 'Birkholt', 'Distelkamp', 'Eschwege', 'Farnrode', 'Ginsterau', 'Haselbrink', 'Kienmoor', 'Lindwurz', 'Moosbrand', 'Nessler', 'Quittenbaum', 'Rohrdamm', 'Schlehdorn', 'Tannhof', 'Ulmensee'];
export const crafts = ['Pumps', 'Welding', 'Hydraulics', 'Metering', 'Tunnels', 'Valves', 'Safety', 'Procurement', 'Telemetry', 'Geology', 'Surveying', 'Commissioning', 'Contracts', 'Leakage', 'Energy', 'Modelling'];

const domain = 'distelkamp.example';

/**
 * An invented organisation: one team for every two communities, with people, channels (some private), a library or two
 * with folders in folders, and a weekly meeting in some.
 */
export function yearTenant(chance: Chance, { communities, people }: { communities: number; people: number }): TenantFile {
  const users = Array.from({ length: people }, (_, number) => {
    const [givenName, surname] = [chance.of(firstNames), chance.of(surnames)];
    return {
      id: stableId('year', 'person', String(number)), displayName: `${givenName} ${surname}`, givenName, surname, userPrincipalName: `p${number}@${domain}`, mail: `p${number}@${domain}`,
      department: chance.of(crafts), jobTitle: 'Engineer', manager: number === 0 ? null : stableId('year', 'person', String(chance.below(number))),
    };
  });
  const somebody = () => users[chance.below(users.length)]!.id;
  const teams = Array.from({ length: Math.max(3, Math.ceil(communities / 2)) }, (_, number) => {
    const name = String(number);
    const members = [...new Set(Array.from({ length: 6 + chance.below(25) }, somebody))];
    const owners = members.slice(0, 2);
    const library = (which: string) => {
      const id = driveId('year', name, which);
      const by = owners[0]!;
      const file = (path: string, title: string) => ({
        id: driveItemId('year', name, which, path, title), name: title, path, size: 2_000, createdBy: by, createdDateTime: '2024-02-01T10:00:00Z', lastModifiedBy: by, lastModifiedDateTime: '2024-03-01T10:00:00Z',
      });
      return { id, name: which, items: [file('Cases/This year', 'a-first-case.md'), file('Cases/Before', 'an-old-case.md'), file('Guides', 'how-to-begin.md')] };
    };
    return {
      id: stableId('year', 'team', name), displayName: `${chance.of(crafts)} ${number}`, mailNickname: `team-${number}`, description: 'Where the work is done',
      visibility: chance.isSo(0.6) ? 'Public' : 'Private', owners, members,
      channels: [
        { id: channelThreadId('year', name, 'General'), displayName: 'General' },
        ...['Ask for help', 'Show your work'].map((displayName) => ({ id: channelThreadId('year', name, displayName), displayName })),
        ...(chance.isSo(0.4) ? [{ id: channelThreadId('year', name, 'Inner circle'), displayName: 'Inner circle', membershipType: 'private', members: members.slice(0, 4) }] : []),
      ],
      libraries: [library('Documents'), ...(chance.isSo(0.3) ? [library('Archive')] : [])],
      events: [],
    };
  });
  return parseTenant({
    organization: { id: stableId('year', 'tenant'), displayName: 'Distelkamp Works', verifiedDomains: [{ name: domain, isDefault: true }] }, programmeLeads: [users[0]!.id], users, teams,
  }, '(generated for a year)');
}
