import { given } from '../config/given.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { errorCode, errorReason } from '../diagnostics/error-code.js';
import { watch, type WatchedRun, type Watching } from '../commands/watch.js';
import { exitCodeOf } from './exit-code.js';
import { summaryOf } from './generate-command.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { printImpacts } from './print-impacts.js';
import { projectScope } from './project-scope.js';
import type { GenerateCommandOptions } from './command-options.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer generate --watch`. Returns the exit code: 0 when it was asked to end, however the runs went. */
export async function watchCommand(options: GenerateCommandOptions, io: Io): Promise<number> {
  const { rename, strict, impacts, quiet = false, color } = options;
  let exitCode = 0;
  /** What the run before had to remark, so that it is not said again and again. */
  let remarks: ReadonlySet<string> = new Set();
  const onRun = ({ result, milliseconds }: WatchedRun): void => {
    const common = { io, color, root: result.root };
    const out = terminal({ ...common, output: io.stdout });
    exitCode = exitCodeOf(result.diagnostics);
    const known = remarks;
    const isTold = (diagnostic: Diagnostic): boolean =>
      diagnostic.severity === 'error' || (!quiet && !known.has(JSON.stringify(diagnostic)));
    printDiagnostics(result.diagnostics.filter(isTold), terminal({ ...common, output: io.stderr }));
    remarks = new Set(result.diagnostics.map((one) => JSON.stringify(one)));
    if (quiet) return;
    const took = `(${milliseconds.toFixed(0)} ms)`;
    if (exitCode === 0) {
      printImpacts(result.impacts, out);
      out.line(`${summaryOf(result.changes, false)} ${took}`);
    } else {
      const count = result.diagnostics.filter(({ severity }) => severity === 'error').length;
      out.line(`${out.paint('red', `${count} error${count === 1 ? '' : 's'}.`)} ${took}`);
    }
  };
  const stopped = io.untilStopped?.() ?? new Promise<never>(() => undefined);
  let watching: Watching | null = null;
  try {
    watching = await watch({
      ...projectScope(options, io),
      ...given({ renames: rename, strict }),
      impacts,
      onRun,
    });
    if (watching === null) return exitCode;
    if (!quiet) io.stdout.write('Watching for changes. Press Ctrl+C to stop.\n');
    await Promise.race([watching.failure, stopped]);
    return 0;
  } catch (error) {
    const problem = watchProblem(error);
    printDiagnostics([problem], terminal({ output: io.stderr, io, color, root: null }));
    return exitCodeOf([problem]);
  } finally {
    await watching?.close();
  }
}

/** What the system has against watching; any other error is a bug and goes on its way. */
function watchProblem(error: unknown): Diagnostic {
  const code = errorCode(error);
  if (code === undefined) throw error;
  const isOutOfWatches = code === 'ENOSPC';
  return {
    code: 'unreadable',
    severity: 'error',
    message: `the files cannot be watched: ${isOutOfWatches ? 'the system limit for file watches is reached (ENOSPC)' : errorReason(code)}`,
    ...(isOutOfWatches ? { help: 'Raise fs.inotify.max_user_watches, or close other programs that watch files.' } : {}),
  };
}
