import type { JsonUsageReport } from '../commands/json-record-reports.js';
import { fieldUsage } from '../commands/field-usage.js';
import type { DiffCommandOptions } from './command-options.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { projectScope } from './project-scope.js';
import { jsonText, reportOf } from './report/json-of.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer diff --usage`: JSON, whatever the format, as it is for other programs. Returns the exit code. */
export async function usageCommand(options: DiffCommandOptions, io: Io): Promise<number> {
  const result = await fieldUsage(projectScope(options, io));
  const exitCode = exitCodeOf(result.diagnostics);
  const report: JsonUsageReport = reportOf('diff', result, exitCode);
  io.stdout.write(jsonText(report));
  printDiagnostics(result.diagnostics, terminal({ output: io.stderr, io, color: options.color, root: result.root }));
  return exitCode;
}
