import { diagnosticKinds, type DiagnosticCode } from '../diagnostics/diagnostic-codes.js';
import type { DiagnosticKind } from '../diagnostics/diagnostic-kind.js';
import { nearestName } from '../diagnostics/nearest-name.js';
import type { CommonOptions } from './command-options.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer explain`: what a diagnostic code means; without a code, all of them. Returns the exit code. */
export function explainCommand(code: string | undefined, { color, format }: CommonOptions, io: Io): number {
  const out = terminal({ output: io.stdout, io, color, root: null });
  if (code === undefined) {
    if (format === 'json') out.line(JSON.stringify(diagnosticKinds, null, 2));
    else for (const [name, { title }] of Object.entries(diagnosticKinds)) out.line(`${name.padEnd(width)}  ${title}`);
    return 0;
  }
  if (!isCode(code)) {
    const nearest = nearestName(code, codes);
    const message = `unknown code "${code}"${nearest === undefined ? '' : `, did you mean "${nearest}"?`}`;
    const help = 'Run `npx gen-msk-consumer explain` for a list of all codes.';
    printDiagnostics(
      [{ code: 'usage', severity: 'error', message, help }],
      terminal({ output: io.stderr, io, color, root: null }),
    );
    return 2;
  }
  const kind: DiagnosticKind = diagnosticKinds[code];
  if (format === 'json') {
    out.line(JSON.stringify({ code, ...kind }, null, 2));
    return 0;
  }
  out.line(`${out.paint('bold', code)}: ${kind.title}`);
  out.line(`\n${kind.cause}\n`);
  out.line(`What to do: ${kind.fix}`);
  out.line(out.paint('dim', consequenceOf(kind)));
  return 0;
}

const codes = Object.keys(diagnosticKinds);

const width = Math.max(...codes.map((code) => code.length));

function isCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(diagnosticKinds, text);
}

function consequenceOf({ severity, exitCode }: DiagnosticKind): string {
  if (severity === 'warning')
    return `A warning; with --strict, the exit code is ${exitCode}. A topic can accept it: "acknowledge".`;
  return exitCode === 0 ? 'A note: the exit code stays 0.' : `As an error, the exit code is ${exitCode}.`;
}
