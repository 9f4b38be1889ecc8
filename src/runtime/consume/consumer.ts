import type { KafkaBatch } from '../kafka/kafka-batch.js';
import type { RecordHandlers } from '../kafka/kafka-record.js';
import type { TopicBinding } from '../kafka/topic-binding.js';
import type { ConsumeOptions } from './consume-options.js';
import type { HookCalls } from './hook-calls.js';
import type { Invocation } from './invocation.js';
import type { Lane } from './lanes.js';
import type { LateRuns } from './late-runs.js';
import type { SendLetter } from './letter-batch.js';

/** A consumer's parts, the same in each invocation. */
export interface Consumer<Key, Value> {
  readonly binding: TopicBinding<Key, Value>;
  readonly handlers: RecordHandlers<Key, Value>;
  readonly options: ConsumeOptions;
  readonly sendLetter: SendLetter | undefined;
}

/** What the records of one batch share. */
export interface BatchRun {
  readonly batch: KafkaBatch;
  readonly lanes: readonly Lane[];
  readonly invocation: Invocation;
  readonly hooks: HookCalls;
  readonly lateRuns: LateRuns;
  readonly counts: Record<Over, number>;
}

/** What a record that is over counts as. */
export type Over = 'handled' | 'parked' | 'skipped' | 'duplicates';
