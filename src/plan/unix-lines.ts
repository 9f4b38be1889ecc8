/** A text without a byte order mark and carriage returns, which say nothing of what it holds. */
export function withUnixLines(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}
