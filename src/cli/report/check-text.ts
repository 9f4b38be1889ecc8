import { posix } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { diagnosticKinds } from '../../diagnostics/diagnostic-codes.js';
import type { Change } from '../../plan/change.js';
import { completeFolders, countedFolder } from '../complete-folders.js';
import { inSync } from '../in-sync.js';
import { limitedLines } from '../limited-lines.js';
import type { Terminal } from '../terminal.js';
import { isDriftDiagnostic } from './check-report.js';
import { driftOf, type Drift } from './drift.js';

/** Where most files have drifted, the first few show why. */
const diffLimit = 20;

/** Prints how files have drifted, and then how many have; returns that number. Prints nothing where none has. */
export function printDrift(changes: readonly Change[], isVerbose: boolean, out: Terminal): number {
  const drifted = changes.flatMap((change) => {
    const drift = driftOf(change);
    return drift === undefined ? [] : [{ path: change.path, drift }];
  });
  if (drifted.length === 0) return 0;
  // On a clone without generated files, all of them are missing.
  const absent = completeFolders(changes, ({ kind }) => kind === 'missing' || kind === 'user-missing');
  const printed = new Set<string>();
  let diffs = 0;
  const lines = limitedLines({ isVerbose, what: 'drifted', out });
  for (const { path, drift } of drifted) {
    const folder = countedFolder(path);
    const files = absent.get(folder);
    if (files !== undefined && printed.has(folder)) continue;
    printed.add(folder);
    const what = files === undefined ? out.path(path) : `${out.path(folder)}${posix.sep} (${files} files)`;
    lines.line(`${out.paint('red', `${drift.label}:`)} ${what}`);
    if (drift.isCompared && diffs++ < diffLimit) printDiff(drift, out);
  }
  lines.end();
  if (diffs > diffLimit) out.line(`(diffs are shown for the first ${diffLimit} of ${diffs} files)`);
  out.line();
  out.line(`${drifted.length} drifted, ${inSync(changes)}.`);
  return drifted.length;
}

/** What there is to do about drift, each thing once. */
export function driftFixes(diagnostics: readonly Diagnostic[]): readonly string[] {
  const fixes = diagnostics.filter(isDriftDiagnostic).map(({ code, help }) => help ?? diagnosticKinds[code].fix);
  return [...new Set(fixes)];
}

function printDiff(drift: Drift, out: Terminal): void {
  for (const line of drift.diff()) {
    const text = `  ${line}`;
    if (line.startsWith('+')) out.line(out.paint('green', text));
    else if (line.startsWith('-')) out.line(out.paint('red', text));
    else out.line(line.startsWith('@') ? out.paint('cyan', text) : text);
  }
}

/** What stderr shows: what the diffs on stdout show is not repeated, and a note calls for nothing. */
export function spokenDiagnostics(diagnostics: readonly Diagnostic[], isQuiet: boolean): readonly Diagnostic[] {
  return diagnostics.filter((diagnostic) =>
    isQuiet
      ? diagnostic.severity === 'error'
      : (diagnostic.severity !== 'note' || isOfTemplate(diagnostic)) && !isDriftDiagnostic(diagnostic),
  );
}

/** What is unknown in a template is part of the answer. */
function isOfTemplate({ code }: Diagnostic): boolean {
  return code.startsWith('template-');
}
