import { CsvError, parse } from 'csv-parse/sync';
import { ProblemError, type RefusedField, type Why } from '../platform/errors.ts';
import type { ProblemAbout, RefusalCode, Saying, Values } from '../platform/words.ts';
import { communityName } from '../communities/communities-contract.ts';
import { charterText } from '../charter/charter-contract.ts';
import { importColumns, type ImportRow } from './import-contract.ts';

/** What is wrong with one value of the sheet, as it is kept. */
export type KeptRefusal = { row: number; column: string; value: string } & Why;

/** What became of a row, as it is kept. */
export type KeptRow = Omit<ImportRow, 'refusals'> & { refusals: KeptRefusal[] };

export type SheetColumn = (typeof importColumns)[number];

/** One line of the sheet as written, trimmed; people's addresses are split, nothing is looked up yet. */
export interface SheetRow {
  /** Counts from 1, the heading not included. */
  row: number;
  name: string;
  domain: string;
  template: string;
  coordinators: string[];
  /** Empty when nobody is to be asked. */
  sponsor: string;
  team: string;
  channel: string;
  library: string;
  calendar: string;
  /** What can be said against the row without asking anyone. */
  refusals: KeptRefusal[];
}

/** More rows than this are refused as a whole: two sheets are easier to mend than one of this length. */
export const maxRows = 5_000;
const maxCoordinators = 20;

/** The sheet cannot be read at all, or its heading is not ours; nothing was imported. The field is `csv`, the sheet itself, unless columns are named. */
export class SheetUnreadableError extends ProblemError {
  constructor(about: ProblemAbout, values?: Values, fields: readonly RefusedField[] = [{ field: 'csv', problem: { code: 'sheet-unreadable', about, values } }]) {
    super({ status: 400, code: 'sheet-unreadable', about, values, fields });
  }
}

const theHeading = importColumns.join(',');

/**
 * Reads a sheet: CSV text with a heading, `,` or `;` between fields, with or without a byte order
 * mark, quotes and line breaks inside quoted fields (RFC 4180).
 * Throws SheetUnreadableError for trouble with the sheet as a whole; trouble with one row is in its `refusals`.
 */
export function parseSheet(csv: string): SheetRow[] {
  demandUtf8(csv);
  const records = readRecords(csv);
  const [heading, ...lines] = records;
  if (!heading) {
    throw new SheetUnreadableError('empty', { heading: theHeading });
  }
  const position = readHeading(heading);
  if (lines.length === 0) throw new SheetUnreadableError('no-rows');
  if (lines.length > maxRows) {
    throw new SheetUnreadableError('too-many-rows', { count: lines.length, most: maxRows });
  }
  return withoutRepeats(lines.map((cells, index) => readRow(index + 1, cells, position, heading.length)));
}

/**
 * Whoever read the file as UTF-8 put U+FFFD in place of bytes that are not: in Latin-1 or Windows-1252
 * those beyond ASCII. Of UTF-16, every other byte of plain text is U+0000.
 */
function demandUtf8(csv: string): void {
  const at = csv.search(/[\uFFFD\u0000]/);
  if (at < 0) return;
  if (csv.includes('\u0000')) throw new SheetUnreadableError('utf-16');
  throw new SheetUnreadableError('not-utf-8', { line: csv.slice(0, at).split('\n').length });
}

function readRecords(csv: string): string[][] {
  try {
    return parse(csv, { bom: true, delimiter: delimiterOf(csv), relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const why = { say: reasonOf(error.code) } as const;
    throw typeof error.lines === 'number' ? new SheetUnreadableError('not-csv-at', { line: error.lines, why }) : new SheetUnreadableError('not-csv', { why });
  }
}

function reasonOf(code: string) {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'import.quoteNotClosed';
  return code.includes('QUOTE') ? 'import.strayQuote' : 'import.unreadableLine';
}

/** The heading's names hold neither `,` nor `;`, so whichever it has more of separates the fields. */
function delimiterOf(csv: string): ',' | ';' {
  const heading = csv.slice(0, 2_000).trimStart().split(/\r\n|\n|\r/, 1)[0] ?? '';
  const count = (mark: string) => heading.split(mark).length;
  return count(';') > count(',') ? ';' : ',';
}

type Positions = Record<SheetColumn, number>;

function readHeading(heading: string[]): Positions {
  const found = heading.map((cell) => cell.toLowerCase());
  const isOurs = (cell: string): cell is SheetColumn => (importColumns as readonly string[]).includes(cell);
  const missing = importColumns.filter((column) => !found.includes(column));
  const unknown = heading.filter((_, index) => !isOurs(found[index] ?? '')).map((cell) => cell.slice(0, 60));
  const twice = found.filter((cell, index) => isOurs(cell) && found.indexOf(cell) !== index);
  if (missing.length === importColumns.length) {
    throw new SheetUnreadableError('no-heading', { heading: theHeading });
  }
  const trouble = [
    ...missing.map((column) => ({ field: column, refused: 'column-missing' as const, values: { column } })),
    ...unknown.map((column) => ({ field: column, refused: 'column-unknown' as const, values: { columns: importColumns.join(', ') } })),
    ...twice.map((column) => ({ field: column, refused: 'column-twice' as const })),
  ];
  if (trouble.length > 0) {
    const says: Saying[] = ([['import.missing', missing], ['import.unknown', unknown], ['import.twice', twice]] as const)
      .flatMap(([say, columns]) => (columns.length > 0 ? [{ say, with: { columns: columns.map((column) => column || '“”').join(', ') } }] : []));
    throw new SheetUnreadableError('heading', { heading: theHeading, says: says.reduce((first, second): Saying => ({ say: 'import.and', with: { first, second } })) }, trouble);
  }
  return Object.fromEntries(importColumns.map((column) => [column, found.indexOf(column)])) as Positions;
}

function readRow(row: number, cells: string[], position: Positions, width: number): SheetRow {
  const cell = (column: SheetColumn) => cells[position[column]]?.trim() ?? '';
  const coordinators = [...new Set(cell('coordinators').split(/[;,\s]+/).filter(Boolean).map((upn) => upn.toLowerCase()))];
  const refusals: KeptRefusal[] = [];
  const refuse = (column: SheetColumn, code: RefusalCode, values?: Values) =>
    refusals.push({ row, column, value: cell(column).slice(0, 200), refused: code, values });

  if (cells.length !== width) {
    refuse('name', 'row-of-another-width', { count: cells.length, width });
  }
  if (!communityName.safeParse(cell('name')).success) {
    refuse('name', cell('name') ? 'name-of-wrong-length' : 'name-empty');
  }
  if (!cell('domain')) refuse('domain', 'domain-empty');
  else if (!charterText.shape.domain.safeParse(cell('domain')).success) {
    refuse('domain', 'domain-too-long');
  }
  if (!cell('template')) refuse('template', 'template-empty');
  if (coordinators.length === 0) refuse('coordinators', 'coordinators-empty');
  if (coordinators.length > maxCoordinators) refuse('coordinators', 'too-many-coordinators', { most: maxCoordinators });
  if (!cell('team')) refuse('team', 'team-empty');

  return {
    row, coordinators, refusals,
    name: cell('name'), domain: cell('domain'), template: cell('template'), sponsor: cell('sponsor').toLowerCase(),
    team: cell('team'), channel: cell('channel'), library: cell('library'), calendar: cell('calendar'),
  };
}

/** The same name in the same team twice would be one community; the later row is refused and names the earlier. */
function withoutRepeats(rows: SheetRow[]): SheetRow[] {
  const first = new Map<string, number>();
  for (const row of rows) {
    const key = `${row.name.toLowerCase()}\n${row.team.toLowerCase()}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, row.row);
    else {
      row.refusals.push({
        row: row.row, column: 'name', value: row.name,
        refused: 'row-twice', values: { row: earlier },
      });
    }
  }
  return rows;
}
