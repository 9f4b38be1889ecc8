import { resolve } from 'node:path';
import { groupBy } from '../diagnostics/group-by.js';
import type { JsonProduceReport } from '../commands/json-record-reports.js';
import { produce, type ProduceResult } from '../commands/produce.js';
import { given } from '../config/given.js';
import { counted } from '../diagnostics/counted.js';
import { brokerFlags } from './broker-options.js';
import type { ProduceCommandOptions } from './command-options.js';
import { exitCodeOf } from './exit-code.js';
import { requireInputFile } from './input-file.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { jsonText, reportOf } from './report/json-of.js';
import { terminal, type Terminal } from './terminal.js';

/** `gen-msk-consumer produce`. Returns the exit code. */
export async function produceCommand(topic: string, options: ProduceCommandOptions, io: Io): Promise<number> {
  const { from, ...flags } = options;
  const { format, quiet = false, color } = flags;
  const cwd = resolve(io.cwd, options.cwd ?? '.');
  const input = from === undefined ? undefined : await requireInputFile(from, cwd, io);
  const result: ProduceResult =
    input?.kind === 'unreadable'
      ? { root: null, topic, file: null, records: [], diagnostics: [input.problem] }
      : await produce(topic, {
          ...flags,
          ...given({ from: input?.bytes }),
          cwd,
          env: io.env,
          brokers: brokerFlags(flags),
        });
  const exitCode = exitCodeOf(result.diagnostics);
  if (format === 'json') {
    const report: JsonProduceReport = reportOf('produce', result, exitCode);
    io.stdout.write(jsonText(report));
    return exitCode;
  }
  const common = { io, color, root: result.root };
  if (!quiet && result.records.length > 0) printProduced(result, terminal({ ...common, output: io.stdout }));
  printDiagnostics(result.diagnostics, terminal({ ...common, output: io.stderr }));
  return exitCode;
}

function printProduced({ topic, file, records }: ProduceResult, out: Terminal): void {
  const special = (['poison', 'tombstone'] as const)
    .map((kind) => ({ kind, count: records.filter((record) => record.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => (kind === 'poison' ? `${count} undecodable` : counted(count, 'tombstone')));
  const mix = special.length === 0 ? '' : ` (${special.join(', ')})`;
  out.line(
    `${out.paint('bold', topic)}: ${counted(records.length, 'record')}${mix} to ${file === null ? 'the topic' : out.path(file)}`,
  );
  const byPartition = groupBy(records, ({ partition }) => partition);
  for (const [partition, own] of [...byPartition].sort(([a], [b]) => a - b)) {
    const [first, last] = [own[0]?.offset ?? 0, own.at(-1)?.offset ?? 0];
    out.line(`  partition ${partition}: ${first === last ? `offset ${first}` : `offsets ${first} to ${last}`}`);
  }
  for (const { kind, partition, offset } of records.filter((record) => record.kind !== 'value'))
    out.line(`  ${kind === 'poison' ? 'undecodable' : 'tombstone'}: partition ${partition}, offset ${offset}`);
}
