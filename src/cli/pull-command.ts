import { given } from '../config/given.js';
import type { Change } from '../plan/change.js';
import { counted } from '../diagnostics/counted.js';
import { pull, type PullResult } from '../commands/pull.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { jsonPullReport } from './json-report.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { GenerateCommandOptions } from './command-options.js';
import { projectScope } from './project-scope.js';
import { progressBar } from './progress.js';
import { terminal, type Terminal } from './terminal.js';

/** `gen-msk-consumer pull`. Returns the exit code. */
export async function pullCommand(options: GenerateCommandOptions, io: Io): Promise<number> {
  const { quiet = false, color, format, dryRun = false } = options;
  const progress = quiet || format === 'json' ? undefined : progressBar(io, 'pulling');
  const result = await pull({
    ...projectScope(options, io),
    env: io.env,
    dryRun,
    ...given({ onProgress: progress?.show }),
  });
  progress?.end();
  const exitCode = exitCodeOf(result.diagnostics);
  if (format === 'json') {
    io.stdout.write(jsonPullReport({ dryRun, exitCode, result }));
    return exitCode;
  }
  const common = { io, color, root: result.root };
  if (!quiet && exitCode === 0) printPulled(result, dryRun, terminal({ ...common, output: io.stdout }));
  const diagnostics = result.diagnostics.filter(
    ({ severity }) => severity === 'error' || (!quiet && severity !== 'note'),
  );
  printDiagnostics(diagnostics, terminal({ ...common, output: io.stderr }));
  return exitCode;
}

const actions = { missing: 'create', changed: 'update', stale: 'delete' } as const satisfies Partial<
  Record<Change['kind'], string>
>;

const styles = { create: 'green', update: 'yellow', delete: 'red' } as const;

function printPulled({ changes, subjects }: PullResult, dryRun: boolean, out: Terminal): void {
  const count = printVendored(changes, dryRun, out);
  out.line(pulledSummary(subjects, { isChanged: count > 0, dryRun }));
}

/** Prints a line for each file of the snapshot that was, or would be, written; returns how many there are. */
export function printVendored(changes: readonly Change[], dryRun: boolean, out: Terminal): number {
  let count = 0;
  for (const { kind, path } of changes) {
    if (!isAction(kind)) continue;
    const action = actions[kind];
    out.line(`${out.paint(styles[action], dryRun ? `would ${action}` : `${action}d`)} ${out.path(path)}`);
    count++;
  }
  return count;
}

/** What the snapshot holds now, or would. */
export function pulledSummary(
  subjects: PullResult['subjects'],
  { isChanged, dryRun }: { readonly isChanged: boolean; readonly dryRun: boolean },
): string {
  const versions = subjects.reduce((sum, one) => sum + one.versions.length, 0);
  const held = `${counted(versions, 'version')} of ${counted(subjects.length, 'subject')}`;
  if (subjects.length === 0) return 'Nothing to pull: none of the topics in the config names a subject.';
  if (!isChanged) return `Up to date: ${held}.`;
  return `${dryRun ? 'The snapshot would contain' : 'The snapshot contains'} ${held}.`;
}

function isAction(kind: Change['kind']): kind is keyof typeof actions {
  return Object.hasOwn(actions, kind);
}
