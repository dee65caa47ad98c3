import type { DocumentSketch } from '../tenant-file.ts';
import { contentTypes, coreProperties, escapeXml, officePackage, packageRelations, relations, xmlHead, type FileProperties } from './office-package.ts';

const namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** A workbook with one sheet a section: its paragraphs and bullets as lines, then its table with a bold first row. */
export function excelFile(sketch: DocumentSketch, properties: FileProperties): Uint8Array {
  const sheets = sketch.sections.map((section) => ({ name: sheetName(section.heading), xml: sheet(section) }));
  return officePackage({
    '[Content_Types].xml': contentTypes({
      '/xl/workbook.xml': 'spreadsheetml.sheet.main+xml',
      '/xl/styles.xml': 'spreadsheetml.styles+xml',
      ...Object.fromEntries(sheets.map((_, index) => [`/xl/worksheets/sheet${index + 1}.xml`, 'spreadsheetml.worksheet+xml'])),
    }),
    '_rels/.rels': packageRelations('xl/workbook.xml'),
    'docProps/core.xml': coreProperties(sketch.title, properties),
    'xl/workbook.xml': `${xmlHead}<workbook ${namespace} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets.map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations({
      ...Object.fromEntries(sheets.map((_, index) => [`rId${index + 1}`, ['worksheet', `worksheets/sheet${index + 1}.xml`] as [string, string]])),
      [`rId${sheets.length + 1}`]: ['styles', 'styles.xml'],
    }),
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheets.map(({ xml }, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml])),
  });
}

function sheet({ paragraphs = [], bullets = [], table = [] }: DocumentSketch['sections'][number]): string {
  const lines = [...paragraphs, ...bullets].map((text) => ({ values: [text] as (string | number)[], style: 0 }));
  const rows = [...lines, ...(lines.length > 0 && table.length > 0 ? [{ values: [], style: 0 }] : []), ...table.map((values, index) => ({ values, style: index === 0 ? 1 : 0 }))];
  const xml = rows.map(({ values, style }, row) => `<row r="${row + 1}">${values.map((value, column) => cell(value, `${columnName(column)}${row + 1}`, style)).join('')}</row>`);
  const widths = (table[0] ?? ['']).map((_, column) => {
    const longest = Math.max(10, ...table.map((row) => String(row[column] ?? '').length + 2));
    return `<col min="${column + 1}" max="${column + 1}" width="${Math.min(longest, 60)}" customWidth="1"/>`;
  });
  return `${xmlHead}<worksheet ${namespace}><cols>${widths.join('')}</cols><sheetData>${xml.join('')}</sheetData></worksheet>`;
}

function cell(value: string | number, reference: string, style: number): string {
  return typeof value === 'number'
    ? `<c r="${reference}" s="${style}"><v>${value}</v></c>`
    : `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
}

function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `${columnName(Math.floor(index / 26) - 1)}${columnName(index % 26)}`;
}

/** Excel takes 31 characters and none of : \ / ? * [ ]. */
function sheetName(heading: string): string {
  return heading.replace(/[:\\/?*[\]]/g, ' ').slice(0, 31).trim();
}

const styles = `${xmlHead}<styleSheet ${namespace}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
