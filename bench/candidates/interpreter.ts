import { interpret } from '../../src/runtime/resolution/interpret.js';
import { parseAvroSchema } from '../../src/runtime/resolution/parse-schema.js';
import { resolve } from '../../src/runtime/resolution/resolve.js';
import type { AvroType } from '../../src/runtime/resolution/schema.js';
import { readConfluentFrame } from '../../src/runtime/kafka/framing.js';
import { ChunkReader } from '../../src/runtime/kafka/chunk-reader.js';
import { DEFAULT_VALUES, shapeOf } from '../../src/runtime/resolution/value-shape.js';
import { WRITER_ID, type Handler, type RecordSchema, type SchemaPair, type Sink } from '../candidate.js';

/** The slow path: a writer's schema that was unknown at generation, resolved at run time and walked. */
export function createHandler(schemas: SchemaPair, sink: Sink): Handler {
  const shape = shapeOf(parse(schemas.reader), {
    values: { ...DEFAULT_VALUES, long: 'number', timestampMillis: 'number' },
    fields: {},
  });
  const resolved = resolve(parse(schemas.writer), shape);
  if (!resolved.ok) throw new Error('the schemas do not resolve');
  const at = schemas.reader.name;
  const read = interpret(resolved.resolution, at);
  const values = new ChunkReader('value');
  return (event) => {
    for (const records of Object.values(event.records)) {
      for (let index = 0; index < records.length; index++) {
        const reader = values.open(records, index);
        if (readConfluentFrame(reader) !== String(WRITER_ID)) reader.fail('another writer', at);
        sink(read(reader));
        reader.close(at);
      }
      values.release();
    }
  };
}

function parse(schema: RecordSchema): AvroType {
  const { type } = parseAvroSchema(schema);
  if (type === undefined) throw new Error(`${schema.name} is not a valid schema`);
  return type;
}
