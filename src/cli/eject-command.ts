import { resolve } from 'node:path';
import { eject, templateTitles } from '../commands/eject.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { jsonEjectReport } from './json-report.js';
import { printDiagnostics } from './print-diagnostics.js';
import { printable } from './printable.js';
import { terminal } from './terminal.js';
import type { EjectCommandOptions } from './command-options.js';

/** `gen-msk-consumer eject`. Returns the exit code. */
export async function ejectCommand(
  templates: readonly string[],
  options: EjectCommandOptions,
  io: Io,
): Promise<number> {
  const { quiet = false, color, format } = options;
  if (options.list === true) {
    io.stdout.write(format === 'json' ? `${JSON.stringify(templateTitles, null, 2)}\n` : listText());
    return 0;
  }
  const result = await eject({
    ...options,
    cwd: resolve(io.cwd, options.cwd ?? '.'),
    ...(templates.length === 0 ? {} : { templates }),
  });
  const { root, changes, configLine, diagnostics } = result;
  const exitCode = exitCodeOf(diagnostics);
  if (format === 'json') {
    io.stdout.write(jsonEjectReport(result, exitCode));
    return exitCode;
  }
  printDiagnostics(diagnostics, terminal({ output: io.stderr, io, color, root }));
  if (quiet || exitCode !== 0) return exitCode;
  const out = terminal({ output: io.stdout, io, color, root });
  for (const { kind, path } of changes) {
    if (kind === 'missing') out.line(`${out.paint('green', 'created')} ${out.path(path)}`);
    if (kind === 'changed') out.line(`${out.paint('yellow', 'updated')} ${out.path(path)}`);
  }
  if (changes.every(({ kind }) => kind === 'unchanged')) out.line('All templates have been ejected already.');
  if (configLine !== null) out.line(`Add this setting to the config:\n  ${printable(configLine)}`);
  return exitCode;
}

function listText(): string {
  const width = Math.max(...Object.keys(templateTitles).map((name) => name.length));
  return Object.entries(templateTitles)
    .map(([name, title]) => `${name.padEnd(width)}  ${title}\n`)
    .join('');
}
