import { validate } from '../json-schema/validate/validate.js';
import { convertValue } from '../json-schema/convert/convert-value.js';
import { hasSchema, type JsonPart, type PartModel, type SchemaPart, type VersionModel } from '../model/topic-model.js';
import { ByteReader } from '../runtime/byte-reader.js';
import { DecodeError } from '../runtime/errors.js';
import { parseJson } from '../runtime/json/read.js';
import { readText } from '../runtime/kafka/plain-read.js';
import { interpret } from '../runtime/resolution/interpret.js';
import { branchName, shortName } from '../runtime/resolution/schema.js';
import { openFrame, versionOf } from './open-part.js';
import { traceAvro } from './trace-avro.js';
import { traceJson } from './trace-json.js';
import type { TracedValue } from './traced.js';

/** Why a key or value cannot be read. */
export interface PartFault {
  /** From the first byte of the key or value, frame included. */
  readonly byteOffset: number;
  /** What is being read there, as the decoder calls it. */
  readonly at: string;
  readonly reason: string;
}

/** How a key or value reads. */
export interface PartReading {
  /** Undefined for text and bytes without a schema. */
  readonly framing: SchemaPart['framing'] | undefined;
  readonly schemaId: string | undefined;
  /** The writer's schema; undefined where the id is not known. */
  readonly schemaFile: string | undefined;
  /** Bytes of the frame: where the payload begins. */
  readonly payloadStart: number;
  /** What could be read, in the order of the bytes. */
  readonly fields: readonly TracedValue[];
  /** What the decoder gives the handler; undefined where it fails. */
  readonly value: unknown;
  readonly fault: PartFault | undefined;
}

/** Reads a key or value as its topic's decoder does. `given` is the schema id that came next to the bytes. */
export function readPart(part: PartModel, bytes: Uint8Array, given?: string): PartReading {
  const r = new ByteReader().openBytes(bytes);
  if (hasSchema(part)) return new SchemaReading(part, r).read(given);
  const plain = { framing: undefined, schemaId: undefined, schemaFile: undefined, payloadStart: 0 };
  try {
    const value = part.kind === 'string' ? readText(r, 'text') : bytes;
    const type = part.kind === 'string' ? 'text' : 'bytes';
    const fields = [{ path: '', type, start: 0, end: bytes.length, value }];
    return { ...plain, fields, value, fault: undefined };
  } catch (error) {
    return { ...plain, fields: [], value: undefined, fault: faultOf(error) };
  }
}

/** What is known so far of a key or value with a schema: its fault comes with all that was read before it. */
class SchemaReading {
  private readonly part: SchemaPart;
  private readonly r: ByteReader;
  private readonly fields: TracedValue[] = [];
  private schemaId: string | undefined;
  private schemaFile: string | undefined;
  private payloadStart = 0;

  constructor(part: SchemaPart, r: ByteReader) {
    this.part = part;
    this.r = r;
  }

  read(given: string | undefined): PartReading {
    try {
      return this.reading({ value: this.decoded(given), fault: undefined });
    } catch (error) {
      return this.reading({ value: undefined, fault: faultOf(error) });
    }
  }

  private reading(outcome: Pick<PartReading, 'value' | 'fault'>): PartReading {
    const { schemaId, schemaFile, payloadStart, fields } = this;
    return { framing: this.part.framing, schemaId, schemaFile, payloadStart, fields, ...outcome };
  }

  private decoded(given: string | undefined): unknown {
    const { part, r } = this;
    this.schemaId = openFrame(r, part, given);
    this.payloadStart = r.position;
    const version = versionOf(part, this.schemaId);
    this.schemaFile = version?.file;
    if (part.kind === 'json') return this.json(part);
    if (part.framing === 'lambda-json') {
      this.fields.push(...jsonFields(r));
      return parseJson(r, 'value');
    }
    if (version === undefined || !('resolution' in version))
      return r.fail(`the schema ${this.schemaId ?? ''} is not known`, `${part.framing} frame`, 0);
    return this.avro(version);
  }

  private avro(version: VersionModel): unknown {
    const { r, part } = this;
    if (part.kind !== 'avro') return undefined;
    const start = r.position;
    traceAvro(r, version, part, this.fields);
    r.position = start;
    r.emptyValues = 0;
    const at = shortName(branchName(part.reader.type));
    const value = interpret(version.resolution, at)(r);
    r.close(at);
    return value;
  }

  private json(part: JsonPart): unknown {
    const { r } = this;
    const start = r.position;
    this.fields.push(...jsonFields(r));
    const value = parseJson(r, 'value');
    const [fault] = validate(part.reader.schema, value, part.settings);
    if (fault !== undefined) {
      const within = (path: string): boolean => path === fault.pointer || path.startsWith(`${fault.pointer}/`);
      const byteOffset = this.fields.find(({ path }) => within(path))?.start ?? start;
      throw new DecodeError(fault.reason, byteOffset, fault.pointer === '' ? 'value' : fault.pointer);
    }
    return convertValue(part.reader.schema, value, part.settings);
  }
}

/** The fields of what is left in the reader, which stays where it is. Throws a DecodeError unless that is JSON. */
function jsonFields(r: ByteReader): readonly TracedValue[] {
  const start = r.position;
  parseJson(r, 'value');
  r.position = start;
  return traceJson(r);
}

/** What a decoder says of bytes that it does not read; throws any other error again. */
export function faultOf(error: unknown): PartFault {
  if (error instanceof DecodeError) {
    const { byteOffset, at, reason } = error;
    return { byteOffset, at, reason };
  }
  throw error;
}
