import type { ConsumeOptions } from './consume-options.js';
import type { BatchRun } from './consumer.js';
import { HookCalls } from './hook-calls.js';
import { Invocation } from './invocation.js';
import { readKafkaBatch, type AcceptsTopic } from '../kafka/kafka-batch.js';
import type { KafkaBatchResponse, KafkaEvent, LambdaContext } from '../kafka/kafka-event.js';
import { lanesOf, unhandled, type Lane } from './lanes.js';
import { LateRuns } from './late-runs.js';
import { BatchError } from '../kafka/record-error.js';
import { reportBatch } from './report-batch.js';
import type { TopicBinding } from '../kafka/topic-binding.js';

/** A Lambda handler for a Kafka event source mapping without `ReportBatchItemFailures`; an `MSKHandler`. */
export type KafkaHandler = (event: KafkaEvent, context?: LambdaContext) => Promise<void>;

/** A Lambda handler for a Kafka event source mapping with `ReportBatchItemFailures`. */
export type KafkaBatchHandler = (
  event: KafkaEvent,
  context?: LambdaContext,
) => Promise<KafkaBatchResponse>;

/** Which of the two it is, the settings say. */
export type AnyKafkaHandler = KafkaHandler | KafkaBatchHandler;

/** Handles the records of the lanes. Never rejects; may go on after the answer. */
export type HandleLanes = (
  lanes: readonly Lane[],
  run: BatchRun,
  lateRuns: LateRuns,
) => Promise<unknown>;

/**
 * Makes the Lambda handler around `handleLanes`: reads the event, keeps the time, and answers with every record that is
 * not over, or throws a BatchError.
 */
export function kafkaHandler<Key, Value>(
  binding: TopicBinding<Key, Value>,
  options: ConsumeOptions,
  handleLanes: HandleLanes,
): AnyKafkaHandler {
  const isPartial = options.reportBatchItemFailures ?? binding.reportBatchItemFailures;
  const accepts = acceptsTopic(options);
  const lateRuns = new LateRuns();
  const handler = async (
    event: KafkaEvent,
    lambda?: LambdaContext,
  ): Promise<KafkaBatchResponse | undefined> => {
    const invocation = new Invocation(lambda, options.deadlineMargin);
    try {
      const batch = readKafkaBatch(event, binding.topic, accepts);
      const lanes = lanesOf(batch, options.order ?? 'partition');
      const records = batch.partitions.reduce(
        (sum, partition) => sum + partition.records.length,
        0,
      );
      const run: BatchRun = {
        topic: binding.topic,
        batch,
        invocation,
        context: { lambda, signal: invocation.signal },
        hooks: new HookCalls(options),
        maxSkipped: options.maxSkipped ?? Math.max(10, Math.ceil(records / 10)),
        counts: { handled: 0, parked: 0, skipped: 0, duplicates: 0 },
        unreadable: new Map(),
      };
      await Promise.race([handleLanes(lanes, run, lateRuns), invocation.graceOver]);
      const identifiers = unhandled(lanes);
      const response: KafkaBatchResponse | undefined =
        isPartial && batch.takesPartialAnswers
          ? { batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) }
          : undefined;
      reportBatch({ lanes, run, lateRuns, records, unhandled: identifiers.length, response });
      await run.hooks.settle((work) => invocation.waitFor(work));
      if (response !== undefined || identifiers.length === 0) return response;
      throw new BatchError(
        lanes.flatMap(({ closed }) => (closed === undefined ? [] : [closed.error])),
        {
          records,
          unhandled: identifiers.length,
          isLate: invocation.isDraining,
          milliseconds: Date.now() - invocation.startedAt,
        },
      );
    } finally {
      invocation.end();
    }
  };
  // With partial answers every path returns one (but for EventBridge Pipes, which reads none); without them none does.
  return handler as AnyKafkaHandler;
}

function acceptsTopic({ topics }: ConsumeOptions): AcceptsTopic {
  if (typeof topics === 'function') return topics;
  return (topic) => topics?.includes(topic) === true;
}
