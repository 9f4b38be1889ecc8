import { posix } from 'node:path';
import type { JsonReport } from '../../commands/json-reports.js';
import type { RunResult } from '../../commands/compare-with-disk.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { diagnosticKinds, type DiagnosticCode } from '../../diagnostics/diagnostic-codes.js';
import { inSync } from '../in-sync.js';
import { driftOf, type Drift } from './drift.js';

/** What every report of `check` is printed from. */
export interface CheckReport {
  readonly result: RunResult;
  readonly exitCode: number;
  /** The folder of the config, relative to the repository's root, with `/`; '' where it is the root. */
  readonly folder: string;
  /** Where the run was for several. */
  readonly projects?: JsonReport['projects'];
}

/** One thing that a report has to say. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly severity: Diagnostic['severity'];
  /** What is wrong; where a generated file has drifted, how, and then what the diagnostic says. */
  readonly message: string;
  /** One sentence: how to fix it. */
  readonly help: string;
  /** Relative to the repository's root, with `/`; undefined where it is about no file. */
  readonly file: string | undefined;
  /** 1-based; the first line where none is known. */
  readonly line: number;
  /** 1-based. */
  readonly column: number | undefined;
  readonly pointer: string | undefined;
  /** How the file differs from what is generated; undefined where that is not what the finding is about. */
  readonly drift: Drift | undefined;
  /** Code that the team has to put in by hand. */
  readonly paste: string | undefined;
}

/** Everything that `check` found, in the order of its diagnostics. */
export function findingsOf({ result, folder }: CheckReport): readonly Finding[] {
  const drifts = new Map(result.changes.map((change) => [change.path, driftOf(change)]));
  return result.diagnostics.map((diagnostic): Finding => {
    const { code, severity, message, location, help, paste } = diagnostic;
    const drift = location !== undefined && isDriftDiagnostic(diagnostic) ? drifts.get(location.file) : undefined;
    return {
      code,
      severity,
      message: drift === undefined ? message : `${drift.label}: ${message}`,
      help: help ?? diagnosticKinds[code].fix,
      file: location === undefined ? undefined : posix.join(folder, location.file),
      line: location?.line ?? drift?.line() ?? 1,
      column: location?.column,
      pointer: location?.pointer,
      drift,
      paste,
    };
  });
}

/** Whether a diagnostic says that a generated file, or one of the team's, is not as it should be. */
export function isDriftDiagnostic({ code, severity }: Diagnostic): boolean {
  return severity === 'error' && driftCodes.has(code);
}

const driftCodes: ReadonlySet<DiagnosticCode> = new Set([
  'drift',
  'edited-by-hand',
  'stale-file-kept',
  'user-file-missing',
]);

/** The answer, without a full stop: "3 files have drifted, 12 unchanged". */
export function verdictOf({ result: { changes, diagnostics }, exitCode }: CheckReport): string {
  const drifted = changes.filter((change) => driftOf(change) !== undefined).length;
  const problems = diagnostics.filter((one) => one.severity === 'error' && !isDriftDiagnostic(one)).length;
  const clean = exitCode > 1 ? 'could not be checked' : 'in sync';
  return [
    drifted === 0 ? clean : `${drifted} ${drifted === 1 ? 'file has' : 'files have'} drifted`,
    ...(problems === 0 ? [] : [`${problems} ${problems === 1 ? 'problem' : 'problems'}`]),
    ...(changes.length === 0 ? [] : [inSync(changes)]),
  ].join(', ');
}
