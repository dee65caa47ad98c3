import type { DocumentSketch } from '../tenant-file.ts';
import type { FileProperties } from './office-package.ts';

interface Line { text: string; size: number; isBold: boolean; gap: number; indent: number }

const PAGE = { width: 595, height: 842, margin: 64 };

/** A PDF of A4 pages in Helvetica, which every reader has; characters beyond Latin-1 become `?`. */
export function pdfFile(sketch: DocumentSketch, properties: FileProperties): Uint8Array {
  const pages = paginate(linesOf(sketch));
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  // 1 catalogue, 2 page tree, 3 and 4 fonts, 5 information, then page and content in turn.
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ')}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>');
  add(`<< /Title (${escape(sketch.title)}) /Author (${escape(properties.author)}) /CreationDate (${pdfDate(properties.createdDateTime)}) /ModDate (${pdfDate(properties.lastModifiedDateTime)}) >>`);
  pages.forEach((content, index) => {
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${7 + index * 2} 0 R >>`);
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  });

  let file = '%PDF-1.4\n%\xE2\xE3\xCF\xD3\n';
  const offsets = objects.map((body, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

function linesOf(sketch: DocumentSketch): Line[] {
  const lines: Line[] = [...wrapped(sketch.title, 20, true, 6)];
  if (sketch.subtitle) lines.push(...wrapped(sketch.subtitle, 12, false, 14));
  for (const section of sketch.sections) {
    lines.push({ text: '', size: 6, isBold: false, gap: 6, indent: 0 }, ...wrapped(section.heading, 14, true, 6));
    for (const text of section.paragraphs ?? []) lines.push(...wrapped(text, 11, false, 6));
    for (const text of section.bullets ?? []) lines.push(...wrapped(`\x95 ${text}`, 11, false, 3, 12));
    for (const [index, row] of (section.table ?? []).entries()) lines.push(...wrapped(row.join('   |   '), 10, index === 0, 3));
  }
  return lines;
}

/** Breaks a text into lines, taking Helvetica's average letter to be half its size wide. */
function wrapped(text: string, size: number, isBold: boolean, gapAfter: number, indent = 0): Line[] {
  const limit = Math.floor((PAGE.width - 2 * PAGE.margin - indent) / (size * (isBold ? 0.56 : 0.5)));
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const row = rows.at(-1);
    if (row !== undefined && row.length + 1 + word.length <= limit) rows[rows.length - 1] = `${row} ${word}`;
    else rows.push(word);
  }
  return rows.map((row, index) => ({ text: row, size, isBold, indent, gap: index === rows.length - 1 ? gapAfter : 0 }));
}

function paginate(lines: Line[]): string[] {
  const pages: string[] = [];
  let content = '';
  let y = PAGE.height - PAGE.margin;
  for (const { text, size, isBold, gap, indent } of lines) {
    if (y - size < PAGE.margin) {
      pages.push(content);
      content = '';
      y = PAGE.height - PAGE.margin;
    }
    y -= size * 1.3;
    content += `BT /${isBold ? 'F2' : 'F1'} ${size} Tf ${PAGE.margin + indent} ${y.toFixed(1)} Td (${escape(text)}) Tj ET\n`;
    y -= gap;
  }
  return [...pages, content];
}

/** Characters of Windows-1252 that are not in Latin-1, by code. */
const windows1252: Record<string, string> = { '–': '\x96', '—': '\x97', '‘': '\x91', '’': '\x92', '“': '\x93', '”': '\x94', '…': '\x85', '€': '\x80', '•': '\x95' };

function escape(text: string): string {
  return [...text].map((letter) => windows1252[letter] ?? (letter.charCodeAt(0) < 256 ? letter : '?')).join('').replace(/[\\()]/g, '\\$&');
}

function pdfDate(instant: string): string {
  return `D:${new Date(instant).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
}
