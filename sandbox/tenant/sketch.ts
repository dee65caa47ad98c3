import type { DocumentSketch } from './tenant-file.ts';

/**
 * Reads a document from plain lines: `# title`, `> subtitle`, `## heading`, `- bullet`, `| row | of | a table |`; any
 * other line is a paragraph. Numbers in tables become numbers.
 */
export function sketch(text: string): DocumentSketch {
  const document: DocumentSketch = { title: '', sections: [] };
  for (const line of text.split('\n').map((each) => each.trim()).filter((each) => each !== '')) {
    const section = document.sections.at(-1);
    if (line.startsWith('# ')) document.title = line.slice(2);
    else if (line.startsWith('> ')) document.subtitle = line.slice(2);
    else if (line.startsWith('## ')) document.sections.push({ heading: line.slice(3) });
    else if (line.startsWith('- ')) (section!.bullets ??= []).push(line.slice(2));
    else if (line.startsWith('|')) (section!.table ??= []).push(line.split('|').slice(1, -1).map((cell) => value(cell.trim())));
    else (section!.paragraphs ??= []).push(line);
  }
  return document;
}

function value(cell: string): string | number {
  return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
}
