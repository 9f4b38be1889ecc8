import { kafkaConsumer, SchemaType } from '@aws-lambda-powertools/kafka';
import type { z } from 'zod';
import type { Handler, Sink } from '../candidate.js';

/** @aws-lambda-powertools/kafka with a zod schema, as its documentation shows. */
export function createHandler(parserSchema: z.ZodType, sink: Sink): Handler {
  const consume = kafkaConsumer<unknown>(
    (event) => {
      for (const record of event.records) sink(record.value);
      return Promise.resolve();
    },
    { value: { type: SchemaType.JSON, parserSchema } },
  );
  return (event) => consume(event, {});
}
