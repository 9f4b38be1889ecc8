import { resolve } from 'node:path';
import { check } from '../check.js';
import type { RunResult } from '../compare-with-disk.js';
import { diagnosticKinds, type DiagnosticCode } from '../diagnostic-codes.js';
import type { Change } from '../plan/change.js';
import { exitCodeOf } from './exit-code.js';
import { inSync } from './in-sync.js';
import type { Io } from './io.js';
import { jsonReport } from './json-report.js';
import { printDiagnostics } from './print-diagnostics.js';
import { printable } from './printable.js';
import { progressBar } from './progress.js';
import type { CommonOptions } from './program.js';
import { terminal, type Terminal } from './terminal.js';
import { unifiedDiff } from './unified-diff.js';

export interface CheckCommandOptions extends CommonOptions {
  readonly registry?: true;
}

/** `gen-msk-consumer check`. Returns the exit code. */
export async function checkCommand(options: CheckCommandOptions, io: Io): Promise<number> {
  const { config, topic, quiet = false, color, registry = false } = options;
  const progress = !registry || quiet || options.format === 'json' ? undefined : progressBar(io, 'checking');
  const result = await check({
    cwd: resolve(io.cwd, options.cwd ?? '.'),
    ...(config === undefined ? {} : { config }),
    ...(topic === undefined ? {} : { topics: topic }),
    ...(registry ? { registry, env: io.env } : {}),
    ...(progress === undefined ? {} : { onProgress: progress.show }),
  });
  progress?.end();
  const exitCode = exitCodeOf(result.diagnostics);
  if (options.format === 'json') {
    io.stdout.write(jsonReport({ command: 'check', dryRun: false, exitCode, result }));
    return exitCode;
  }
  const common = { io, color, root: result.root };
  if (!quiet && exitCode < 2) printDrift(result, terminal({ ...common, output: io.stdout }));
  // What the diffs on stdout show is not said a second time.
  const diagnostics = result.diagnostics.filter(({ code, severity }) =>
    quiet ? severity === 'error' : !isDrift(code),
  );
  printDiagnostics(diagnostics, terminal({ ...common, output: io.stderr }));
  return exitCode;
}

const labels: Readonly<Partial<Record<Change['kind'], string>>> = {
  missing: 'missing',
  userMissing: 'missing',
  changed: 'changed',
  edited: 'edited by hand',
  stale: 'stale',
  staleEdited: 'stale, edited by hand',
};

/** Where most files have drifted, the first few show why. */
const diffLimit = 20;

function printDrift({ changes, diagnostics }: RunResult, out: Terminal): void {
  const drifted = changes.filter(({ kind }) => labels[kind] !== undefined);
  if (drifted.length === 0) {
    out.line(`In sync: ${inSync(changes)}.`);
    return;
  }
  let diffs = 0;
  for (const change of drifted) {
    out.line(`${out.paint('red', `${labels[change.kind]}:`)} ${out.path(change.path)}`);
    if ((change.kind === 'changed' || change.kind === 'edited') && diffs++ < diffLimit) printDiff(change, out);
  }
  if (diffs > diffLimit) out.line(`(diffs are shown for the first ${diffLimit} of ${diffs} files)`);
  out.line();
  out.line(`${drifted.length} drifted, ${inSync(changes)}.`);
  for (const fix of new Set(
    diagnostics.filter(({ code }) => isDrift(code)).map(({ code }) => diagnosticKinds[code].fix),
  )) {
    out.line(fix);
  }
}

function printDiff({ actual, expected }: Extract<Change, { kind: 'changed' | 'edited' }>, out: Terminal): void {
  for (const line of unifiedDiff(actual, expected.content)) {
    const text = `  ${printable(line)}`;
    if (line.startsWith('+')) out.line(out.paint('green', text));
    else if (line.startsWith('-')) out.line(out.paint('red', text));
    else out.line(line.startsWith('@') ? out.paint('cyan', text) : text);
  }
}

/** Of these no diff tells: they are about the snapshot, not about generated files. */
function isOfRegistry(code: DiagnosticCode): boolean {
  return code === 'registry-drift' || code === 'registry-changed';
}

function isDrift(code: DiagnosticCode): boolean {
  return diagnosticKinds[code].exitCode === 1 && !isOfRegistry(code);
}
