import { printTypes } from '../commands/print-types.js';
import type { GenerateCommandOptions } from './command-options.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { printDiagnostics, unlessQuiet } from './print-diagnostics.js';
import { projectScope } from './project-scope.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer generate --stdout`. Returns the exit code. */
export async function stdoutCommand(options: GenerateCommandOptions, io: Io): Promise<number> {
  const { quiet = false, color } = options;
  const { root, text, diagnostics } = await printTypes(projectScope(options, io));
  if (text !== null) io.stdout.write(text);
  const shown = unlessQuiet(diagnostics, quiet);
  printDiagnostics(shown, terminal({ output: io.stderr, io, color, root }));
  return exitCodeOf(diagnostics);
}
