import type { Idempotency } from '../idempotency/idempotency.js';
import type { OnFailed, OnInvalid, RetryWithin } from './consume-options.js';
import type { HookCalls } from './hook-calls.js';
import type { Invocation } from './invocation.js';
import type { KafkaBatch, PartitionRecords } from '../kafka/kafka-batch.js';
import type { RecordContext, RecordHandlers } from '../kafka/kafka-record.js';
import type { SendLetter } from './letter-batch.js';
import type { TopicBinding } from '../kafka/topic-binding.js';

/** A consumer's parts, the same in each invocation. */
export interface Consumer<Key, Value> {
  readonly binding: TopicBinding<Key, Value>;
  readonly handlers: RecordHandlers<Key, Value>;
  readonly onInvalid: OnInvalid;
  readonly onFailed: OnFailed;
  readonly retryWithin: RetryWithin | undefined;
  readonly idempotency: Idempotency | undefined;
  readonly sendLetter: SendLetter | undefined;
}

/** What the records of one batch share. */
export interface BatchRun {
  readonly topic: string;
  readonly batch: KafkaBatch;
  readonly invocation: Invocation;
  readonly context: RecordContext;
  readonly hooks: HookCalls;
  /** How many records may be skipped. */
  readonly maxSkipped: number;
  readonly counts: { handled: number; parked: number; skipped: number; duplicates: number };
  /** Of partitions with an undecodable record: whether they have no other. */
  readonly unreadable: Map<PartitionRecords, boolean>;
}
