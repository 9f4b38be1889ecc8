import { readKafkaBatch } from '../kafka/kafka-batch.js';
import type { KafkaBatchResponse, KafkaEvent, LambdaContext } from '../kafka/kafka-event.js';
import { BatchError } from '../kafka/record-error.js';
import type { TopicBinding } from '../kafka/topic-binding.js';
import type { ConsumeOptions } from './consume-options.js';
import { checkOptions } from './consume-options-check.js';
import type { BatchRun, Consumer } from './consumer.js';
import { hookCalls, logHook } from './hook-calls.js';
import { beginInvocation } from './invocation.js';
import type { AnyKafkaHandler } from './kafka-handler.js';
import { lanesOf, unhandled } from './lanes.js';
import { lateRuns } from './late-runs.js';
import { letterBatch } from './letter-batch.js';
import { reportBatch } from './report-batch.js';
import { runLanes } from './run-lanes.js';
import { handlersOf, type AnyHandler } from './topic-handler.js';

/**
 * Makes a Lambda handler that decodes the records of a topic and hands them to `handler`: those of a lane (a partition,
 * unless `order` says otherwise) one after another, lanes concurrently. When a record fails, the rest of its lane is
 * skipped and the other lanes go on. Before the invocation's deadline, what is not done is handed back. At the end the
 * handler throws a BatchError, or answers with every record that is not over. Throws an EventError for other events.
 */
export function consumeRecords<Key, Value>(
  binding: TopicBinding<Key, Value>,
  handler: AnyHandler<Key, Value>,
  given?: ConsumeOptions,
): AnyKafkaHandler {
  if (given !== undefined) checkOptions(given);
  const options = given ?? {};
  const { topics, deadLetter, order = 'partition' } = options;
  const isPartial = options.reportBatchItemFailures ?? binding.reportBatchItemFailures;
  const consumer: Consumer<Key, Value> = {
    binding,
    handlers: handlersOf(binding, handler),
    options,
    sendLetter: deadLetter && letterBatch(deadLetter),
  };
  const accepts = (topic: string): boolean =>
    typeof topics === 'function' ? topics(topic) : topics?.includes(topic) === true;
  const consumeLanes = 'consumeBatch' in handler ? handler.consumeBatch : runLanes;
  const late = lateRuns();
  const handle = async (
    event: KafkaEvent,
    lambda?: LambdaContext,
  ): Promise<KafkaBatchResponse | undefined> => {
    const invocation = beginInvocation(lambda, options.deadlineMargin);
    try {
      const batch = readKafkaBatch(event, binding.topic, accepts);
      const lanes = lanesOf(batch, order);
      const run: BatchRun = {
        batch,
        lanes,
        invocation,
        hooks: hookCalls(options),
        lateRuns: late,
        counts: { handled: 0, parked: 0, skipped: 0, duplicates: 0 },
      };
      const done = consumeLanes(consumer, run);
      // With a handler that awaits nothing, all is over by now.
      if (!lanes.every(({ records, over }) => over === records.length))
        await invocation.waitForLanes(done);
      const batchItemFailures = unhandled(lanes);
      const response = isPartial && batch.takesPartialAnswers ? { batchItemFailures } : undefined;
      // Of a batch that is through, only `onBatch` hears.
      if (batchItemFailures.length > 0 || options.onBatch !== undefined || !late.isEmpty())
        reportBatch({ topic: binding.topic, run, unhandled: batchItemFailures.length, response });
      const { pending } = run.hooks;
      if (pending.size > 0 && !(await invocation.waitFor(Promise.all(pending))))
        logHook('a hook did not settle before the deadline');
      if (response === undefined && batchItemFailures.length > 0)
        throw new BatchError(
          lanes.flatMap(({ closed }) => closed?.error ?? []),
          {
            records: batch.size,
            unhandled: batchItemFailures.length,
            isLate: invocation.isDraining,
            milliseconds: Date.now() - invocation.startedAt,
          },
        );
      return response;
    } finally {
      invocation.end();
    }
  };
  // With partial answers every path returns one (but for EventBridge Pipes, which reads none); without them none does.
  return handle as AnyKafkaHandler;
}
