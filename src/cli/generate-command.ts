import { posix } from 'node:path';
import { generate, type Cause, type GenerateOptions, type GenerateResult } from '../commands/generate.js';
import { given } from '../config/given.js';
import type { Change } from '../plan/change.js';
import { completeFolders, countedFolder } from './complete-folders.js';
import { exitCodeOf } from './exit-code.js';
import { inSync } from './in-sync.js';
import type { Io } from './io.js';
import { jsonReport } from './json-report.js';
import { limitedLines } from './limited-lines.js';
import { printImpacts } from './print-impacts.js';
import { printDiagnostics, unlessQuiet } from './print-diagnostics.js';
import { projectScope } from './project-scope.js';
import { topicsBar } from './progress.js';
import { printable } from './printable.js';
import type { GenerateCommandOptions } from './command-options.js';
import { terminal, type Terminal } from './terminal.js';

/** `gen-msk-consumer generate`. Returns the exit code. */
export async function generateCommand(options: GenerateCommandOptions, io: Io): Promise<number> {
  const { quiet = false, verbose = false, color } = options;
  const dryRun = options.dryRun ?? false;
  const progress = quiet || options.format === 'json' ? undefined : topicsBar(io, 'generating');
  const result = await generate({
    ...projectScope(options, io),
    ...generateOptions(options),
    // What is not printed need not be found.
    notes: !quiet || options.format === 'json',
    ...given({ onTopic: progress?.show }),
  });
  progress?.end();
  const exitCode = exitCodeOf(result.diagnostics);
  if (options.format === 'json') {
    io.stdout.write(jsonReport({ command: 'generate', dryRun, exitCode, result }));
    return exitCode;
  }
  const common = { io, color, root: result.root };
  if (!quiet && exitCode === 0) {
    const out = terminal({ ...common, output: io.stdout });
    printChanges(result.changes, { dryRun, verbose, causes: result.causes }, out);
    out.line(summaryOf(result.changes, dryRun));
    if (result.seals.length > 0) out.line(`${dryRun ? 'Seals to renew' : 'Seals renewed'}: ${result.seals.length}.`);
    printImpacts(result.impacts, out);
  }
  const diagnostics = unlessQuiet(result.diagnostics, quiet);
  printDiagnostics(diagnostics, terminal({ ...common, output: io.stderr }));
  return exitCode;
}

/** What `generate` is asked, apart from the config and the topics. */
export function generateOptions({ rename, strict, dryRun, impacts, seal }: GenerateCommandOptions): GenerateOptions {
  return { impacts, ...given({ renames: rename, strict, dryRun, seal }) };
}

const actions = {
  missing: 'create',
  'user-missing': 'create',
  changed: 'update',
  edited: 'update',
  'user-edit': 'edit',
  'user-moved': 'move',
  stale: 'delete',
} as const satisfies Partial<Record<Change['kind'], string>>;

const styles = { create: 'green', update: 'yellow', edit: 'magenta', move: 'magenta', delete: 'red' } as const;

/** What was done, as a word behind "5 files were". */
const done = { create: 'created', update: 'updated', edit: 'edited', move: 'moved', delete: 'deleted' } as const;

/** Prints what was, or would be, created, updated and so on: a line for each file, or for a folder that is new. */
export function printChanges(
  changes: readonly Change[],
  { dryRun, verbose, causes }: { readonly dryRun: boolean; readonly verbose: boolean } & Pick<GenerateResult, 'causes'>,
  out: Terminal,
): void {
  const acted = changes.flatMap((change) =>
    isAction(change.kind) ? [{ action: actions[change.kind], path: change.path, change }] : [],
  );
  const newFolders = completeFolders(changes, ({ kind }) => isAction(kind) && actions[kind] === 'create');
  const printed = new Set<string>();
  const lines = limitedLines({ isVerbose: verbose, what: 'changes', out });
  for (const { action, path, change } of acted) {
    const folder = countedFolder(path);
    const files = newFolders.get(folder);
    if (printed.has(folder) && files !== undefined) continue;
    printed.add(folder);
    const what = files === undefined ? out.path(path) : `${out.path(folder)}${posix.sep} (${files} files)`;
    const why = dryRun ? out.paint('dim', causeText(causes.get(path) ?? [])) : '';
    const verb = out.paint(styles[action], dryRun ? `would ${action}` : done[action]);
    lines.line(`${verb} ${what}${remarkOf(change, out)}${why}`);
  }
  lines.end();
}

/** Whether there is anything to print of a list of changes. */
export function hasActions(changes: readonly Change[]): boolean {
  return changes.some(({ kind }) => isAction(kind));
}

/** How many files were, or would be, created, updated and so on, as a sentence. */
export function summaryOf(changes: readonly Change[], dryRun: boolean): string {
  const acted = changes.flatMap(({ kind }) => (isAction(kind) ? [actions[kind]] : []));
  const counts = (['create', 'update', 'edit', 'move', 'delete'] as const).flatMap((action) => {
    const count = acted.filter((one) => one === action).length;
    return count === 0 ? [] : [dryRun ? `${count} to ${action}` : `${count} ${done[action]}`];
  });
  return `${counts.length === 0 ? 'Up to date: ' : ''}${[...counts, inSync(changes)].join(', ')}.`;
}

/** Where a file of the team's came from, and what was edited in it. */
function remarkOf(change: Change, out: Terminal): string {
  if (change.kind !== 'user-edit' && change.kind !== 'user-moved') return '';
  const from = change.kind === 'user-moved' ? ` from ${out.path(change.from)}` : '';
  return `${from}${change.edits.length === 0 ? '' : `: ${printable(change.edits.join(', '))}`}`;
}

/** That a file is created says already that it was missing. */
const causeWords: Readonly<Record<Exclude<Cause, 'missing'>, string>> = {
  schema: 'the schema has changed',
  settings: 'the settings have changed',
  templates: 'the templates have changed',
  tool: 'another version of the tool',
  edited: 'edited by hand',
};

function causeText(causes: readonly Cause[]): string {
  const words = causes.flatMap((cause) => (cause === 'missing' ? [] : [causeWords[cause]]));
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

function isAction(kind: Change['kind']): kind is keyof typeof actions {
  return Object.hasOwn(actions, kind);
}
