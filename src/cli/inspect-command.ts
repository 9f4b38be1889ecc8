import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { inspect, type InspectResult } from '../commands/inspect.js';
import { errorCode } from '../diagnostics/error-code.js';
import type { InspectCommandOptions } from './command-options.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { inspectJson } from './report/inspect-json.js';
import { printInspected } from './report/inspect-text.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer inspect`. Returns the exit code. */
export async function inspectCommand(input: string, options: InspectCommandOptions, io: Io): Promise<number> {
  const { config, topic, encoding, part, registry = false, format, quiet = false } = options;
  const cwd = resolve(io.cwd, options.cwd ?? '.');
  const bytes = await inputBytes(input, cwd, io);
  const result: InspectResult =
    typeof bytes === 'string'
      ? {
          root: null,
          records: [],
          ranges: [],
          diagnostics: [{ code: 'input-unusable', severity: 'error', message: bytes }],
        }
      : await inspect({
          cwd,
          env: io.env,
          input: bytes,
          registry,
          ...(config === undefined ? {} : { config }),
          ...(topic === undefined ? {} : { topics: topic }),
          ...(encoding === undefined ? {} : { encoding }),
          ...(part === undefined ? {} : { part }),
        });
  const exitCode = exitCodeOf(result.diagnostics);
  // What is in a record is often personal data: it goes to a terminal, and elsewhere only when asked for.
  const showsValues = options.values === true || io.stdout.isTTY;
  if (format === 'json') {
    io.stdout.write(inspectJson(result, { exitCode, showsValues }));
    return exitCode;
  }
  const common = { io, color: options.color, root: result.root };
  if (!quiet) printInspected(result, showsValues, terminal({ ...common, output: io.stdout }));
  // The report says more of a broken record than its diagnostic does.
  const others = result.diagnostics.filter(({ code }) => quiet || code !== 'record-unreadable');
  printDiagnostics(others, terminal({ ...common, output: io.stderr }));
  return exitCode;
}

/** The file of that name, standard input, or the text itself; a message where it cannot be read. */
async function inputBytes(input: string, cwd: string, io: Io): Promise<Uint8Array | string> {
  if (input === '-') {
    if (io.stdin.isTTY || io.stdin.read === undefined) return 'there is no input: pass a value, a file or -';
    return io.stdin.read();
  }
  const path = resolve(cwd, input);
  try {
    if (statSync(path).isFile()) return readFileSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    if (code !== 'ENOENT' && code !== 'ENAMETOOLONG' && code !== 'ENOTDIR') return `${input} cannot be read: ${code}`;
  }
  if (/\.(?:json|jsonl|ndjson|bin|avro|txt)$/.test(input)) return `there is no file ${input}`;
  return Buffer.from(input);
}
