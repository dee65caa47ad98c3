import type { TenantFile } from '../../sandbox/tenant/tenant-file.ts';

/** People of the tenant to play the three journeys with. */
export interface Cast {
  /** Someone in a team with meetings and documents. */
  coordinator: Player;
  team: { id: string; displayName: string };
  /** The coordinator's manager; null when the tenant knows no managers. */
  manager: Player | null;
  /** Another member of the team. */
  employee: Player;
  programmeLead: Player | null;
}

export interface Player { id: string; displayName: string; userPrincipalName: string }

/** Picks them so that each journey works at once. */
export function castOf(tenant: TenantFile): Cast | null {
  const people = new Map(tenant.users.map((user) => [user.id, user]));
  const worth = (team: TenantFile['teams'][number]) => Math.min(team.events.length, 3) + Math.min(team.libraries[0]?.items.length ?? 0, 5);
  const candidates = tenant.teams.flatMap((team) => [...team.owners, ...team.members].map((id) => {
    const person = people.get(id);
    return { team, person, manager: person?.manager ? people.get(person.manager) : undefined };
  }));
  const best = candidates
    .filter(({ person }) => person !== undefined)
    .sort((a, b) => Number(Boolean(b.manager)) - Number(Boolean(a.manager)) || worth(b.team) - worth(a.team))[0];
  if (!best?.person) return null;
  const { team, person, manager } = best;
  const employee = [...team.members, ...team.owners].map((id) => people.get(id)).find((other) => other && other.id !== person.id && other.id !== manager?.id);
  const lead = (tenant.programmeLeads ?? tenant.teams[0]?.owners ?? []).map((id) => people.get(id)).find(Boolean);
  return {
    coordinator: player(person), team: { id: team.id, displayName: team.displayName }, manager: manager ? player(manager) : null,
    employee: player(employee ?? person), programmeLead: lead ? player(lead) : null,
  };
}

const player = ({ id, displayName, userPrincipalName }: Player): Player => ({ id, displayName, userPrincipalName });

/** The three journeys, with names, as lines for the terminal. */
export function whoToTry(cast: Cast | null): string {
  if (!cast) return 'This tenant has no team with people in it: nobody to try it with.\n';
  const lines = [
    'Who to try first, on the Teams page:',
    `  1. ${cast.coordinator.displayName} opens Trellis, creates a community and ties it to the team “${cast.team.displayName}”.`,
    cast.manager
      ? `  2. ${cast.manager.displayName}, who manages ${cast.coordinator.displayName}, gets a card in the chat and answers it.`
      : '  2. This tenant knows no managers: search for a sponsor when creating; that person gets a card in the chat.',
    `  3. ${cast.employee.displayName} opens the community, joins, and shares it from the message box with “Find a community”.`,
  ];
  if (cast.programmeLead) lines.push(`  ${cast.programmeLead.displayName} is programme lead and may import sheets (npm run import -- FILE.csv).`);
  return `${lines.join('\n')}\n`;
}
