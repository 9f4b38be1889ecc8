import avsc from 'avsc';
import { WRITER_ID, type Handler, type SchemaPair, type Sink } from '../candidate.js';

/** What a careful team writes by hand: base64, frame, `fromBuffer`, with the resolver made once. */
export function createAvscDecoder(schemas: SchemaPair): (base64: string) => unknown {
  const reader = avsc.Type.forSchema(schemas.reader);
  const resolver =
    schemas.writer === schemas.reader ? undefined : reader.createResolver(avsc.Type.forSchema(schemas.writer));
  return (base64) => {
    const bytes = Buffer.from(base64, 'base64');
    if (bytes[0] !== 0 || bytes.readInt32BE(1) !== WRITER_ID) throw new Error('not the expected writer schema');
    // avsc types the result as any.
    return reader.fromBuffer(bytes.subarray(5), resolver) as unknown;
  };
}

export function createHandler(schemas: SchemaPair, sink: Sink): Handler {
  const decode = createAvscDecoder(schemas);
  return (event) => {
    for (const records of Object.values(event.records)) {
      for (const record of records) sink(decode(record.value));
    }
  };
}
