import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JsonVerifyReport } from '../commands/json-record-reports.js';
import { verify, type VerifyResult } from '../commands/verify.js';
import { given } from '../config/given.js';
import { brokerFlags } from './broker-options.js';
import type { VerifyCommandOptions } from './command-options.js';
import { exitCodeOf } from './exit-code.js';
import { requireInputFile } from './input-file.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { jsonText, reportOf } from './report/json-of.js';
import { printVerified, withoutBytes } from './report/verify-text.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer verify`. Returns the exit code: 1 unless every record reads the same twice. */
export async function verifyCommand(topics: readonly string[], options: VerifyCommandOptions, io: Io): Promise<number> {
  const { from, ...flags } = options;
  const { format, quiet = false, color } = flags;
  const cwd = resolve(io.cwd, options.cwd ?? '.');
  const input = from === undefined ? undefined : await requireInputFile(from, cwd, io);
  const patterns = [...topics, ...(options.topic ?? [])];
  const found: VerifyResult =
    input?.kind === 'unreadable'
      ? { root: null, topics: [], diagnostics: [input.problem] }
      : await verify({
          ...flags,
          ...given({ from: input?.bytes, topics: patterns.length === 0 ? undefined : patterns }),
          cwd,
          env: io.env,
          brokers: brokerFlags(options),
        });
  const result = topics.some((name) => isPath(name, cwd)) ? withFileHelp(found) : found;
  const exitCode = exitCodeOf(result.diagnostics);
  if (format === 'json') {
    const report: JsonVerifyReport = reportOf('verify', withoutBytes(result), exitCode);
    io.stdout.write(jsonText(report));
    return exitCode;
  }
  const common = { io, color, root: result.root };
  if (!quiet) printVerified(result, terminal({ ...common, output: io.stdout }));
  printDiagnostics(result.diagnostics, terminal({ ...common, output: io.stderr }));
  return exitCode;
}

function isPath(name: string, cwd: string): boolean {
  return name.includes('/') || existsSync(resolve(cwd, name));
}

/** Where a file was named in the place of a topic. */
function withFileHelp(result: VerifyResult): VerifyResult {
  const diagnostics = result.diagnostics.map((one) =>
    one.code === 'topic-not-found' ? { ...one, help: 'Captured records are passed as --from <file>.' } : one,
  );
  return { ...result, diagnostics };
}
