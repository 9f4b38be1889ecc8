import { diff, type DiffQuestion } from '../commands/diff.js';
import { given } from '../config/given.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { printDiagnostics, unlessQuiet } from './print-diagnostics.js';
import { projectScope } from './project-scope.js';
import { progressBar } from './progress.js';
import { jsonDiffReport } from './report/diff-json.js';
import { diffMarkdown } from './report/diff-markdown.js';
import { printDiff } from './report/diff-text.js';
import { projectFlags, withFlags } from './same-project.js';
import { terminal, type Terminal } from './terminal.js';
import type { DiffCommandOptions } from './command-options.js';

/** `gen-msk-consumer diff`. `range` is one git revision or two. Returns the exit code. */
export async function diffCommand(range: string | undefined, options: DiffCommandOptions, io: Io): Promise<number> {
  const { quiet = false, color, format, compatibility = false } = options;
  const question = questionOf(range, options);
  const progress =
    question.kind !== 'registry' || quiet || format !== 'text' ? undefined : progressBar(io, 'comparing');
  const result = await diff({
    ...projectScope(options, io),
    compare: question,
    compatibility,
    impacts: options.impacts,
    env: io.env,
    ...given({ apply: options.apply && given({ ids: options.ids }), onProgress: progress?.show }),
  });
  progress?.end();
  const exitCode = Math.max(exitCodeOf(result.diagnostics), result.effect === 'breaks' ? 1 : 0);
  switch (format) {
    case 'json':
      io.stdout.write(jsonDiffReport(result, exitCode));
      return exitCode;
    case 'markdown':
      io.stdout.write(diffMarkdown(result));
      return exitCode;
    case 'text': {
      const common = { io, color, root: result.root };
      const diagnostics = unlessQuiet(result.diagnostics, quiet);
      printDiagnostics(diagnostics, terminal({ ...common, output: io.stderr }));
      if (!quiet && exitCode < 2) {
        const out = terminal({ ...common, output: io.stdout });
        printDiff(result, out);
        printWritten(result.written ?? [], options, out);
      }
      return exitCode;
    }
  }
}

function printWritten(files: readonly string[], options: DiffCommandOptions, out: Terminal): void {
  if (files.length === 0) return;
  out.line();
  for (const file of files) out.line(`${out.paint('green', 'wrote')} ${out.path(file)}`);
  out.line(withFlags('Next: npx gen-msk-consumer generate', projectFlags(options)));
}

/** What a command line asks `diff`. */
export function questionOf(
  range: string | undefined,
  { registry, versions }: Pick<DiffCommandOptions, 'registry' | 'versions'>,
): DiffQuestion {
  if (registry === true) return { kind: 'registry' };
  if (versions !== undefined) return { kind: 'versions', range: versions };
  return { kind: 'revisions', range: range ?? 'HEAD' };
}
