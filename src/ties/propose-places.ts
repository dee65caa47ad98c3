import type { Places } from '../../api/ties/ties-contract.ts';

const plain = (name: string): string => name.toLocaleLowerCase().normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** True when two names are the same but for case, accents and punctuation, or one begins with the other. */
export function alike(one: string, other: string): boolean {
  const [first, second] = [plain(one), plain(other)];
  if (first.length < 2 || second.length < 2) return false;
  return first === second || first.startsWith(`${second} `) || second.startsWith(`${first} `);
}

/** The team named like the community, if there is one. */
export const proposeTeam = <T extends { displayName: string }>(teams: readonly T[], name: string): T | undefined =>
  teams.find((team) => plain(team.displayName) === plain(name)) ?? teams.find((team) => alike(team.displayName, name));

export interface Proposal {
  channel: { channelId: string; name: string } | null;
  library: { driveId: string; name: string } | null;
  calendar: boolean;
}

/** What of a team to tie: what is named like the community, else the first channel and library (Teams lists General and Documents first), and the calendar. */
export function proposePlaces(places: Places, name: string): Proposal {
  const channel = places.channels.find((one) => alike(one.displayName, name)) ?? places.channels[0];
  const library = places.libraries.find((one) => alike(one.name, name)) ?? places.libraries[0];
  return {
    channel: channel ? { channelId: channel.channelId, name: channel.displayName } : null,
    library: library ? { driveId: library.driveId, name: library.name } : null,
    calendar: places.calendar !== null,
  };
}
