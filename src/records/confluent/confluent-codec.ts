import type { DecodeOptions } from '@kafkajs/confluent-schema-registry';
import { schemaJson } from '../../avro/schema-json.js';
import { validate } from '../../json-schema/validate/validate.js';
import type { AvroPart, JsonPart, SchemaPart } from '../../model/topic-model.js';
import { writeJson } from '../../runtime/simulate/json-write.js';
import { readsAlone } from './served-schema.js';

type Library = typeof import('@kafkajs/confluent-schema-registry');

/** `@kafkajs/confluent-schema-registry` for a key or value: an encoder and a reader that have nothing to do with ours. */
export interface ConfluentCodec {
  /** The payload's value as the library writes it, in its frame. Throws what the library throws. */
  readonly encode: (id: number, payload: Uint8Array) => Promise<Buffer>;
  /** A record as the library reads it: of Avro, encoded again with the reader's schema; of JSON, the document. */
  readonly decode: (bytes: Uint8Array) => Promise<LibraryReading>;
  /** Why the library does not take the schema of an id, or the reader's; undefined where it does. */
  readonly refusal: (id: number) => Promise<string | undefined>;
}

export type LibraryReading =
  { readonly kind: 'avro'; readonly payload: Buffer } | { readonly kind: 'json'; readonly document: unknown };

/** Makes the codec of a key or value for a registry. Loads the library. */
export async function confluentCodec(part: SchemaPart, host: string): Promise<ConfluentCodec> {
  const library = await import('@kafkajs/confluent-schema-registry');
  return part.kind === 'avro' ? avroCodec(part, host, library) : jsonCodec(part, host, library);
}

async function avroCodec(
  part: AvroPart,
  host: string,
  { SchemaRegistry, SchemaType }: Library,
): Promise<ConfluentCodec> {
  const { avscOptions, avscType } = await import('./avsc-options.js');
  const registry = new SchemaRegistry({ host }, { [SchemaType.AVRO]: avscOptions() });
  const reader = schemaJson(part.reader.type);
  // Its type names records only; as text it takes any schema.
  const readerSchema = Buffer.from(writeJson(reader)).toString() as unknown;
  const options = { [SchemaType.AVRO]: { readerSchema } } as DecodeOptions;
  let readerType: ReturnType<typeof avscType> | undefined;
  return {
    encode: async (id, payload) => registry.encode(id, libraryValue(await registry.getSchema(id), payload)),
    decode: async (bytes) => {
      const value: unknown = await registry.decode(asBuffer(bytes), options);
      readerType ??= avscType(reader);
      return { kind: 'avro', payload: readerType.toBuffer(value) };
    },
    refusal: (id) =>
      refusalOf(async () => {
        await registry.getSchema(id);
        readerType ??= avscType(reader);
      }),
  };
}

function jsonCodec(part: JsonPart, host: string, { SchemaRegistry, SchemaType }: Library): ConfluentCodec {
  const registry = new SchemaRegistry({ host }, { [SchemaType.JSON]: jsonOptions(part) });
  return {
    encode: async (id, payload) => registry.encode(id, libraryValue(await registry.getSchema(id), payload)),
    decode: async (bytes) => ({ kind: 'json', document: await registry.decode(asBuffer(bytes)) }),
    refusal: (id) => refusalOf(() => registry.getSchema(id)),
  };
}

async function refusalOf(take: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await take();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The library's own ajv reads draft 7 in one file; for all else it validates with what reads every draft. */
function jsonOptions({ versions, reader, settings }: JsonPart): object {
  // Formats are annotations unless a project asserts them, and keywords of others are no mistakes.
  if (versions.every(readsAlone)) return { strict: false, validateFormats: false, logger: false };
  const check = Object.assign(
    (document: unknown): boolean => {
      const faults = validate(reader.schema, document, settings);
      check.errors = faults.map(({ pointer, reason }) => ({ instancePath: pointer, message: reason }));
      return faults.length === 0;
    },
    { errors: [] as readonly { readonly instancePath: string; readonly message: string }[] },
  );
  return { ajvInstance: { compile: () => check } };
}

/** What reads a schema's bytes in the library. */
interface LibrarySchema {
  readonly fromBuffer: (payload: Buffer) => unknown;
}

/** A value in the library's own shape (avsc's for Avro), by way of its bytes: no second description of either is needed. */
function libraryValue(schema: LibrarySchema, payload: Uint8Array): unknown {
  return schema.fromBuffer(asBuffer(payload));
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
