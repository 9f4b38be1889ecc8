import type { Handler, Sink } from '../candidate.js';

/** What every JSON consumer does at the least; it believes whatever comes. */
export function createHandler(_schemas: object, sink: Sink): Handler {
  return (event) => {
    for (const records of Object.values(event.records)) {
      for (const record of records) sink(JSON.parse(Buffer.from(record.value, 'base64').toString()));
    }
  };
}
