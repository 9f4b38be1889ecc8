import type { JsonReport, ReportOf } from '../../commands/json-reports.js';
import { diagnosticKinds } from '../../diagnostics/diagnostic-codes.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';

/** The result of a command as its report: with the help of each diagnostic. */
export function reportOf<Command extends string, Result extends { readonly diagnostics: readonly Diagnostic[] }>(
  command: Command,
  result: Result,
  exitCode: number,
): ReportOf<Command, Result> {
  const diagnostics = result.diagnostics.map(withHelp);
  return { version: 1, command, exitCode, ...result, diagnostics };
}

/** A diagnostic with its help: that of its kind unless it has its own. */
export function withHelp(diagnostic: Diagnostic): JsonReport['diagnostics'][number] {
  return { help: diagnosticKinds[diagnostic.code].fix, ...diagnostic };
}

/** A report as text with a final newline. */
export function jsonText(report: object): string {
  return `${JSON.stringify(report, plainValue, 2)}\n`;
}

/** Whole numbers past a double's precision are digits, bytes are hex. */
function plainValue(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
