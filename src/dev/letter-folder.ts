import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writing } from '../diagnostics/write-error.js';
import type { RecordOutcome } from '../handler-run/handler-run.js';
import type { DeadLetter, DeadLetterCode } from '../runtime/dead-letter/dead-letter.js';
import { writeDeadLetter } from '../runtime/dead-letter/envelope.js';
import type { RawKafkaRecord } from '../runtime/kafka/kafka-event.js';
import type { RecordStage } from '../runtime/kafka/record-error.js';

/** A record that is given up. */
export interface GivenUp {
  readonly record: RawKafkaRecord;
  /** What became of it last. */
  readonly outcome: RecordOutcome;
  /** How many times it was delivered. */
  readonly attempts: number;
}

/** Writes records that are given up as dead letters, each in a file of its own; the same record, the same file. Throws a WriteError. */
export function writeLetters(folder: string, givenUp: readonly GivenUp[]): void {
  if (givenUp.length === 0) return;
  writing(folder, () => {
    mkdirSync(folder, { recursive: true });
    // Payloads are often personal data.
    writeFileSync(join(folder, '.gitignore'), '*\n');
  });
  for (const one of givenUp) {
    const { topic, partition, offset } = one.record;
    const path = join(folder, `${topic}-${partition}-${offset}.json`);
    writing(path, () => {
      writeFileSync(`${path}.tmp`, `${writeDeadLetter(letterOf(one))}\n`);
      renameSync(`${path}.tmp`, path);
    });
  }
}

function letterOf({ record, outcome, attempts }: GivenUp): DeadLetter {
  const { topic, partition, offset, timestamp } = record;
  const { error, schemaId, stage } = outcome;
  return {
    record,
    code: codeOf(outcome),
    reason: error?.message ?? reasonOf(outcome),
    // What the runtime reports is one of its stages.
    stage: (stage ?? 'handle the record') as RecordStage,
    schemaId,
    key: `${topic}#${partition}#${offset}#${timestamp}`,
    cluster: undefined,
    attempts,
    failedAt: Date.now(),
  };
}

function codeOf({ outcome, error }: RecordOutcome): DeadLetterCode {
  if (outcome !== 'invalid') return 'attempts-exhausted';
  return error?.type === 'UnknownSchemaError' ? 'unknown-schema' : 'undecodable';
}

/** Lambda gives up a batch as it is, with records that are not at fault. */
function reasonOf({ outcome, reason }: RecordOutcome): string {
  switch (outcome) {
    case 'handed-back':
      return `it was handed back before the deadline (${reason ?? ''})`;
    case 'not-attempted':
      return reason ?? 'it was not attempted, as a record before it failed';
    case 'handled':
    case 'parked':
    case 'skipped':
    case 'duplicate':
      return 'it was handled, in a batch that failed';
    case 'failed':
    case 'invalid':
      return 'it failed';
  }
}
