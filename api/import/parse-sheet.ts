import { CsvError, parse } from 'csv-parse/sync';
import { ProblemError, type RefusedField } from '../platform/errors.ts';
import { communityName } from '../communities/communities-contract.ts';
import { charterText } from '../charter/charter-contract.ts';
import { importColumns, type ImportRefusal } from './import-contract.ts';

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
  refusals: ImportRefusal[];
}

/** More rows than this are refused as a whole: two sheets are easier to mend than one of this length. */
export const maxRows = 5_000;
const maxCoordinators = 20;

/** The sheet cannot be read at all, or its heading is not ours; nothing was imported. The field is `csv`, the sheet itself, unless columns are named. */
export class SheetUnreadableError extends ProblemError {
  constructor(detail: string, remedy: string, fields: RefusedField[] = [{ field: 'csv', reason: detail, remedy }]) {
    super({ status: 400, code: 'sheet-unreadable', title: 'The sheet cannot be read', detail, remedy, fields });
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
    throw new SheetUnreadableError('The sheet is empty.', `Send a sheet whose first line is: ${theHeading}`);
  }
  const position = readHeading(heading);
  if (lines.length === 0) throw new SheetUnreadableError('The sheet has a heading and no rows.', 'Add one row for each community.');
  if (lines.length > maxRows) {
    throw new SheetUnreadableError(`The sheet has ${lines.length} rows; at most ${maxRows} are read at once.`, 'Split it into several sheets.');
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
  const detail = csv.includes('\u0000')
    ? 'The sheet is not in UTF-8; it seems to be in UTF-16.'
    : `The sheet is not in UTF-8: line ${csv.slice(0, at).split('\n').length} holds a character that cannot be read.`;
  throw new SheetUnreadableError(detail, 'Save it again in UTF-8 (in Excel, the file type “CSV UTF-8”), and send that.');
}

function readRecords(csv: string): string[][] {
  try {
    return parse(csv, { bom: true, delimiter: delimiterOf(csv), relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
    throw new SheetUnreadableError(`The sheet stops being CSV${line}: ${plainReason(error.code)}.`, 'Look for a quotation mark that is not closed, or one inside a field that is not doubled.');
  }
}

function plainReason(code: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark is never closed';
  if (code.includes('QUOTE')) return 'a quotation mark stands where none may';
  return 'a line cannot be read';
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
    throw new SheetUnreadableError('The first line is not the heading of a sheet.', `Let the sheet begin with the line: ${theHeading} (or with ; in place of the commas)`);
  }
  const trouble = [
    ...missing.map((column) => ({ field: column, reason: 'This column is missing.', remedy: `Add a column with the heading “${column}”.` })),
    ...unknown.map((column) => ({ field: column || '(no name)', reason: 'This column is unknown.', remedy: `Remove it, or call it one of: ${importColumns.join(', ')}.` })),
    ...twice.map((column) => ({ field: column, reason: 'This column is there twice.', remedy: 'Keep one of them.' })),
  ];
  if (trouble.length > 0) {
    const says = [
      missing.length > 0 ? `missing: ${missing.join(', ')}` : '',
      unknown.length > 0 ? `unknown: ${unknown.map((column) => column || '(no name)').join(', ')}` : '',
      twice.length > 0 ? `twice: ${twice.join(', ')}` : '',
    ].filter(Boolean).join('; ');
    throw new SheetUnreadableError(`The heading is not as it should be (${says}).`, `The first line has to be: ${theHeading}`, trouble);
  }
  return Object.fromEntries(importColumns.map((column) => [column, found.indexOf(column)])) as Positions;
}

function readRow(row: number, cells: string[], position: Positions, width: number): SheetRow {
  const cell = (column: SheetColumn) => cells[position[column]]?.trim() ?? '';
  const coordinators = [...new Set(cell('coordinators').split(/[;,\s]+/).filter(Boolean).map((upn) => upn.toLowerCase()))];
  const refusals: ImportRefusal[] = [];
  const refuse = (column: SheetColumn, reason: string, remedy: string) =>
    refusals.push({ row, column, value: cell(column).slice(0, 200), reason, remedy });

  if (cells.length !== width) {
    refuse('name', `The row has ${cells.length} fields; the heading has ${width}.`, 'Put quotation marks around a field that holds a separator.');
  }
  if (!communityName.safeParse(cell('name')).success) {
    refuse('name', cell('name') ? 'The name is shorter than 2 or longer than 120 characters.' : 'The name is empty.', 'Write a name of 2 to 120 characters.');
  }
  if (!cell('domain')) refuse('domain', 'It does not say what the community is about.', 'Describe the shared area of inquiry.');
  else if (!charterText.shape.domain.safeParse(cell('domain')).success) {
    refuse('domain', 'The description is longer than 4,000 characters.', 'Shorten it; the rest can go into the charter later.');
  }
  if (!cell('template')) refuse('template', 'No template is named.', 'Write the name or id of a template.');
  if (coordinators.length === 0) refuse('coordinators', 'No coordinator is named.', 'Write the sign-in name of at least one person.');
  if (coordinators.length > maxCoordinators) refuse('coordinators', `More than ${maxCoordinators} coordinators are named.`, 'Keep those who coordinate; the others can join.');
  if (!cell('team')) refuse('team', 'No team is named.', 'Write the name or id of the team that the community lives in.');

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
        reason: `Row ${earlier} has the same name and team.`, remedy: 'Remove one of the two rows, or give it a name of its own.',
      });
    }
  }
  return rows;
}
