import { propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Link } from '@opentelemetry/api';
import type { ConsumerHooks } from '../../../src/runtime/consume/hooks.js';
import type { KafkaRecord } from '../../../src/runtime/kafka/kafka-record.js';

const tracer = trace.getTracer('orders-consumer');

/** A span for each record, linked to the span that sent it. */
export function traced<Key, Value, Context>(handle: (record: KafkaRecord<Key, Value>, context: Context) => unknown) {
  return (record: KafkaRecord<Key, Value>, context: Context): Promise<unknown> => {
    const { topic, partition, offset } = record;
    const attributes = {
      'messaging.system': 'kafka',
      'messaging.operation.type': 'process',
      'messaging.destination.name': topic,
      'messaging.destination.partition.id': String(partition),
      'messaging.kafka.offset': offset,
    };
    const options = { kind: SpanKind.CONSUMER, attributes, links: linksOf(record) };
    return tracer.startActiveSpan(`process ${topic}`, options, async (span) => {
      try {
        return await handle(record, context);
      } catch (cause) {
        span.recordException(cause instanceof Error ? cause : String(cause));
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw cause;
      } finally {
        span.end();
      }
    });
  };
}

/** A link to the producer's span: a batch has many producers, so none of them is the parent. */
function linksOf<Key, Value>({ headers }: KafkaRecord<Key, Value>): Link[] {
  const carrier = { traceparent: headers.text('traceparent'), tracestate: headers.text('tracestate') };
  const context = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, carrier));
  return context === undefined ? [] : [{ context }];
}

/** What happens to a batch, on the span of the invocation. */
export const spanHooks: ConsumerHooks = {
  onSkipped: (error) => trace.getActiveSpan()?.addEvent('record skipped', { reason: error.message }),
  onDuplicate: ({ partition, offset }) => trace.getActiveSpan()?.addEvent('duplicate record', { partition, offset }),
  onHandBack: ({ partition, offset, reason }) =>
    trace.getActiveSpan()?.addEvent('record handed back', { partition, offset, reason }),
  onBatch: ({ records, lag }) =>
    trace.getActiveSpan()?.setAttributes({
      'messaging.batch.message_count': records,
      ...(lag !== undefined && { 'consumer.lag_ms': lag }),
    }),
};
