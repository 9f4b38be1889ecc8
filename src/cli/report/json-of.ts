import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { diagnosticKinds } from '../../diagnostics/diagnostic-codes.js';

/** The report of a command as text with a final newline: its result, and the help of each diagnostic. */
export function jsonOf(
  command: string,
  { root, diagnostics, ...result }: { readonly root: string | null; readonly diagnostics: readonly Diagnostic[] },
  exitCode: number,
): string {
  const withHelp = diagnostics.map((one) => ({ ...one, help: one.help ?? diagnosticKinds[one.code].fix }));
  return `${JSON.stringify({ version: 1, command, exitCode, root, ...result, diagnostics: withHelp }, plainValue, 2)}\n`;
}

/** Whole numbers past a double's precision are digits, bytes are hex. */
export function plainValue(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
