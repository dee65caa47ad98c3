/** Columns are at most this wide; what is longer is cut, as a terminal is no place for whole charters. */
const widest = 60;

/** A table for the terminal: a heading, a rule, and lines with columns under each other. */
export function textTable(heading: readonly string[], lines: readonly (readonly string[])[]): string {
  const cut = (text: string) => {
    const line = text.replace(/\s+/g, ' ');
    return line.length > widest ? `${line.slice(0, widest - 1)}…` : line;
  };
  const rows = [heading, ...lines].map((row) => row.map(cut));
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const show = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd();
  const [first = [], ...rest] = rows;
  return [show(first), widths.map((width) => '─'.repeat(width)).join('  '), ...rest.map(show)].join('\n');
}
