import { firstLine } from '../../diagnostics/first-line.js';
import type { DevEvent } from '../../dev/dev-event.js';
import { counted } from '../../diagnostics/counted.js';
import type { Io } from '../io.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';

type Batch = Extract<DevEvent, { readonly kind: 'batch' }>['batch'];

/** What `dev` shows while it runs. */
export interface DevView {
  readonly show: (event: Exclude<DevEvent, { readonly kind: 'output' }>) => void;
  /** Prints what the handler wrote without disturbing the view. */
  readonly aside: (text: string) => void;
  readonly end: () => void;
}

/** A line for each batch. */
export function plainView(topic: string, out: Terminal, io: Io): DevView {
  return {
    show(event) {
      if (event.kind !== 'batch') {
        out.line(remark(topic, event, out));
        return;
      }
      const { partitions } = event.batch;
      const places = partitions.map(({ partition, offset, lag }) =>
        lag === undefined ? `${partition}@${offset}` : `${partition}@${offset} lag ${lag}`,
      );
      out.line(`${batchText(event.batch, out)}; next ${places.join(', ')}`);
      for (const line of failures(event.batch)) out.line(`  ${out.paint('red', line)}`);
    },
    aside: (text) => void io.stderr.write(text),
    end: () => undefined,
  };
}

/** A table that is redrawn in place: a row for each partition. Failures and restarts go above it. */
export function liveView(topic: string, out: Terminal, io: Io): DevView {
  const rows = new Map<number, { offset: number; lag: number | undefined; failed: number }>();
  let last: Batch | undefined;
  let drawn = 0;
  const clear = (): void => {
    if (drawn > 0) io.stdout.write(`\u001B[${drawn}A\u001B[J`);
    drawn = 0;
  };
  const draw = (): void => {
    const lines = [
      out.paint('dim', 'partition        next         lag      failed'),
      ...[...rows]
        .sort(([a], [b]) => a - b)
        .map(([partition, { offset, lag, failed }]) =>
          [partition, offset, lag ?? '', failed]
            .map((cell, column) => String(cell).padStart(column === 0 ? 9 : 12))
            .join(''),
        ),
      ...(last === undefined ? ['waiting for records'] : [batchText(last, out)]),
    ];
    for (const line of lines) out.line(line);
    drawn = lines.length;
  };
  const above = (print: () => void): void => {
    clear();
    print();
    draw();
  };
  return {
    show(event) {
      if (event.kind === 'assigned')
        for (const partition of [...rows.keys()]) if (!event.partitions.includes(partition)) rows.delete(partition);
      if (event.kind !== 'batch') {
        above(() => out.line(remark(topic, event, out)));
        return;
      }
      last = event.batch;
      for (const { partition, offset, lag, failed } of event.batch.partitions)
        rows.set(partition, { offset, lag, failed: failed + (rows.get(partition)?.failed ?? 0) });
      above(() => failures(event.batch).forEach((line) => out.line(out.paint('red', line))));
    },
    aside(text) {
      // What is drawn below it starts on a line of its own.
      above(() => void io.stderr.write(text.endsWith('\n') ? text : `${text}\n`));
    },
    end: () => undefined,
  };
}

function batchText({ outcomes, end, bytes, milliseconds, committed, returned, givenUp }: Batch, out: Terminal): string {
  const count = end === null ? 'a record that is too large' : counted(outcomes.length, 'record');
  const parts = [
    ...(committed > 0 ? [out.paint('green', `${committed} committed`)] : []),
    ...(returned > 0 ? [out.paint('yellow', `${returned} again`)] : []),
    ...(givenUp > 0 ? [out.paint('red', `${givenUp} given up`)] : []),
  ];
  const ended =
    end === null || end.kind === 'answered' || end.kind === 'threw' ? '' : ` (${printable(end.error.message)})`;
  return `${count}, ${(bytes / 1_024).toFixed(1)} kB, ${milliseconds.toFixed(0)} ms: ${parts.join(', ')}${ended}`;
}

/** Most failures that are shown of a batch. */
const MAX_FAILURES = 5;

/** Why records failed; the error of the invocation where it is not that of any record. */
function failures({ outcomes, end }: Batch): readonly string[] {
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed' || outcome === 'invalid');
  if (failed.length === 0 && end?.kind === 'threw')
    return [printable(`${end.error.type}: ${firstLine(end.error.message)}`)];
  const shown = failed.slice(0, MAX_FAILURES).map(({ topic, partition, offset, outcome, error }) => {
    const reason = error === undefined ? '' : `: ${error.type}: ${firstLine(error.message)}`;
    return printable(`${topic}-${partition} offset ${offset}: ${outcome}${reason}`);
  });
  return failed.length > MAX_FAILURES ? [...shown, `and ${failed.length - MAX_FAILURES} more`] : shown;
}

function remark(topic: string, event: Exclude<DevEvent, { readonly kind: 'batch' | 'output' }>, out: Terminal): string {
  switch (event.kind) {
    case 'started': {
      const where = event.group === null ? 'replays the events' : `polls as ${event.group}`;
      return `${out.paint('bold', printable(topic))} ${where}; records that are given up go to ${out.path(event.letters)}`;
    }
    case 'assigned': {
      const partitions = event.partitions.toSorted((a, b) => a - b).join(', ');
      return out.paint('dim', partitions === '' ? 'no partition is assigned' : `reads partitions ${partitions}`);
    }
    case 'restarted': {
      const [problem] = event.diagnostics;
      if (problem === undefined) return out.paint('cyan', 'the handler was restarted: its files have changed');
      const { file, line } = problem.location ?? {};
      const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
      return out.paint('red', printable(`${place}${problem.message}; waiting for a change`));
    }
    case 'problem':
      return out.paint('yellow', printable(event.message));
  }
}
