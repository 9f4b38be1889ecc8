import type * as jsonRead from '../../runtime/avro/json-read.js';
import type * as read from '../../runtime/avro/read.js';
import { fractionDigits, leafReader } from '../../runtime/resolution/leaf-reader.js';
import type { LeafReader } from '../../runtime/resolution/resolution.js';
import type { LeafShape } from '../../runtime/resolution/value-shape.js';
import type * as jsonWrite from '../../runtime/simulate/avro-json-write.js';
import type * as write from '../../runtime/simulate/avro-write.js';

/** The functions of the runtime for a leaf's values. */
interface LeafFunctions {
  /** From and to bytes. */
  readonly read: LeafReader & keyof typeof read;
  readonly write: LeafWriter;
  /** From the JSON that the event source mapping makes. */
  readonly json: keyof typeof jsonRead;
  /** To the JSON of the specification. */
  readonly jsonWrite: keyof typeof jsonWrite | undefined;
  /** What `read`, `write` and `jsonWrite` are given behind the value and its place. */
  readonly args: readonly number[];
  /** What `json` is given there. */
  readonly jsonArgs: readonly number[];
}

type LeafWriter = Exclude<
  keyof typeof write,
  'writeIndex' | 'writeSymbol' | 'writeArray' | 'writeMap' | 'refuseBranch' | 'EncodeError'
>;

type Pair = Pick<LeafFunctions, 'write' | 'json'>;

const PAIRS: Readonly<Record<LeafReader, Pair>> = {
  readBoolean: { write: 'writeBoolean', json: 'jsonBoolean' },
  readInt: { write: 'writeInt', json: 'jsonInt' },
  readLong: { write: 'writeLong', json: 'jsonLong' },
  readLongNumber: { write: 'writeLongNumber', json: 'jsonLongNumber' },
  readLongDigits: { write: 'writeLongDigits', json: 'jsonLongDigits' },
  // A long is read as a double only where writer and reader differ.
  readLongAsDouble: { write: 'writeDouble', json: 'jsonDouble' },
  readFloat: { write: 'writeFloat', json: 'jsonFloat' },
  readDouble: { write: 'writeDouble', json: 'jsonDouble' },
  readString: { write: 'writeString', json: 'jsonString' },
  readBytes: { write: 'writeBytes', json: 'jsonBytes' },
  readBytesBase64: { write: 'writeBytesBase64', json: 'jsonBytesBase64' },
  readFixed: { write: 'writeFixed', json: 'jsonFixed' },
  readFixedBase64: { write: 'writeFixedBase64', json: 'jsonFixedBase64' },
  readDecimal: { write: 'writeDecimal', json: 'jsonDecimal' },
  readFixedDecimal: { write: 'writeFixedDecimal', json: 'jsonFixedDecimal' },
  readFixedUuid: { write: 'writeFixedUuid', json: 'jsonFixedUuid' },
  readDate: { write: 'writeDate', json: 'jsonDate' },
  readDateAsDate: { write: 'writeDateAsDate', json: 'jsonDateAsDate' },
  readTimestamp: { write: 'writeTimestamp', json: 'jsonTimestamp' },
  readInstant: { write: 'writeInstant', json: 'jsonInstant' },
  readLocal: { write: 'writeLocal', json: 'jsonLocal' },
  readDuration: { write: 'writeDuration', json: 'jsonDuration' },
};

/** The functions for a leaf that is written and read by one schema. */
export function leafFunctions(shape: LeafShape): LeafFunctions {
  const { type, form } = shape;
  const { read: reader, args } = leafReader(type, shape, type);
  const { write: writer, json } = PAIRS[reader];
  const jsonWriter = type.kind === 'null' ? undefined : (`${type.kind}Json` as const);
  const base = { read: reader, write: writer, json, jsonWrite: jsonWriter, args, jsonArgs: args };
  switch (type.logical?.name) {
    case 'decimal':
      return { ...base, jsonArgs: [...args, type.logical.precision] };
    case 'date':
      return { ...base, json: form === 'number' ? 'jsonDays' : json, jsonArgs: [] };
    case 'timestamp-millis':
    case 'timestamp-micros':
    case 'timestamp-nanos':
      return { ...base, jsonArgs: form === 'number' || form === 'bigint' ? [fractionDigits(type)] : args };
    default:
      return base;
  }
}
