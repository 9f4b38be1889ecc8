import { kafkaConsumer, SchemaType } from '@aws-lambda-powertools/kafka';
import type { Handler, SchemaPair, Sink } from '../candidate.js';

/** @aws-lambda-powertools/kafka. It knows no frame: it gets bare Avro, as from Lambda's registry integration. */
export function createHandler(schemas: SchemaPair, sink: Sink): Handler {
  const consume = kafkaConsumer<unknown>(
    (event) => {
      for (const record of event.records) sink(record.value);
      return Promise.resolve();
    },
    { value: { type: SchemaType.AVRO, schema: JSON.stringify(schemas.reader) } },
  );
  return (event) => consume(event, {});
}
