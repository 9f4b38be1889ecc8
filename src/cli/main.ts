import { CommanderError } from 'commander';
import { bugReport } from './bug-report.js';
import type { Io } from './io.js';
import { separateConfigs } from './projects/selection.js';
import { createProgram } from './program/program.js';

/** Runs the command line. Returns the exit code: 0 done, 1 a negative result, 2 a mistake in config, schema or call, 70 a bug. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  const program = createProgram(io, (code) => (exitCode = code));
  try {
    await program.parseAsync([...separateConfigs(argv, io.cwd)], { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has printed the help, the version or what is wrong with the call.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.stderr.write(bugReport(error));
    return 70;
  }
}
