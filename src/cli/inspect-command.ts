import { inspect, type InspectResult } from '../commands/inspect.js';
import { given } from '../config/given.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { InspectCommandOptions } from './command-options.js';
import { exitCodeOf } from './exit-code.js';
import { readInputFile, requireInputFile } from './input-file.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { projectScope } from './project-scope.js';
import { inspectJson } from './report/inspect-json.js';
import { printInspected } from './report/inspect-text.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer inspect`. Returns the exit code. */
export async function inspectCommand(input: string, options: InspectCommandOptions, io: Io): Promise<number> {
  const { encoding, part, registry = false, format, quiet = false } = options;
  const scope = projectScope(options, io);
  const read = await inputBytes(input, scope.cwd, io);
  const found: InspectResult =
    'problem' in read
      ? { root: null, records: [], ranges: [], diagnostics: [read.problem] }
      : await inspect({
          ...scope,
          env: io.env,
          input: read.bytes,
          registry,
          ...given({ encoding, part }),
        });
  const result = 'isGuess' in read && read.isGuess ? asGuessed(input, found) : found;
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

/** Captured bytes. */
interface ReadInput {
  readonly bytes: Uint8Array;
  /** Whether it is a text that looks like a misspelled path rather than a value. */
  readonly isGuess: boolean;
}

/** The file of that name, standard input, or the text itself; the problem where it cannot be read. */
async function inputBytes(input: string, cwd: string, io: Io): Promise<ReadInput | { readonly problem: Diagnostic }> {
  const isFileName = /\.(?:json|jsonl|ndjson|bin|avro|txt)$/.test(input);
  const file = await (isFileName ? requireInputFile(input, cwd, io) : readInputFile(input, cwd, io));
  if (file.kind === 'unreadable') return file;
  if (file.kind === 'read') return { bytes: file.bytes, isGuess: false };
  return { bytes: Buffer.from(input), isGuess: !VALUE.test(input) };
}

/** JSON, hex or base64. */
const VALUE = /^\s*[[{"]|^(?:[\da-f]{2})+$|^(?:[A-Za-z\d+/]{4})+(?:[A-Za-z\d+/]{2,3}=*)?$/i;

/** A misspelled file is taken as a value: the message has both readings. */
function asGuessed(input: string, result: InspectResult): InspectResult {
  const diagnostics = result.diagnostics.map((one) => ({
    ...one,
    message: one.code === 'input-unusable' ? `there is no file ${input}; as a value: ${one.message}` : one.message,
  }));
  return { ...result, diagnostics };
}
