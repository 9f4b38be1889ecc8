import { relative, resolve } from 'node:path';
import { given } from '../config/given.js';
import { dev, type DevResult } from '../commands/dev.js';
import type { JsonDevEvent, JsonDevReport } from '../commands/json-record-reports.js';
import type { DevEvent } from '../dev/dev-event.js';
import { brokerFlags } from './broker-options.js';
import type { DevCommandOptions } from './command-options.js';
import { exitCodeOf } from './exit-code.js';
import { requireInputFile } from './input-file.js';
import type { Io } from './io.js';
import { printDiagnostics } from './print-diagnostics.js';
import { reportOf } from './report/json-of.js';
import { liveView, plainView, type DevView } from './report/dev-view.js';
import { terminal } from './terminal.js';

/** `gen-msk-consumer dev`. Returns the exit code: of a replay 1 unless every record was committed. */
export async function devCommand(topic: string, options: DevCommandOptions, io: Io): Promise<number> {
  const { from, ...flags } = options;
  const cwd = resolve(io.cwd, options.cwd ?? '.');
  const input = from === undefined ? undefined : await requireInputFile(from, cwd, io);
  const out = terminal({ output: io.stdout, io, color: options.color, root: cwd });
  const problems = terminal({ output: io.stderr, io, color: options.color, root: cwd });
  if (input?.kind === 'unreadable') {
    printDiagnostics([input.problem], problems);
    return exitCodeOf([input.problem]);
  }
  const stop = new AbortController();
  void io.untilStopped?.().then(() => stop.abort());
  const isLive = io.stdout.isTTY && options.format !== 'json' && options.quiet !== true;
  const view: DevView = isLive ? liveView(topic, out, io) : plainView(topic, out, io);
  const result: DevResult = await dev(topic, {
    ...flags,
    ...given({ from: input?.bytes }),
    cwd,
    env: io.env,
    kafka: brokerFlags(options),
    signal: stop.signal,
    onEvent: (event) => show(event, options, view, io),
  });
  view.end();
  const refusal = exitCodeOf(result.diagnostics);
  const isLeft = from !== undefined && (result.end !== 'replayed' || result.givenUp > 0);
  const exitCode = refusal === 0 && isLeft ? 1 : refusal;
  if (options.format === 'json') {
    const report: JsonDevReport = { ...reportOf('dev', result, exitCode), topic };
    io.stdout.write(`${JSON.stringify(report)}\n`);
  } else if (result.end !== null && options.quiet !== true) out.line(endText(result));
  printDiagnostics(result.diagnostics, problems);
  return exitCode;
}

function show(event: DevEvent, { format, quiet }: DevCommandOptions, view: DevView, io: Io): void {
  if (event.kind === 'output') {
    view.aside(event.text);
    return;
  }
  if (format === 'json') {
    const shown: JsonDevEvent =
      event.kind === 'started' ? { ...event, letters: relative(io.cwd, event.letters) } : event;
    io.stdout.write(`${JSON.stringify(shown)}\n`);
  } else if (quiet !== true) view.show(event);
}

function endText({ end, batches, committed, givenUp }: DevResult): string {
  const counts = `${batches} ${batches === 1 ? 'batch' : 'batches'}, ${committed} committed, ${givenUp} given up`;
  switch (end) {
    case 'replayed':
      return `All is replayed: ${counts}.`;
    case 'stuck':
      return `The handler fails again and again, and Lambda would retry without end: ${counts}.`;
    case 'stopped':
    case null:
      return `Stopped: ${counts}.`;
  }
}
