import { init, type InitOptions, type InitResult } from '../commands/init.js';
import type { InitRegistryOptions } from '../commands/init-registry.js';
import { given } from '../config/given.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { jsonInitReport } from './json-report.js';
import { printDiagnostics, unlessQuiet } from './print-diagnostics.js';
import { printInit } from './print-init.js';
import { projectScope } from './project-scope.js';
import { projectFlags, quoted, withFlags } from './same-project.js';
import { terminal } from './terminal.js';
import type { InitCommandOptions } from './command-options.js';

/** `gen-msk-consumer init`. Returns the exit code: 1 when the person called it off. */
export async function initCommand(options: InitCommandOptions, io: Io): Promise<number> {
  const { output, framing, key, testRunner, importExtension, registry, quiet = false, color, format } = options;
  const asks = options.yes !== true && !quiet && format === 'text' && isInteractive(io);
  const chosen = {
    ...projectScope(options, io),
    force: options.force ?? false,
    ...given({ output }),
    framing,
    key,
    testRunner,
    importExtension,
  };
  if (registry === undefined && options.example !== true && !chosen.force) {
    const { initProjects } = await import('./projects/init-projects.js');
    const exitCode = await initProjects(chosen, { options, io, asks });
    if (exitCode !== undefined) return exitCode;
  }
  const answers: unknown[] = [];
  const asking = <Found>(ask: (found: Found, flags: InitCommandOptions) => Promise<Found | null>) => ({
    choose: async (found: Found) => {
      const choices = await ask(found, options);
      answers.push(choices);
      return choices;
    },
  });
  const questions = asks ? await import('./ask-init.js') : undefined;
  const result = await (options.example === true
    ? exampleOf(chosen)
    : registry === undefined
      ? init({ ...chosen, ...(questions && asking(questions.askInit)) })
      : initOfRegistry({ ...chosen, registry, env: io.env, ...(questions && asking(questions.askInitRegistry)) }));
  const { root, file, created, diagnostics } = result;
  const exitCode = answers.includes(null) ? 1 : exitCodeOf(diagnostics);
  if (format === 'json') {
    io.stdout.write(jsonInitReport(result, exitCode));
    return exitCode;
  }
  const out = terminal({ output: io.stdout, io, color, root });
  if (!quiet && file !== null) {
    for (const path of created) out.line(`${out.paint('green', 'created')} ${out.path(path)}`);
    const source = typeof registry === 'string' ? [`--registry ${quoted(registry)}`] : registry ? ['--registry'] : [];
    printInit({ ...result, file, flags: [...source, ...projectFlags(options)] }, out);
    const next = `npx gen-msk-consumer ${registry === undefined ? 'generate' : 'pull'}`;
    const install = created.includes('package.json') ? 'npm install && ' : '';
    out.line(withFlags(`Next: ${install}${next}`, projectFlags(options)));
  }
  const shown = unlessQuiet(diagnostics, quiet);
  printDiagnostics(shown, terminal({ output: io.stderr, io, color, root }));
  return exitCode;
}

async function exampleOf(options: InitOptions): Promise<InitResult> {
  const { initExample } = await import('../commands/init-example.js');
  return initExample(options);
}

async function initOfRegistry(options: InitRegistryOptions): Promise<InitResult> {
  const { initRegistry } = await import('../commands/init-registry.js');
  return initRegistry(options);
}

/** Only a person at a terminal can answer; a job in CI may have a terminal, but nobody at it. */
function isInteractive({ stdin, stdout, env }: Io): boolean {
  return stdin.isTTY && stdout.isTTY && (env.CI ?? '') === '';
}
