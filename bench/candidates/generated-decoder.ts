import type { ByteReader } from '../../src/runtime/byte-reader.js';
import type { ChunkReader } from '../../src/runtime/kafka/chunk-reader.js';
import type { Handler, Sink } from '../candidate.js';

/** The parts of the generated project that are measured. */
interface Generated {
  readonly ChunkReader: new (part: 'value') => ChunkReader;
  readonly readValue: (r: ByteReader) => unknown;
}

/** The generated decoder alone, in the loop of the hand-written handler; records are opened as the consumer opens them. */
export function createHandler({ ChunkReader, readValue }: Generated, sink: Sink): Handler {
  const values = new ChunkReader('value');
  return (event) => {
    for (const records of Object.values(event.records)) {
      for (let index = 0; index < records.length; index++) sink(readValue(values.open(records, index)));
      values.release();
    }
  };
}
