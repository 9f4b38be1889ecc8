import type { DeliveredBatch } from '../../src/dev/delivered-batch.js';
import type { RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';
import type { BatchAnswer, RecordPosition } from '../../src/runtime/simulate/batch-answer.js';
import {
  next,
  nextBatch,
  startMapping,
  type MappingSettings,
  type MappingState,
} from '../../src/runtime/simulate/event-source-mapping.js';

/** What the simulator predicts of one batch. */
interface Step {
  /** The records in the order of the event, and what Lambda does with each of them next. */
  readonly records: readonly string[];
  readonly answer: string;
  /** Where each partition of the batch goes on. */
  readonly goesOn: readonly string[];
}

export interface Predicted {
  readonly steps: readonly Step[];
  readonly observed: readonly Step[];
  /** The records that are given up, in this order. */
  readonly givenUp: readonly string[];
  /** Whether nothing is left to deliver. */
  readonly isOver: boolean;
}

export interface Prediction {
  readonly settings: MappingSettings;
  /** The complete log, each partition from where the group has committed. */
  readonly records: readonly RawKafkaRecord[];
  readonly batches: readonly DeliveredBatch[];
  /** What the handler answers to a batch; without it, the answer that was observed. */
  readonly answerTo?: (batch: readonly RawKafkaRecord[]) => BatchAnswer;
  /** Whether all records were there from the start. If not, a new batch has as many as had come: any share of partitions. */
  readonly isComplete: boolean;
}

/** The simulator's model and what `dev` did, step by step, so that both can be compared. */
export function followModel({ settings, records, batches, answerTo, isComplete }: Prediction): Predicted {
  let state = startMapping(settings, records);
  const [steps, observed]: [Step[], Step[]] = [[], []];
  const givenUp: string[] = [];
  for (const batch of batches) {
    const expected = isComplete || state.pending.length > 0 ? nextBatch(state) : arrived(state, batch);
    const answer = answerTo?.(expected) ?? batch.answer;
    if (answer === null) throw new Error('a batch without an answer');
    const after = next(state, expected, answer);
    steps.push(stepOf(state, after, expected, answer));
    observed.push(observedStep(batch));
    givenUp.push(...after.discarded.map(nameOf));
    state = after;
  }
  return { steps, observed, givenUp, isOver: nextBatch(state).length === 0 };
}

/** Of what a mapping reads next, so many records of each partition as were delivered. */
function arrived({ log, positions }: MappingState<RawKafkaRecord>, { outcomes }: DeliveredBatch): RawKafkaRecord[] {
  return [...log].flatMap(([name, all]) => {
    const from = positions.get(name) ?? 0;
    return all.slice(from, from + outcomes.filter((one) => partitionOf(one) === name).length);
  });
}

function stepOf(
  before: MappingState<RawKafkaRecord>,
  after: MappingState<RawKafkaRecord>,
  batch: readonly RawKafkaRecord[],
  answer: BatchAnswer,
): Step {
  const [committed, discarded] = [new Set(after.committed), new Set(after.discarded)];
  const isSplit = after.pending.length > Math.max(before.pending.length, 1);
  const comes = isSplit ? 'bisect' : 'retry';
  const left = after.settings.destination ? 'destination' : 'drop';
  const shown = batch.map((record) =>
    shownRecord(record, committed.has(record) ? 'commit' : discarded.has(record) ? left : comes),
  );
  const open = [
    ...after.pending.flatMap(({ records }) => records),
    ...[...after.log].flatMap(([name, records]) => records.slice(after.positions.get(name) ?? 0)),
  ];
  const goesOn = [...new Set(batch.map(partitionOf))].map((name) => {
    const offsets = open.filter((record) => partitionOf(record) === name).map(({ offset }) => offset);
    const behind = Math.max(...batch.filter((one) => partitionOf(one) === name).map(({ offset }) => offset)) + 1;
    return `${name}@${Math.min(behind, ...offsets)}`;
  });
  return { records: inOrder(shown), answer: shownAnswer(answer), goesOn: inOrder(goesOn) };
}

function observedStep({ outcomes, answer, partitions }: DeliveredBatch): Step {
  return {
    records: inOrder(outcomes.map((outcome) => shownRecord(outcome, outcome.next))),
    answer: answer === null ? 'none' : shownAnswer(answer),
    goesOn: inOrder(partitions.map((place) => `${partitionOf(place)}@${place.offset}`)),
  };
}

function shownAnswer(answer: BatchAnswer): string {
  return answer.kind === 'partial' ? `partial ${inOrder(answer.failures.map(nameOf)).join(' ')}` : answer.kind;
}

function shownRecord(record: RecordPosition, step: string): string {
  return `${nameOf(record)}: ${step}`;
}

/** Identifies a record of a test. */
export function nameOf(record: RecordPosition): string {
  return `${partitionOf(record)}/${String(record.offset).padStart(3, '0')}`;
}

function partitionOf({ topic, partition }: Omit<RecordPosition, 'offset'>): string {
  return `${topic}-${partition}`;
}

function inOrder(names: readonly string[]): readonly string[] {
  return names.toSorted();
}
