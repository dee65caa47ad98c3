/** A cell is cut at this many characters, as a terminal is no place for whole charters. */
const longest = 240;
/** No column is squeezed below this. */
const narrowest = 6;

/**
 * A table for the terminal: a heading, a rule, and lines with columns under each other. What does not fit `width`
 * (the terminal's, 80 when it has none) is wrapped inside its column, widest column first.
 */
export function textTable(heading: readonly string[], lines: readonly (readonly string[])[], width = process.stdout.columns ?? 80): string {
  const rows = [heading, ...lines].map((row) => row.map(oneLine));
  const widths = fit(heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))), width);
  const show = (row: readonly string[]) => {
    const cells = row.map((cell, column) => wrap(cell, widths[column] ?? 0));
    return Array.from({ length: Math.max(...cells.map((cell) => cell.length)) }, (_, line) => cells.map((cell, column) => (cell[line] ?? '').padEnd(widths[column] ?? 0)).join('  ').trimEnd());
  };
  const [first = [], ...rest] = rows;
  return [...show(first), widths.map((each) => '─'.repeat(each)).join('  '), ...rest.flatMap(show)].join('\n');
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

function fit(wanted: number[], width: number): number[] {
  const widths = [...wanted];
  const between = 2 * (widths.length - 1);
  while (widths.reduce((sum, each) => sum + each, between) > width) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= narrowest) break;
    widths[widest]! -= 1;
  }
  return widths;
}

/** Breaks at spaces; a word longer than the column is broken anywhere. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => each.match(new RegExp(`.{1,${Math.max(width, 1)}}`, 'gu')) ?? [''])) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return [...lines, line];
}
