import { firstLine } from '../../diagnostics/first-line.js';
import type { Invocation, InvokedFunction, InvokedRecord, InvokeResult } from '../../commands/invoke.js';
import { counted } from '../../diagnostics/counted.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';
import { shownAnswer } from './invoke-json.js';
import { lambdaSteps } from './lambda-steps.js';

/** Most records that are printed of an invocation; `--format json` has all. */
const MAX_RECORDS = 100;
const MAX_TEXT = 200;

/** Prints what became of each record of each invocation, the answer, and what Lambda would do next. */
export function printInvoked(
  { function: lambda, invocations }: InvokeResult,
  showsValues: boolean,
  out: Terminal,
): void {
  if (lambda === null) return;
  out.line(`${out.path(lambda.file)}, loaded in ${lambda.loadMilliseconds.toFixed(0)} ms`);
  invocations.forEach((invocation, index) => {
    out.line();
    if (invocations.length > 1) {
      const again = invocation.isDuplicate ? ', the same event again' : '';
      out.line(out.paint('bold', `invocation ${index + 1} of ${invocations.length}${again}`));
    }
    printInvocation(invocation, lambda, showsValues, out);
  });
}

function printInvocation(
  { records, end, isObserved, milliseconds, peakMemory, answerFault }: Invocation,
  lambda: InvokedFunction,
  showsValues: boolean,
  out: Terminal,
): void {
  const shown = records.slice(0, MAX_RECORDS).map((record) => ({ place: placeOf(record), record }));
  const width = Math.max(0, ...shown.map(({ place }) => place.length));
  for (const { place, record } of shown) printRecord(place.padEnd(width), record, out);
  if (records.length > MAX_RECORDS) out.line(`and ${records.length - MAX_RECORDS} more (--format json has all)`);
  if (!isObserved) {
    const why = 'the handler does not use the generated consumer, so outcomes are read from its answer alone';
    out.line(out.paint('dim', `(${why})`));
  }
  out.line();
  const answer = answerText(end, showsValues);
  out.line(`answer  ${answer}`);
  if (answerFault !== undefined) out.line(`        ${out.paint('red', printable(answerFault))}`);
  for (const [index, line] of lambdaSteps(records, lambda.mapping).entries())
    out.line(`${index === 0 ? 'Lambda' : '      '}  ${line}`);
  const memory = peakMemory === undefined ? '' : `, ${megabytes(peakMemory)} of ${lambda.memory} MB`;
  out.line(`took    ${milliseconds.toFixed(0)} ms of ${lambda.timeout} s${memory}`);
}

function answerText(end: Invocation['end'], showsValues: boolean): string {
  if (end.kind === 'threw') return `threw ${end.error.type}: ${shortened(end.error.message)}`;
  if (end.kind !== 'answered') return shortened(end.error.message);
  const { answer } = end;
  if (typeof answer === 'object' && answer !== null && 'batchItemFailures' in answer) {
    const { batchItemFailures } = answer;
    if (Array.isArray(batchItemFailures)) return `names ${counted(batchItemFailures.length, 'record')} as failed`;
  }
  return shortened(JSON.stringify(showsValues ? (answer ?? null) : shownAnswer(answer)));
}

const COLORS = {
  handled: 'green',
  duplicate: 'green',
  parked: 'yellow',
  skipped: 'yellow',
  invalid: 'red',
  failed: 'red',
  'handed-back': 'yellow',
  'not-attempted': 'dim',
} as const satisfies Readonly<Record<InvokedRecord['outcome'], string>>;

const LONGEST = 'not attempted'.length;

function printRecord(place: string, { outcome, next, error, stage, reason }: InvokedRecord, out: Terminal): void {
  const painted = out.paint(COLORS[outcome], outcome.replace('-', ' ').padEnd(LONGEST));
  const why = error === undefined ? (reason ?? '') : `${error.type}: ${error.message}`;
  const what = stage === undefined || stage === 'handle the record' || outcome === 'invalid' ? '' : `${stage}: `;
  out.line(`${place}  ${painted}  ${next.padEnd('destination'.length)}  ${what}${shortened(why)}`.trimEnd());
}

function placeOf({ topic, partition, offset }: InvokedRecord): string {
  return `${printable(topic)}-${partition} offset ${offset}`;
}

function shortened(text: string): string {
  const line = firstLine(text);
  return printable(line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line);
}

function megabytes(bytes: number): string {
  return `${(bytes / (1_024 * 1_024)).toFixed(0)} MB`;
}
