import { resolve } from 'node:path';
import type { JsonUsageReport } from '../commands/json-record-reports.js';
import { fieldUsage } from '../commands/field-usage.js';
import { given } from '../config/given.js';
import type { DiffCommandOptions } from './command-options.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { jsonText, reportOf } from './report/json-of.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer diff --usage`: JSON, whatever the format, as it is for other programs. Returns the exit code. */
export async function usageCommand(options: DiffCommandOptions, io: Io): Promise<number> {
  const { config, topic: topics, color } = options;
  const result = await fieldUsage({ ...given({ config, topics }), cwd: resolve(io.cwd, options.cwd ?? '.') });
  const exitCode = exitCodeOf(result.diagnostics);
  const report: JsonUsageReport = reportOf('diff', result, exitCode);
  io.stdout.write(jsonText(report));
  printDiagnostics(result.diagnostics, terminal({ output: io.stderr, io, color, root: result.root }));
  return exitCode;
}
