/** Things that a sheet may name, to be found by id or by name: whole sheets are looked up among thousands of teams. */
export interface Named<T> {
  readonly byId: ReadonlyMap<string, T>;
  readonly byName: ReadonlyMap<string, readonly T[]>;
  idOf(item: T): string;
  nameOf(item: T): string;
}

export function named<T>(items: readonly T[], idOf: (item: T) => string, nameOf: (item: T) => string): Named<T> {
  const byName = new Map<string, T[]>();
  for (const item of items) {
    const name = folded(nameOf(item));
    const alike = byName.get(name);
    if (alike) alike.push(item);
    else byName.set(name, [item]);
  }
  return { byId: new Map(items.map((item) => [folded(idOf(item)), item])), byName, idOf, nameOf };
}

/** Capital letters, and how an accented letter is composed, do not matter. */
const folded = (text: string) => text.normalize('NFC').toUpperCase();

/** Whether two ids, or two names, are the same. */
export const sameName = (left: string, right: string) => folded(left) === folded(right);

/** By id, or by name when exactly one has it. */
export function theOne<T>(wanted: string, among: Named<T>): T | null {
  const key = folded(wanted);
  const [first, second] = among.byName.get(key) ?? [];
  return among.byId.get(key) ?? (second === undefined ? first ?? null : null);
}

export type Match<T> = { found: T } | { reason: string; remedy: string };

/**
 * The same, with what to say when there is none; this takes longer.
 * @param what they are, in the plural
 * @param where they were looked for, as in "in the team X"
 */
export function match<T>(wanted: string, among: Named<T>, what: string, where: string): Match<T> {
  const found = theOne(wanted, among);
  if (found) return { found };
  const key = folded(wanted);
  const byName = among.byName.get(key) ?? [];
  if (byName.length > 1) return { reason: `${byName.length} ${what} have this name ${where}.`, remedy: `Write the id: ${byName.slice(0, 5).map(among.idOf).join(' or ')}.` };
  const near: string[] = [];
  for (const [name, [first]] of among.byName) {
    if (near.length === 3) break;
    if (name.includes(key.slice(0, 12)) || key.includes(name)) near.push(among.nameOf(first!));
  }
  const remedy = near.length > 0 ? `Did you mean ${near.map((name) => `“${shown(name)}”`).join(' or ')}?` : 'Check the spelling, or write the id.';
  return { reason: `No such ${what.replace(/s$/, '').replace(/ie$/, 'y')} ${where}.`, remedy };
}

/** Values shown in refusals are cut: a sheet can hold anything. */
export const shown = (value: string) => value.slice(0, 200);
