import type { Refusal } from '../platform/words.ts';

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

export type Match<T> = { found: T } | Refusal;

/**
 * The same, with what to say when there is none; this takes longer.
 * @param team in which they were looked for
 */
export function match<T>(wanted: string, among: Named<T>, what: 'template' | 'team' | 'channel' | 'library', team = ''): Match<T> {
  const found = theOne(wanted, among);
  if (found) return { found };
  const key = folded(wanted);
  const byName = among.byName.get(key) ?? [];
  if (byName.length > 1) return { refused: 'several-have-this-name', values: { context: what, count: byName.length, team, ids: byName.slice(0, 5).map(among.idOf) } };
  const near: string[] = [];
  for (const [name, [first]] of among.byName) {
    if (near.length === 3) break;
    if (name.includes(key.slice(0, 12)) || key.includes(name)) near.push(among.nameOf(first!));
  }
  if (near.length === 0) return { refused: 'none-has-this-name', values: { context: what, team } };
  return { refused: 'none-has-quite-this-name', values: { context: what, team, names: near.map((name) => ({ say: 'common.quoted', with: { text: shown(name) } })) } };
}

/** Values shown in refusals are cut: a sheet can hold anything. */
export const shown = (value: string) => value.slice(0, 200);
