import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { diagnosticKinds } from '../diagnostics/diagnostic-codes.js';
import { printable } from './printable.js';
import type { Terminal } from './terminal.js';

/** Prints each diagnostic with its location and fix; consecutive ones share a fix. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], out: Terminal): void {
  diagnostics.forEach((diagnostic, index) => {
    const { code, severity, message } = diagnostic;
    out.line(`${out.paint(STYLES[severity], `${severity} ${code}:`)} ${printable(message)}`);
    const place = placeOf(diagnostic, out);
    if (place !== undefined) out.line(`  at ${place}`);
    if (diagnostic.paste !== undefined) printLines(diagnostic.paste, out);
    if (severity === 'note') return;
    const next = diagnostics[index + 1];
    if (next === undefined || helpOf(next) !== helpOf(diagnostic))
      out.line(`  ${out.paint('dim', helpOf(diagnostic))}`);
  });
}

/** The diagnostics of a command that are printed: with --quiet, errors only. */
export function unlessQuiet(diagnostics: readonly Diagnostic[], quiet: boolean): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => !quiet || severity === 'error');
}

const STYLES = { error: 'red', warning: 'yellow', note: 'dim' } as const;

function printLines(code: string, out: Terminal): void {
  for (const line of code.trimEnd().split(/\r?\n/)) out.line(`    ${out.paint('cyan', printable(line))}`);
}

function helpOf({ code, help }: Diagnostic): string {
  return printable(help ?? diagnosticKinds[code].fix);
}

function placeOf({ location }: Diagnostic, out: Terminal): string | undefined {
  if (location === undefined) return undefined;
  const { file, pointer, line, column } = location;
  const position = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`;
  const inside = pointer === undefined || pointer === '' ? '' : ` (${printable(pointer)})`;
  return `${out.path(file)}${position}${inside}`;
}
