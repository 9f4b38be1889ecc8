import type { z } from 'zod';
import type { Handler, Sink } from '../candidate.js';

/** JSON.parse, then zod. */
export function createHandler(schema: z.ZodType, sink: Sink): Handler {
  return (event) => {
    for (const records of Object.values(event.records)) {
      for (const record of records) sink(schema.parse(JSON.parse(Buffer.from(record.value, 'base64').toString())));
    }
  };
}
