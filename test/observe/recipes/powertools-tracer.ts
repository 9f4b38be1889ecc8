import type { Tracer } from '@aws-lambda-powertools/tracer';
import type { KafkaRecord } from '../../../src/runtime/kafka/kafka-record.js';

/** A subsegment of X-Ray for each record. */
export function subsegments<Key, Value, Context>(
  tracer: Tracer,
  handle: (record: KafkaRecord<Key, Value>, context: Context) => unknown,
) {
  return async (record: KafkaRecord<Key, Value>, context: Context): Promise<unknown> =>
    await tracer.provider.captureAsyncFunc(`process ${record.topic}`, async (subsegment) => {
      subsegment?.addAnnotation('partition', record.partition);
      subsegment?.addAnnotation('offset', record.offset);
      try {
        return await handle(record, context);
      } catch (cause) {
        subsegment?.addError(cause instanceof Error ? cause : String(cause));
        throw cause;
      } finally {
        subsegment?.close();
      }
    });
}
