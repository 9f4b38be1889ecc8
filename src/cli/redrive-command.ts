import { resolve } from 'node:path';
import type { JsonRedriveReport } from '../commands/json-record-reports.js';
import { redrive, type RedriveResult } from '../commands/redrive.js';
import { counted } from '../diagnostics/counted.js';
import { brokerFlags } from './broker-options.js';
import type { RedriveCommandOptions } from './command-options.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { printable } from './printable.js';
import { jsonText, reportOf } from './report/json-of.js';
import { terminal, type Terminal } from './terminal.js';

/** `gen-msk-consumer redrive`. Returns the exit code: 1 when a record is left. */
export async function redriveCommand(source: string, options: RedriveCommandOptions, io: Io): Promise<number> {
  const { format, quiet = false, color } = options;
  const stop = new AbortController();
  void io.untilStopped?.().then(() => stop.abort());
  const result = await redrive(source, {
    ...options,
    cwd: resolve(io.cwd, options.cwd ?? '.'),
    env: io.env,
    brokers: brokerFlags(options),
    signal: stop.signal,
    // The result alone goes to standard output.
    onOutput: (text) => void io.stderr.write(text),
  });
  const exitCode = exitCodeOf(result.diagnostics);
  if (format === 'json') {
    const report: JsonRedriveReport = reportOf('redrive', result, exitCode);
    io.stdout.write(jsonText(report));
    return exitCode;
  }
  const common = { io, color, root: result.root };
  if (!quiet && result.counts.letters > 0) printRedriven(result, terminal({ ...common, output: io.stdout }));
  else if (!quiet && exitCode === 0) io.stdout.write('no dead letters\n');
  printDiagnostics(result.diagnostics, terminal({ ...common, output: io.stderr }));
  return exitCode;
}

/** Most records that are printed; `--format json` has all. */
const MAX_RECORDS = 200;

function printRedriven({ counts, records, dryRun, progress }: RedriveResult, out: Terminal): void {
  const { letters, reasons, schemas } = counts;
  out.line(`${counted(letters, 'record')}${dryRun ? ', of which none is handled' : ''}`);
  const width = String(letters).length;
  const shown = (count: number): string => String(count).padStart(width + 2);
  for (const { code, reason, count } of reasons)
    out.line(`${shown(count)}  ${out.paint('bold', printable(code))}: ${printable(reason)}`);
  for (const { topic, schemaId, count } of schemas)
    out.line(
      `${shown(count)}  ${printable(topic)}, ${schemaId === null ? 'no schema id' : `schema ${printable(schemaId)}`}`,
    );
  if (dryRun) return;
  out.line();
  for (const { topic, partition, offset, outcome, redrives, error } of records.slice(0, MAX_RECORDS)) {
    const again = redrives > 1 && outcome !== 'settled-before' ? `, redrive ${redrives}` : '';
    const reason = outcome === 'no-handler' ? error?.message : error && `${error.type}: ${error.message}`;
    const why = reason === undefined ? '' : `: ${printable(reason)}`;
    out.line(
      `${printable(topic)}, partition ${partition}, offset ${offset}: ${words[outcome] ?? outcome}${again}${why}`,
    );
  }
  if (records.length > MAX_RECORDS) out.line(`and ${records.length - MAX_RECORDS} more (--format json has all)`);
  const left = records.filter(({ isLeft }) => isLeft).length;
  out.line();
  out.line(
    `${records.length - left} handled, ${left} left. Progress: ${progress === null ? 'none' : out.path(progress)}`,
  );
}

const words: Readonly<Record<string, string>> = {
  'settled-before': 'handled by an earlier run',
  'too-often': 'redriven too often',
  'no-handler': 'no handler',
  'not-attempted': 'not attempted',
  'handed-back': 'handed back',
  parked: 'a dead letter again',
  duplicate: 'handled before',
};
