import { resolve } from '../../runtime/resolution/resolve.js';
import type { EnumType, Field } from '../../runtime/resolution/schema.js';
import type { FieldShape, RecordShape } from '../../runtime/resolution/value-shape.js';
import { readFaults } from './read-faults.js';
import { worstFault, type AvroReader, type Fault, type RecordPair } from './avro-reader.js';

/** A reader that knows the writer's schema: it answers what the resolver says of schemas with nothing but the change in them. */
export const resolvingReader: AvroReader = {
  value: (writer, reader) => worstFault(readFaults(writer.type, reader.shape)),
  union: (_, reader, odd) => worstFault(odd.flatMap(({ type }) => readFaults(type, reader.shape))),
  recordName: ({ writer, reader }) => worstFault(readFaults({ ...writer, fields: [] }, { ...reader, fields: [] })),
  enumName: (writer, reader) => worstFault(readFaults({ ...writer, symbols: [] }, { kind: 'enum', type: reader })),
  lacking: (records, field) => worstFault(readFaults({ ...records.writer, fields: [] }, narrowed(records, field))),
  surplus: () => undefined,
  renamed,
  fieldOrder: () => undefined,
  symbol,
  symbolOrder: () => undefined,
};

/** The reader's record with one field alone, and known by the writer's name. */
function narrowed({ writer, reader }: RecordPair, field: FieldShape): RecordShape {
  return { ...reader, type: { ...reader.type, aliases: [writer.fullName] }, fields: [field] };
}

function renamed(records: RecordPair, from: Field, to: FieldShape): Fault | undefined {
  const written = { ...records.writer, fields: [{ ...from, type: to.field.type }] };
  const result = resolve(written, narrowed(records, to));
  if (!result.ok) return { kind: 'refused', reason: result.faults[0]?.reason ?? '' };
  const isDefault = result.resolution.kind === 'record' && result.resolution.defaults.length > 0;
  if (!isDefault) return undefined;
  return {
    kind: 'wrong',
    reason: `"${to.field.name}" is set to its default, because the writer names it "${from.name}"`,
  };
}

function symbol(writer: EnumType, reader: EnumType, only: string): Fault | undefined {
  if (!writer.symbols.includes(only)) return undefined;
  return worstFault(
    readFaults({ ...writer, fullName: reader.fullName, symbols: [only] }, { kind: 'enum', type: reader }),
  );
}
