import { kafkaConsumer, SchemaType } from '@aws-lambda-powertools/kafka';
import type { Handler, Sink } from '../candidate.js';

/** @aws-lambda-powertools/kafka, which parses JSON and checks nothing unless it is given a schema of zod or the like. */
export function createHandler(_schemas: object, sink: Sink): Handler {
  const consume = kafkaConsumer<unknown>(
    (event) => {
      for (const record of event.records) sink(record.value);
      return Promise.resolve();
    },
    { value: { type: SchemaType.JSON } },
  );
  return (event) => consume(event, {});
}
