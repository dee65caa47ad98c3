import { ProblemError, UnavailableError } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import type { GraphSession } from '../platform/graph/graph.ts';
import { sameTarget, tieNoun } from '../ties/ties.ts';
import type { PlacesSeen } from '../ties/places.ts';
import type { TieTarget } from '../ties/ties-contract.ts';
import type { Template } from '../templates/templates-contract.ts';
import type { ImportRow } from './import-contract.ts';
import { named } from './named.ts';
import type { SheetRow } from './parse-sheet.ts';
import { type Known, type ResolvedRow, resolveRow, teamOf, type VisibleTeam } from './resolve-row.ts';
import { readPeople, readPlacesOf, readTeams, teamsPerBatch } from './sheet-lookups.ts';

/** What running an import needs besides the sheet. */
export interface ImportDoors extends Pick<Known, 'templateWords' | 'importerId'> {
  templates: readonly Pick<Template, 'id' | 'name'>[];
  graph: GraphSession;
  findExisting(name: string, groupId: string): Promise<{ communityId: string; ties: TieTarget[] } | null>;
  /** Creates the community, with its sponsor asked; `founded` is false when it was there already. */
  create(row: ResolvedRow): Promise<{ communityId: string; founded: boolean }>;
  /** Notes what became of some rows. */
  note(rows: ImportRow[]): Promise<void>;
}

/**
 * Works through a sheet, team by team in the sheet's order. Trouble with one row is noted with that
 * row and stops no other; trouble that would meet every row (the database is gone, Microsoft 365
 * wants the person to sign in again, `signal`) is thrown, and running the sheet again completes it.
 */
export async function runImport(rows: readonly SheetRow[], dryRun: boolean, doors: ImportDoors, signal: AbortSignal): Promise<void> {
  const known: Known = {
    templates: named(doors.templates, (template) => template.id, (template) => template.name),
    templateWords: doors.templateWords,
    importerId: doors.importerId,
    teams: named(await readTeams(doors.graph, signal), (team) => team.groupId, (team) => team.displayName),
    people: await readPeople(doors.graph, [...new Set(rows.flatMap((row) => [...row.coordinators, row.sponsor]).filter(Boolean))], signal),
  };
  for (const { rows: some, teams } of inBatches(rows, known)) {
    signal.throwIfAborted();
    const places = await placesOrTrouble(doors.graph, teams, signal);
    const done: ImportRow[] = [];
    for (const row of some) {
      done.push(await oneRow(row, known, places, dryRun, doors, signal));
    }
    await doors.note(done);
  }
}

type PlacesFound = { places: Map<string, PlacesSeen | null> } | { trouble: GraphError };

async function placesOrTrouble(graph: GraphSession, teams: VisibleTeam[], signal: AbortSignal): Promise<PlacesFound> {
  if (teams.length === 0) return { places: new Map() };
  try {
    return { places: await readPlacesOf(graph, teams, signal) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof GraphError && error.passing) return { trouble: error };
    throw error;
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

async function oneRow(row: SheetRow, known: Known, found: PlacesFound, dryRun: boolean, doors: ImportDoors, signal: AbortSignal): Promise<ImportRow> {
  const refused = (refusals: ImportRow['refusals']): ImportRow =>
    ({ row: row.row, name: row.name, outcome: 'refused', communityId: null, ties: [], sponsorAsked: null, refusals });
  const refuse = (column: string, value: string, reason: string, remedy: string) => refused([{ row: row.row, column, value: value.slice(0, 200), reason, remedy }]);

  const team = teamOf(row, known);
  if ('trouble' in found && team) return refuse('team', row.team, `Microsoft 365 did not answer: ${found.trouble.message}`, 'Run the import again in a while; rows that are done stay as they are.');
  const { refusals, resolved } = resolveRow(row, known, team && 'places' in found ? found.places.get(team.groupId) ?? null : null);
  if (!resolved || !team) return refused(refusals);

  const ties = resolved.ties.map(({ target, name }) => ({ kind: target.kind, name }));
  const sponsorAsked = resolved.sponsor?.displayName ?? null;
  const existing = await doors.findExisting(resolved.name, team.groupId);
  if (existing) {
    const lacking = resolved.ties.find((tie) => !existing.ties.some((each) => sameTarget(each, tie.target)));
    if (lacking) {
      return refuse(lacking.target.kind, lacking.name, `This community is here already, and not tied to this ${tieNoun[lacking.target.kind]}.`, 'A coordinator ties it on the community’s page; an import changes no community that is there.');
    }
    return { row: row.row, name: resolved.name, outcome: 'unchanged', communityId: existing.communityId, ties, sponsorAsked: null, refusals: [] };
  }
  if (dryRun) {
    return { row: row.row, name: resolved.name, outcome: 'would-create', communityId: null, ties, sponsorAsked, refusals: [] };
  }
  try {
    const { communityId, founded } = await doors.create(resolved);
    return { row: row.row, name: resolved.name, outcome: founded ? 'created' : 'unchanged', communityId, ties, sponsorAsked: founded ? sponsorAsked : null, refusals: [] };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProblemError && !(error instanceof UnavailableError)) {
      return refuse(error.fields?.[0]?.field ?? 'name', row.name, error.detail, error.remedy ?? 'Correct the row and run the import again.');
    }
    throw error;
  }
}
