import type { Handler, Sink } from '../candidate.js';

/** The generated decoder's own entry point, which knows of one record at a time. */
export function createHandler(
  { decodeValueBase64 }: { decodeValueBase64: (base64: string) => unknown },
  sink: Sink,
): Handler {
  return (event) => {
    for (const records of Object.values(event.records)) {
      for (const record of records) sink(decodeValueBase64(record.value));
    }
  };
}
