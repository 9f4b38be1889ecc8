import { assertKafkaEvent } from './assert-kafka-event.js';
import { decodeRecord } from './decode-record.js';
import type { DecodedRecord } from './decoded-record.js';
import { DecodeError, UnknownSchemaError } from '../errors.js';
import type {
  KafkaBatchResponse,
  KafkaEvent,
  LambdaContext,
  RawKafkaRecord,
} from './kafka-event.js';
import type { RecordContext, RecordHandler, RecordHandlers } from './kafka-record.js';
import { mapBounded } from './map-bounded.js';
import { BatchError, RecordError } from './record-error.js';
import type { TopicBinding } from './topic-binding.js';

/**
 * Default number of partitions handled concurrently. A handler mostly waits for a database
 * or a service: eight at once shorten a batch well, without a connection for each of hundreds of partitions.
 */
const MAX_CONCURRENT_PARTITIONS = 8;

/** What becomes of a record that cannot be decoded. */
export type OnInvalid = 'fail' | 'skip' | ((error: RecordError, record: RawKafkaRecord) => unknown);

export interface ConsumeOptions {
  /**
   * Whether to answer with the records that failed, instead of throwing. True only when the event source
   * mapping has `ReportBatchItemFailures`: without it, Lambda takes any answer for success and the failed
   * records are lost.
   */
  readonly reportBatchItemFailures?: boolean | undefined;
  /**
   * What becomes of a record that cannot be decoded: `fail` (the default) fails it and holds back its
   * partition; `skip` drops it, unless its schema is merely unknown; a function may put it somewhere, after
   * which the record counts as handled.
   */
  readonly onInvalid?: OnInvalid | undefined;
  /**
   * Called with each error that failed a record, when the batch is through. With `reportBatchItemFailures`
   * nothing else shows what went wrong.
   */
  readonly onError?: ((error: RecordError) => void) | undefined;
  /** At least 1; 8 unless given. */
  readonly maxConcurrentPartitions?: number | undefined;
}

/** A Lambda handler for a Kafka event source mapping. */
export type KafkaHandler = (
  event: KafkaEvent,
  context?: LambdaContext,
) => Promise<KafkaBatchResponse | undefined>;

/**
 * Makes a Lambda handler that decodes the records of a topic and hands them to `handler`: those of a partition
 * one after another, partitions concurrently. When a record fails, the rest of its partition is skipped and
 * the other partitions go on; at the end the handler throws a BatchError, or answers with the failed record and
 * every later one of its partition, so that Lambda delivers them again. Throws an EventError for other events.
 */
export function consumeRecords<Key, Value>(
  binding: TopicBinding<Key, Value>,
  handler: RecordHandler<Key, Value> | RecordHandlers<Key, Value>,
  options: ConsumeOptions = {},
): KafkaHandler {
  const reportBatchItemFailures =
    options.reportBatchItemFailures ?? binding.reportBatchItemFailures;
  const concurrency = options.maxConcurrentPartitions ?? MAX_CONCURRENT_PARTITIONS;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(
      `maxConcurrentPartitions must be a whole number of at least 1, not ${concurrency}`,
    );
  }
  const consumer: Consumer<Key, Value> = {
    binding,
    handlers: typeof handler === 'function' ? { value: handler, tombstone: handler } : handler,
    onInvalid: options.onInvalid ?? 'fail',
  };
  return async (event, lambda) => {
    assertKafkaEvent(event);
    const partitions = Object.entries(event.records);
    const outcomes = await mapBounded(partitions, concurrency, ([name, records]) =>
      consumePartition(consumer, { name, records, context: { lambda } }),
    );
    const failures = outcomes.filter((outcome) => outcome !== undefined);
    for (const { error } of failures) options.onError?.(error);
    if (reportBatchItemFailures)
      return { batchItemFailures: failures.flatMap(({ unhandled }) => unhandled) };
    if (failures.length > 0) throw new BatchError(failures.map(({ error }) => error));
    return undefined;
  };
}

interface Consumer<Key, Value> {
  readonly binding: TopicBinding<Key, Value>;
  readonly handlers: RecordHandlers<Key, Value>;
  readonly onInvalid: OnInvalid;
}

interface PartitionBatch {
  /** The event's name for the partition. */
  readonly name: string;
  readonly records: readonly RawKafkaRecord[];
  readonly context: RecordContext;
}

interface PartitionFailure {
  readonly error: RecordError;
  /**
   * The record that failed and all behind it. Whether Lambda goes back to the lowest offset named or delivers
   * only those named, nothing is lost and the order holds.
   */
  readonly unhandled: KafkaBatchResponse['batchItemFailures'];
}

/** Handles the records of a partition until one fails. Never rejects. */
async function consumePartition<Key, Value>(
  consumer: Consumer<Key, Value>,
  { name, records, context }: PartitionBatch,
): Promise<PartitionFailure | undefined> {
  const { binding } = consumer;
  for (const [index, raw] of records.entries()) {
    let decoded = decodeRecord(binding, raw);
    try {
      if (decoded.kind === 'invalid')
        decoded = await decodeSlowly(binding, raw, decoded.error, context);
      // Whatever it is can be awaited; not awaiting undefined halves the time of a handler that is not async.
      const pending = settle(consumer, decoded, raw, context) as PromiseLike<unknown> | undefined;
      if (pending !== undefined) await pending;
    } catch (cause) {
      return {
        error: recordError(decoded, raw, cause),
        unhandled: records
          .slice(index)
          .map(({ offset }) => ({ itemIdentifier: { partition: name, offset } })),
      };
    }
  }
  return undefined;
}

/**
 * Decodes a record that failed again, if it failed for its writer's schema and that can be had. A function of its own:
 * a closure in the loop would cost every record.
 */
async function decodeSlowly<Key, Value>(
  binding: TopicBinding<Key, Value>,
  raw: RawKafkaRecord,
  error: RecordError,
  { lambda }: RecordContext,
): Promise<DecodedRecord<Key, Value>> {
  if (binding.slowPath === undefined || !(error.cause instanceof UnknownSchemaError))
    return { kind: 'invalid', error };
  const slowPath = await binding.slowPath();
  return slowPath.decode({ raw, error, lambda, retry: () => decodeRecord(binding, raw) });
}

/** Gives a record to the code that it is for. Throws, or returns what may reject, if the record fails. */
function settle<Key, Value>(
  { handlers, onInvalid }: Consumer<Key, Value>,
  decoded: DecodedRecord<Key, Value>,
  raw: RawKafkaRecord,
  context: RecordContext,
): unknown {
  switch (decoded.kind) {
    case 'value':
      return handlers.value(decoded.record, context);
    case 'tombstone':
      if (handlers.tombstone === undefined)
        throw new Error('the handler has no function for tombstones');
      return handlers.tombstone(decoded.record, context);
    case 'invalid':
      if (typeof onInvalid === 'function') return onInvalid(decoded.error, raw);
      // A record with an unknown schema is valid: it becomes readable once its version is generated.
      if (onInvalid === 'skip' && decoded.error.cause instanceof DecodeError) return undefined;
      throw decoded.error;
  }
}

function recordError(
  decoded: DecodedRecord<unknown, unknown>,
  raw: RawKafkaRecord,
  cause: unknown,
): RecordError {
  if (decoded.kind !== 'invalid')
    return new RecordError(raw, { stage: 'handle the record', cause });
  return cause === decoded.error
    ? decoded.error
    : new RecordError(raw, { stage: 'handle the invalid record', cause });
}
