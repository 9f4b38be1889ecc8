import type { Handler, Sink } from '../candidate.js';

/** The generated decoder alone, in the loop of the hand-written handler. */
export function createHandler(decodeValueBase64: (base64: string) => unknown, sink: Sink): Handler {
  return (event) => {
    for (const records of Object.values(event.records)) {
      for (const record of records) sink(decodeValueBase64(record.value));
    }
  };
}
