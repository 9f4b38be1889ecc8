import { initAdd } from '../commands/init-add.js';
import type { InitAddRegistryOptions } from '../commands/init-add-registry.js';
import type { InitResult } from '../commands/init.js';
import type { InitCommandOptions } from './command-options.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { jsonInitReport } from './json-report.js';
import { printDiagnostics, unlessQuiet } from './print-diagnostics.js';
import { printable } from './printable.js';
import { projectScope } from './project-scope.js';
import { projectFlags, withFlags } from './same-project.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer init --add`. Returns the exit code. */
export async function initAddCommand(options: InitCommandOptions, io: Io): Promise<number> {
  const { framing, key, registry, quiet = false, color, format } = options;
  const settings = { ...projectScope(options, io), framing, key };
  const result =
    registry === undefined ? await initAdd(settings) : await addFromRegistry({ ...settings, registry, env: io.env });
  const { root, file, topics, diagnostics } = result;
  const exitCode = exitCodeOf(diagnostics);
  if (format === 'json') {
    io.stdout.write(jsonInitReport(result, exitCode));
    return exitCode;
  }
  const out = terminal({ output: io.stdout, io, color, root });
  if (!quiet && file !== null && topics.length > 0) {
    const named = `${topics.length === 1 ? 'topic' : 'topics'} ${printable(topics.join(', '))}`;
    out.line(`${out.paint('yellow', 'updated')} ${out.path(file)}: added ${named}`);
    const next = `Next: npx gen-msk-consumer ${registry === undefined ? 'generate' : 'pull'}`;
    out.line(withFlags(next, projectFlags(options)));
  }
  const shown = unlessQuiet(diagnostics, quiet);
  printDiagnostics(shown, terminal({ output: io.stderr, io, color, root }));
  return exitCode;
}

async function addFromRegistry(options: InitAddRegistryOptions): Promise<InitResult> {
  const { initAddRegistry } = await import('../commands/init-add-registry.js');
  return initAddRegistry(options);
}
