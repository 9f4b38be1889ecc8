import type { Handler, Sink } from '../candidate.js';

/** JSON.parse, then a function that says whether the value is valid. */
export function createHandler(isValid: (value: unknown) => boolean, sink: Sink): Handler {
  return (event) => {
    for (const records of Object.values(event.records)) {
      for (const record of records) {
        const value: unknown = JSON.parse(Buffer.from(record.value, 'base64').toString());
        if (!isValid(value)) throw new Error('the record is not valid');
        sink(value);
      }
    }
  };
}
