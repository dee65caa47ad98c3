import { ProblemError, UnavailableError, type Why } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import type { GraphSession } from '../platform/graph/graph.ts';
import { sameTarget } from '../ties/ties.ts';
import type { PlacesSeen } from '../ties/places.ts';
import type { TieTarget } from '../ties/ties-contract.ts';
import type { Template } from '../templates/templates-contract.ts';
import { named } from './named.ts';
import type { KeptRow, SheetRow } from './parse-sheet.ts';
import { type Known, type ResolvedRow, resolveRow, teamOf, type VisibleTeam } from './resolve-row.ts';
import { readPeople, readPlacesOf, readTeams, teamsPerBatch } from './sheet-lookups.ts';

/** What running an import needs besides the sheet. */
export interface ImportDoors extends Pick<Known, 'templateWords' | 'importerId'> {
  templates: readonly Pick<Template, 'id' | 'name'>[];
  graph: GraphSession;
  findExisting(name: string, groupId: string): Promise<Existing | null>;
  /** Creates the community, with its sponsor asked, unless one of this name is in this team, and notes what `told` makes of it. */
  create(row: ResolvedRow, told: (result: Stored) => KeptRow): Promise<KeptRow>;
  /** Notes what became of the rows that `create` did not note, and how far the sheet is. */
  note(rows: KeptRow[], progress: Progress): Promise<void>;
}

export interface Existing { communityId: string; ties: TieTarget[] }
/** The community of a row: founded now or by an earlier, equal import, or one that was there with ties of its own. */
export type Stored = { communityId: string; founded: boolean } | Existing;

export interface Progress {
  /** Rows that came to their end since the last time. */
  done: number;
  /** What is still to do: rows, and teams to be looked at. */
  left: { rows: number; teams: number };
}

/** So many batches of teams are looked at while rows before them are stored. */
const batchesAhead = 5;
/** Rows that are stored at once: few, so that connections to the database are left for others. */
const rowsAtOnce = 3;

/**
 * Works through a sheet, a few teams at a time in the sheet's order. Trouble with one row is noted with that
 * row and stops no other; trouble that would meet every row (the database is gone, Microsoft 365
 * wants the person to sign in again, `signal`) is thrown, and the rows that are not noted remain to be done.
 */
export async function runImport(rows: readonly SheetRow[], dryRun: boolean, doors: ImportDoors, signal: AbortSignal): Promise<void> {
  const upns = new Set(rows.flatMap((row) => [...row.coordinators, row.sponsor]).filter(Boolean));
  const [teams, people] = await Promise.all([readTeams(doors.graph, signal), readPeople(doors.graph, [...upns], signal)]);
  const known: Known = {
    templates: named(doors.templates, (template) => template.id, (template) => template.name),
    templateWords: doors.templateWords,
    importerId: doors.importerId,
    teams: named(teams, (team) => team.groupId, (team) => team.displayName),
    people,
  };
  const batches = inBatches(rows, known);
  const left = { rows: rows.length, teams: batches.reduce((sum, { teams }) => sum + teams.length, 0) };
  // Looks that nobody needs any more end with the import.
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  /** Under way or waiting for their rows, in order: what was looked at before is not kept. */
  const looks: Promise<PlacesFound>[] = [];
  let begun = 0;
  try {
    for (const [index, { rows: some, teams }] of batches.entries()) {
      for (; begun < Math.min(index + batchesAhead, batches.length); begun += 1) looks.push(look(doors.graph, batches[begun]!.teams, until));
      signal.throwIfAborted();
      const found = await looks.shift()!;
      if ('fatal' in found) throw found.fatal;
      const done: KeptRow[] = [];
      const open = some.values();
      // The iterator is shared: each takes the next row that nobody has.
      const work = async (): Promise<void> => {
        for (const row of open) {
          until.throwIfAborted();
          const { noted, became } = await oneRow(row, known, found, dryRun, doors, until);
          if (!noted) done.push(became);
        }
      };
      await allOrNone(Array.from({ length: rowsAtOnce }, work), over);
      left.rows -= some.length;
      left.teams -= teams.length;
      await doors.note(done, { done: some.length, left: { ...left } });
    }
  } finally {
    over.abort();
  }
}

/** Waits for all of them; when one fails, the others end too, and only then is it told. */
async function allOrNone(works: readonly Promise<void>[], over: AbortController): Promise<void> {
  for (const work of works) work.catch((error: unknown) => over.abort(error));
  await Promise.allSettled(works);
  await Promise.all(works);
}

/** What a look at some teams found; `trouble` is theirs alone, `fatal` would meet every row. */
type PlacesFound = { places: Map<string, PlacesSeen | null> } | { trouble: GraphError } | { fatal: unknown };

async function look(graph: GraphSession, teams: VisibleTeam[], signal: AbortSignal): Promise<PlacesFound> {
  if (teams.length === 0) return { places: new Map() };
  try {
    return { places: await readPlacesOf(graph, teams, signal) };
  } catch (error) {
    if (!signal.aborted && error instanceof GraphError && error.passing) return { trouble: error };
    return { fatal: error };
  }
}

/** Rows in the sheet's order, cut so that their teams fit into one batch of requests. */
function inBatches(rows: readonly SheetRow[], known: Known): { rows: SheetRow[]; teams: VisibleTeam[] }[] {
  const batches: { rows: SheetRow[]; teams: VisibleTeam[] }[] = [];
  let current = { rows: [] as SheetRow[], teams: [] as VisibleTeam[] };
  for (const row of rows) {
    const team = teamOf(row, known);
    const isNew = team !== null && !current.teams.includes(team);
    if ((isNew && current.teams.length === teamsPerBatch) || current.rows.length === 100) {
      batches.push(current);
      current = { rows: [], teams: [] };
    }
    current.rows.push(row);
    if (team && !current.teams.includes(team)) current.teams.push(team);
  }
  if (current.rows.length > 0) batches.push(current);
  return batches;
}

interface Ended { became: KeptRow; noted: boolean }
const still = (became: KeptRow): Ended => ({ became, noted: false });

async function oneRow(row: SheetRow, known: Known, found: Exclude<PlacesFound, { fatal: unknown }>, dryRun: boolean, doors: ImportDoors, signal: AbortSignal): Promise<Ended> {
  const refused = (refusals: KeptRow['refusals']): KeptRow =>
    ({ row: row.row, name: row.name, outcome: 'refused', communityId: null, ties: [], sponsorAsked: null, refusals });
  const refuse = (column: string, value: string, why: Why) => refused([{ row: row.row, column, value: value.slice(0, 200), ...why }]);

  const team = teamOf(row, known);
  if ('trouble' in found && team) return still(refuse('team', row.team, { refused: 'team-not-looked-at', values: { why: { say: `problems.${found.trouble.code}.detail` } } }));
  const { refusals, resolved } = resolveRow(row, known, team && 'places' in found ? found.places.get(team.groupId) ?? null : null);
  if (!resolved || !team) return still(refused(refusals));

  const ties = resolved.ties.map(({ target, name }) => ({ kind: target.kind, name }));
  const sponsorAsked = resolved.sponsor?.displayName ?? null;
  const kept = (outcome: KeptRow['outcome'], communityId: string | null, asked: string | null): KeptRow => ({ row: row.row, name: resolved.name, outcome, communityId, ties, sponsorAsked: asked, refusals: [] });
  const unlessTiedOtherwise = (existing: Existing): KeptRow => {
    const lacking = resolved.ties.find((tie) => !existing.ties.some((each) => sameTarget(each, tie.target)));
    return lacking
      ? refuse(lacking.target.kind, lacking.name, { refused: 'there-with-other-ties', values: { context: lacking.target.kind } })
      : kept('unchanged', existing.communityId, null);
  };
  if (dryRun) {
    const existing = await doors.findExisting(resolved.name, team.groupId);
    return still(existing ? unlessTiedOtherwise(existing) : kept('would-create', null, sponsorAsked));
  }
  try {
    const became = await doors.create(resolved, (result) => {
      if ('ties' in result) return unlessTiedOtherwise(result);
      return result.founded ? kept('created', result.communityId, sponsorAsked) : kept('unchanged', result.communityId, null);
    });
    return { became, noted: true };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProblemError && !(error instanceof UnavailableError)) {
      return still(refuse(error.fields?.[0]?.field ?? 'name', row.name, { problem: error.told }));
    }
    throw error;
  }
}
