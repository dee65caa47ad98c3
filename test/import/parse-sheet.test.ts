import fc from 'fast-check';
import { importColumns } from '../../api/import/import-contract.ts';
import { fieldWords, whyWords } from '../../api/platform/errors.ts';
import { parseSheet, SheetUnreadableError } from '../../api/import/parse-sheet.ts';

const heading = importColumns.join(',');
const line = 'Welders,How we weld,professional-discipline,ana@firm.example,boss@firm.example,Welding,General,Documents,Welding';

/** A file as programs read it that take every file for UTF-8. */
const asUtf8 = (bytes: Buffer) => bytes.toString('utf8');

function refusalOf(csv: string): SheetUnreadableError {
  try {
    parseSheet(csv);
  } catch (error) {
    if (error instanceof SheetUnreadableError) return error;
    throw error;
  }
  throw new TypeError('the sheet was read');
}

describe('a sheet of communities', () => {
  it('is read with its rows counted from 1', () => {
    const [row, ...others] = parseSheet(`${heading}\n${line}\n`);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      row: 1, name: 'Welders', domain: 'How we weld', coordinators: ['ana@firm.example'], sponsor: 'boss@firm.example',
      team: 'Welding', channel: 'General', library: 'Documents', calendar: 'Welding', refusals: [],
    });
  });

  it('may begin with a byte order mark and end its lines as Windows does', () => {
    expect(parseSheet(`\uFEFF${heading}\r\n${line}\r\n`)).toHaveLength(1);
  });

  it('may have semicolons between its fields, with several coordinators in quotes', () => {
    const [row] = parseSheet(`${heading.replaceAll(',', ';')}\nWelders;"Weld; well";professional-discipline;"ana@firm.example;Bo@firm.example";;Welding;;;`);
    expect(row).toMatchObject({ domain: 'Weld; well', coordinators: ['ana@firm.example', 'bo@firm.example'], sponsor: '', channel: '', refusals: [] });
  });

  it('keeps quotes, separators and line breaks inside a quoted field', () => {
    const [row] = parseSheet(`${heading}\n${line.replace('How we weld', '"First line,\nsecond ""line"""')}`);
    expect(row?.domain).toBe('First line,\nsecond "line"');
  });

  it('may have its columns in any order and its heading in capital letters', () => {
    const order = [...importColumns].reverse();
    const cells: Record<string, string> = Object.fromEntries(importColumns.map((column, index) => [column, line.split(',')[index]!]));
    const [row] = parseSheet(`${order.join(',').toUpperCase()}\n${order.map((column) => cells[column]).join(',')}`);
    expect(row).toMatchObject({ name: 'Welders', calendar: 'Welding' });
  });

  it('is refused as a whole, with the columns named, when the heading misses some or has others', () => {
    const error = refusalOf(`name,domain,template,coordinators,boss,team,channel,library,calendar\n${line}`);
    expect(error.fields?.map((field) => fieldWords(field, 'en')).map(({ field, reason }) => [field, reason])).toEqual([['sponsor', 'This column is missing.'], ['boss', 'This column is unknown.']]);
    expect(error.inWords('en').detail).toContain('missing: sponsor');
  });

  it('is refused as a whole when a column is there twice', () => {
    expect(refusalOf(`${heading},name\n${line},x`).inWords('en').detail).toContain('twice: name');
  });

  it.each([
    ['nothing at all', '', 'empty'],
    ['a heading alone', heading, 'no rows'],
    ['a quotation mark that is never closed', `${heading}\nWelders,"How we weld`, 'never closed'],
    ['nothing but blank lines', ' \n\r\n', 'empty'],
    ['no heading', `${line}\n${line}`, 'not the heading'],
    ['tabs between its fields', `${heading.replaceAll(',', '\t')}\n${line.replaceAll(',', '\t')}`, 'not the heading'],
    ['being in Latin-1', asUtf8(Buffer.from(`${heading}\n${line}\n${line.replace('Welders', 'Schweißer')}`, 'latin1')), 'not in UTF-8: line 3'],
    ['being in UTF-16 with a byte order mark', asUtf8(Buffer.from(`\uFEFF${heading}\n${line}`, 'utf16le')), 'UTF-16'],
    ['being in UTF-16 without one', asUtf8(Buffer.from(`${heading}\n${line}`, 'utf16le')), 'UTF-16'],
  ])('is refused as a whole for %s, with what to do', (_, csv, says) => {
    const error = refusalOf(csv);
    const { detail, remedy } = error.inWords('en');
    expect(detail).toContain(says);
    expect(error.fields?.map((field) => fieldWords(field, 'en'))).toEqual([{ field: 'csv', reason: detail, remedy }]);
    expect(remedy).toMatch(/\w+/);
  });

  it('has a limit that is named', () => {
    expect(refusalOf(`${heading}\n${`${line}\n`.repeat(5_001)}`).inWords('en').detail).toContain('5001 rows; at most 5000');
  });

  it('names what is wrong in a row, by column, and reads the others', () => {
    const rows = parseSheet(`${heading}\n,,,,,,,,\n${line}\nBakers,short row`);
    expect(rows[0]?.refusals.map(({ column }) => column)).toEqual(['name', 'domain', 'template', 'coordinators', 'team']);
    expect(rows[1]?.refusals).toEqual([]);
    expect(rows[2]?.refusals.map((why) => whyWords(why, 'en').reason)).toContain('The row has 2 fields; the heading has 9.');
    for (const refusal of rows.flatMap((row) => row.refusals)) expect(whyWords(refusal, 'en').remedy).not.toBe('');
  });

  it('refuses the second of two rows with one name and team, naming the first', () => {
    const [first, second] = parseSheet(`${heading}\n${line}\n${line.replace('Welders', 'welders')}`);
    expect(first?.refusals).toEqual([]);
    expect(second?.refusals).toMatchObject([{ row: 2, column: 'name' }]);
    expect(whyWords(second!.refusals[0]!, 'en').reason).toBe('Row 1 has the same name and team.');
  });

  it('gives back any text that was written as RFC 4180 says, with either separator', () => {
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((value) => `x${value.replace(/[\s\uFFFD]+/g, ' ')}x`);
    fc.assert(fc.property(text, fc.constantFrom(',', ';'), fc.boolean(), (domain, mark, bom) => {
      const cells = ['Name', domain, 'template', 'a@b.example', '', 'Team', '', '', ''];
      const [row] = parseSheet(`${bom ? '\uFEFF' : ''}${importColumns.join(mark)}\n${cells.map(quoted).join(mark)}\n`);
      expect(row?.domain).toBe(domain.trim());
    }));
  });
});
