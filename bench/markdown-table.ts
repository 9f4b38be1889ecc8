/** A table whose first column holds names and whose others hold numbers. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

/** Rounded, with a comma for every thousand. */
export function wholeNumber(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** Two or three figures, as in `0.54×`, `3.1×` or `118×`. */
export function times(ratio: number): string {
  return `${ratio < 1 ? ratio.toFixed(2) : ratio < 10 ? ratio.toFixed(1) : wholeNumber(ratio)}×`;
}
