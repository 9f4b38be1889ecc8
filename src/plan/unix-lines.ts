/** A text without a byte order mark and carriage returns, which say nothing of what it holds. */
export function withUnixLines(text: string): string {
  const unmarked = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return unmarked.includes('\r') ? unmarked.replaceAll('\r\n', '\n') : unmarked;
}
