import { resolve } from 'node:path';
import { given } from '../config/given.js';
import { invoke, type InvokeResult } from '../commands/invoke.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { InvokeCommandOptions } from './command-options.js';
import { exitCodeOf } from './exit-code.js';
import { requireInputFile } from './input-file.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { invokeJson } from './report/invoke-json.js';
import { printInvoked } from './report/invoke-text.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer invoke`. Returns the exit code: 1 unless Lambda would commit every record. */
export async function invokeCommand(topic: string, options: InvokeCommandOptions, io: Io): Promise<number> {
  const { event: file, ...flags } = options;
  const { format, quiet = false, color } = flags;
  const cwd = resolve(io.cwd, options.cwd ?? '.');
  const event = file === undefined ? undefined : await requireInputFile(file, cwd, io);
  const stop = new AbortController();
  void io.untilStopped?.().then(() => stop.abort());
  let output = '';
  const result: InvokeResult =
    event?.kind === 'unreadable'
      ? refused(event.problem)
      : await invoke(topic, {
          ...flags,
          ...given({ event: event?.bytes }),
          cwd,
          env: io.env,
          signal: stop.signal,
          // The result alone goes to standard output.
          onOutput: (text) => {
            if (format === 'json') output += text;
            else io.stderr.write(text);
          },
        });
  const refusal = exitCodeOf(result.diagnostics);
  const exitCode = refusal > 0 || result.isCommitted ? refusal : 1;
  // An answer that is not a batch response may be made of what is in records.
  const showsValues = options.values === true || io.stdout.isTTY;
  if (format === 'json') {
    io.stdout.write(invokeJson(result, { topic, exitCode, showsValues, output }));
    return exitCode;
  }
  const common = { io, color, root: result.root };
  if (!quiet) printInvoked(result, showsValues, terminal({ ...common, output: io.stdout }));
  printDiagnostics(result.diagnostics, terminal({ ...common, output: io.stderr }));
  return exitCode;
}

function refused(problem: Diagnostic): InvokeResult {
  return { root: null, function: null, invocations: [], isCommitted: false, diagnostics: [problem] };
}
