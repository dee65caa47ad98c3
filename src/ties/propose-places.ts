const plain = (name: string): string => name.toLocaleLowerCase().normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** True when two names are the same but for case, accents and punctuation, or one begins with the other. */
function alike(one: string, other: string): boolean {
  const [first, second] = [plain(one), plain(other)];
  if (first.length < 2 || second.length < 2) return false;
  return first === second || first.startsWith(`${second} `) || second.startsWith(`${first} `);
}

/** The team named like the community, if there is one. */
export const proposeTeam = <T extends { displayName: string }>(teams: readonly T[], name: string): T | undefined =>
  teams.find((team) => plain(team.displayName) === plain(name)) ?? teams.find((team) => alike(team.displayName, name));
