import type { LeafReader } from './resolution.js';
import type { AvroType, FixedType, PrimitiveType } from './schema.js';
import type { LeafShape } from './value-shape.js';

/** How bytes of the writer's leaf become the reader's form of it; the two are known to match. */
export function leafReader(
  writer: AvroType,
  { form }: LeafShape,
  reader: PrimitiveType | FixedType,
): { readonly read: LeafReader; readonly args: readonly number[] } {
  const size = reader.kind === 'fixed' ? reader.size : undefined;
  switch (form) {
    case 'null':
    case 'boolean':
      return { read: 'readBoolean', args: [] };
    case 'number':
      return { read: numberReader(writer.kind, reader.kind), args: [] };
    case 'bigint':
      return { read: 'readLong', args: [] };
    case 'bigintString':
      return { read: 'readLongDigits', args: [] };
    case 'string':
      return { read: 'readString', args: [] };
    case 'uuid':
      return { read: size === undefined ? 'readString' : 'readFixedUuid', args: [] };
    case 'bytes':
      return size === undefined
        ? { read: 'readBytes', args: [] }
        : { read: 'readFixed', args: [size] };
    case 'base64':
      return size === undefined
        ? { read: 'readBytesBase64', args: [] }
        : { read: 'readFixedBase64', args: [size] };
    case 'decimal': {
      const scale = reader.logical?.name === 'decimal' ? reader.logical.scale : 0;
      return size === undefined
        ? { read: 'readDecimal', args: [scale] }
        : { read: 'readFixedDecimal', args: [scale, size] };
    }
    case 'Date':
      if (reader.logical?.name === 'date') return { read: 'readDateAsDate', args: [] };
      return { read: 'readTimestamp', args: [1_000 ** (fractionDigits(reader) / 3 - 1)] };
    case 'date':
      return { read: 'readDate', args: [] };
    case 'isoInstant':
      return { read: 'readInstant', args: [fractionDigits(reader)] };
    case 'isoLocal':
      return { read: 'readLocal', args: [fractionDigits(reader)] };
    case 'duration':
      return { read: 'readDuration', args: [] };
  }
}

/** The digits behind a second's point that a timestamp's unit gives. */
export function fractionDigits(type: PrimitiveType | FixedType): 3 | 6 | 9 {
  const name = type.logical?.name ?? '';
  return name.endsWith('nanos') ? 9 : name.endsWith('micros') ? 6 : 3;
}

function numberReader(writer: AvroType['kind'], reader: AvroType['kind']): LeafReader {
  if (reader === 'long') return 'readLongNumber';
  switch (writer) {
    case 'int':
      return 'readInt';
    case 'long':
      return 'readLongAsDouble';
    case 'float':
      return 'readFloat';
    default:
      return 'readDouble';
  }
}
