/** A table of RESULTS.md; every method throws an error that names what is missing. */
export interface ReadTable {
  readonly column: (header: RegExp) => number;
  /** The number at the start of a cell: `4,381 (1.0×)` is 4381. */
  readonly value: (row: string, column: number) => number;
}

/** Reads the first table below the heading `title` of a Markdown text. */
export function readTable(markdown: string, title: string): ReadTable {
  const section = markdown.split(/^## /m).find((text) => text.startsWith(`${title}\n`));
  const [head, , ...rows] = (section ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  if (head === undefined) throw new Error(`RESULTS.md has no table "${title}"`);
  return {
    column: (header) => {
      const index = head.findIndex((cell) => header.test(cell));
      if (index < 0) throw new Error(`the table "${title}" has no column ${String(header)}`);
      return index;
    },
    value: (name, column) => {
      const cell = rows.find(([first]) => first === name)?.[column];
      const digits = cell === undefined ? null : /^[\d,]+(?:\.\d+)?/.exec(cell);
      if (digits === null) throw new Error(`the table "${title}" has no number in the row "${name}"`);
      return Number(digits[0].replaceAll(',', ''));
    },
  };
}
