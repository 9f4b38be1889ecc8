import { resolve } from 'node:path';
import { generate } from '../generate.js';
import type { Change } from '../plan/change.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { jsonReport } from './json-report.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { GenerateCommandOptions } from './program.js';
import { terminal, type Terminal } from './terminal.js';

/** `gen-msk-consumer generate`. Returns the exit code. */
export async function generateCommand(options: GenerateCommandOptions, io: Io): Promise<number> {
  const { config, topic, quiet = false, color } = options;
  const dryRun = options.dryRun ?? false;
  const result = await generate({
    cwd: resolve(io.cwd, options.cwd ?? '.'),
    ...(config === undefined ? {} : { config }),
    ...(topic === undefined ? {} : { topics: topic }),
    dryRun,
  });
  const exitCode = exitCodeOf(result.diagnostics);
  if (options.format === 'json') {
    io.stdout.write(jsonReport({ command: 'generate', dryRun, exitCode, result }));
    return exitCode;
  }
  const common = { io, color, root: result.root };
  if (!quiet && exitCode === 0) printChanges(result.changes, dryRun, terminal({ ...common, output: io.stdout }));
  const diagnostics = result.diagnostics.filter(({ severity }) => !quiet || severity === 'error');
  printDiagnostics(diagnostics, terminal({ ...common, output: io.stderr }));
  return exitCode;
}

const actions = {
  missing: 'created',
  userMissing: 'created',
  changed: 'updated',
  edited: 'updated',
  stale: 'deleted',
} as const satisfies Partial<Record<Change['kind'], string>>;

const styles = { created: 'green', updated: 'yellow', deleted: 'red' } as const;

function printChanges(changes: readonly Change[], dryRun: boolean, out: Terminal): void {
  const done = changes.flatMap(({ kind, path }) => (isAction(kind) ? [{ action: actions[kind], path }] : []));
  for (const { action, path } of done) out.line(`${out.paint(styles[action], action)} ${out.path(path)}`);
  const counts = (['created', 'updated', 'deleted'] as const).flatMap((action) => {
    const count = done.filter((one) => one.action === action).length;
    return count === 0 ? [] : [`${count} ${action}`];
  });
  const same = changes.filter(({ kind }) => kind === 'unchanged' || kind === 'lineEndings' || kind === 'formatted').length;
  const summary = counts.length === 0 ? `Up to date: ${same} files.` : `${[...counts, `${same} unchanged`].join(', ')}.`;
  out.line(dryRun ? `${summary} Nothing was written (--dry-run).` : summary);
}

function isAction(kind: Change['kind']): kind is keyof typeof actions {
  return Object.hasOwn(actions, kind);
}
