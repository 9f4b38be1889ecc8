import { resolve } from 'node:path';
import { size } from '../commands/size.js';
import { counted } from '../diagnostics/counted.js';
import type { Load, Obstacle, Range, Sizing } from '../infra/sizing.js';
import { exitCodeOf } from './exit-code.js';
import type { Io } from './io.js';
import type { SizeCommandOptions } from './command-options.js';
import { printDiagnostics } from './print-diagnostics.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer size`. Returns the exit code: 1 when the load cannot be met. */
export async function sizeCommand(topic: string, options: SizeCommandOptions, io: Io): Promise<number> {
  const { format, color } = options;
  const result = await size(topic, { ...options, cwd: resolve(io.cwd, options.cwd ?? '.') });
  const { load, sizing, diagnostics } = result;
  const exitCode = exitCodeOf(diagnostics);
  printDiagnostics(diagnostics, terminal({ output: io.stderr, io, color, root: result.root }));
  if (load === null || sizing === null) return exitCode;
  if (format === 'json') io.stdout.write(`${JSON.stringify({ version: 1, topic, load, sizing }, null, 2)}\n`);
  else io.stdout.write(tableText(load, sizing));
  return sizing.isFeasible ? 0 : 1;
}

type Row = readonly [name: string, value: string, reason: string];

function tableText(load: Load, sizing: Sizing): string {
  const rows = rowsOf(load, sizing);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column as 0 | 1].length)));
  const lines = rows.map(
    ([name, value, reason]) => `${name.padEnd(widths[0] ?? 0)}  ${value.padEnd(widths[1] ?? 0)}  ${reason}`,
  );
  const verdicts = sizing.obstacles.map((obstacle) => `${verdictTexts[obstacle](load, sizing)}\n`);
  const end = verdicts.length === 0 ? '' : `\n${verdicts.join('')}`;
  return `${lines.map((line) => `${line.trimEnd()}\n`).join('')}${end}`;
}

/** Why a load cannot be met, and what to change. */
const verdictTexts: Readonly<Record<Obstacle, (load: Load, sizing: Sizing) => string>> = {
  record: (_, { eventBytes }) =>
    `A record takes ${megabytes(eventBytes)} MB in the event, and an event has 6 MB: make records smaller, or send what is large by reference.`,
  throughput: ({ maximumPollers, partitions }, { throughput }) => {
    const most = Math.min(partitions, maximumPollers ?? Infinity);
    const remedy = most < partitions ? 'raise "maximum" of "pollers" in the config' : 'add partitions';
    return `The load has ${shown(throughput)} MB/s, and ${counted(most, 'poller')} of 5 MB/s can carry ${shown(most * 5)} MB/s: ${remedy}.`;
  },
  concurrency: ({ partitions }, { concurrency, maximumConcurrency }) => {
    const remedy =
      maximumConcurrency < partitions
        ? 'raise "maximum" of "pollers" or "reservedConcurrency" in the config'
        : 'add partitions';
    return `The load needs at least ${shown(concurrency.low)} concurrent invocations, and ${maximumConcurrency} are possible: ${remedy}, or make the handler faster.`;
  },
  timeout: ({ timeout, duration }, { invocation }) =>
    duration > timeout * 1_000
      ? `A record takes ${shown(duration / 1_000)} s, and the time-out of the function is ${timeout} s: raise "timeout" of "function", or make the handler faster.`
      : `An invocation can take ${shown(invocation.high)} s, and the time-out of the function is ${timeout} s: set a smaller "batchSize", or raise "timeout" of "function".`,
};

function megabytes(bytes: number): string {
  return shown(bytes / (1_024 * 1_024));
}

function rowsOf(load: Load, sizing: Sizing): readonly Row[] {
  const { payload, throughput, minimumPollers } = sizing;
  const seconds = (value: number): string => `${shown(value)} s`;
  const window = load.batchWindow === undefined ? '500 ms (the default)' : `${load.batchWindow} s`;
  return [
    ['record in the event', `${shown(sizing.eventBytes)} bytes`, '4/3 of key and value (base64), and its names'],
    ['throughput', `${shown(throughput)} MB/s`, 'rate × bytes'],
    [
      'batch size',
      shown(sizing.batchSize),
      load.batchSize !== undefined
        ? 'as in the config'
        : sizing.obstacles.includes('record') || sizing.obstacles.includes('timeout')
          ? 'one record at least'
          : 'fits in 6 MB, and twice in the time-out',
    ],
    ['batch window', window, 'a batch ends with its size, its window or 6 MB'],
    [
      'full batch',
      `${megabytes(payload)} MB`,
      sizing.unfitting === 0
        ? 'records × bytes; at most 6 MB'
        : `at most 6 MB: ${shown(sizing.unfitting)} of the ${shown(sizing.batchSize)} records do not fit`,
    ],
    [
      'records per invocation',
      range(sizing.records),
      'rate × window ÷ partitions to ÷ pollers; the share is not published',
    ],
    [
      'invocation',
      range(sizing.invocation, seconds),
      `records × ${load.duration} ms, one after the other to ${load.lanes} partitions side by side`,
    ],
    ['invocations per second', range(sizing.invocationsPerSecond), 'rate ÷ records'],
    ['invocations per day', range(scaled(sizing.invocationsPerSecond, 86_400)), 'per second × 86,400'],
    ['concurrency', range(sizing.concurrency), `rate × ${load.duration} ms; ${limitText(load, sizing)}`],
    ['minimum pollers', shown(minimumPollers), '5 MB/s, or 5 concurrent invocations each; at most one per partition'],
    [
      'maximum pollers',
      shown(sizing.maximumPollers),
      load.maximumPollers === undefined || load.maximumPollers === sizing.maximumPollers
        ? 'one per partition'
        : `one per partition; the config has ${shown(load.maximumPollers)}`,
    ],
    ['event poller units', range(sizing.pollerUnits), '20 MB/s and 10 pollers each; the real density is not published'],
    ['poller unit hours per day', range(scaled(sizing.pollerUnits, 24)), 'units × 24, at the minimum of pollers'],
    [
      'memory',
      `${range(sizing.memory)} MB`,
      `an estimate: gen-msk-consumer invoke ${load.topic} measures memory and time`,
    ],
    ...(load.lag === undefined
      ? []
      : [
          [
            'catch-up',
            sizing.catchUp === undefined ? 'never' : seconds(sizing.catchUp),
            'lag ÷ (capacity − rate)',
          ] as const,
        ]),
    [
      'worst hold-up by a record',
      sizing.poisonHold === undefined ? 'until it expires' : `${seconds(sizing.poisonHold)} and back-off`,
      '(retries + 1) × invocation; the back-off is not published',
    ],
  ];
}

/** What limits the concurrency, of all that can. */
function limitText({ partitions, maximumPollers, reservedConcurrency }: Load, { maximumConcurrency }: Sizing): string {
  const limits = [
    counted(partitions, 'partition'),
    ...(maximumPollers === undefined ? [] : [`5 for each of ${counted(maximumPollers, 'poller')}`]),
    ...(reservedConcurrency === undefined ? [] : [`${shown(reservedConcurrency)} reserved`]),
  ];
  return `at most ${shown(maximumConcurrency)} (${limits.join(', ')})`;
}

function scaled({ low, high }: Range, factor: number): Range {
  return { low: low * factor, high: high * factor };
}

function range({ low, high }: Range, format: (value: number) => string = shown): string {
  const [one, other] = [format(Math.min(low, high)), format(Math.max(low, high))];
  return one === other ? one : `${one} to ${other}`;
}

/** Whole numbers as they are, others with two digits that count. */
function shown(value: number): string {
  if (Number.isInteger(value) || value >= 100) return Math.round(value).toLocaleString('en-US');
  return Number(value.toPrecision(2)).toString();
}
