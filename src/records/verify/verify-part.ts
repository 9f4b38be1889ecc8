import { encodeValue } from '../../avro/encode-value.js';
import { convertValue } from '../../json-schema/convert/convert-value.js';
import type { AvroPart, PartModel } from '../../model/topic-model.js';
import { ByteReader } from '../../runtime/byte-reader.js';
import { interpret } from '../../runtime/resolution/interpret.js';
import { ByteWriter } from '../../runtime/simulate/byte-writer.js';
import type { ConfluentCodec, LibraryReading } from '../confluent/confluent-codec.js';
import type { InspectedPart } from '../inspect-record.js';
import type { DecodePart } from './generated-decoder.js';
import { sameDocument } from './same-document.js';
import { sortMaps } from './sort-maps.js';

/** How a key or value fared. */
export type Verdict =
  /** The generated decoder and a second reader read the same. */
  | 'agreed'
  /** No key, or a tombstone. */
  | 'absent'
  | 'undecodable'
  /** Its schema is not in the snapshot. */
  | 'unknown-schema'
  /** Its schema is in the snapshot, and not in the generated decoder: the consumer has to fetch it. */
  | 'slow-path'
  | 'disagreement';

/** Who read the bytes next to the generated decoder. */
export type SecondReader = '@kafkajs/confluent-schema-registry' | 'interpreter';

export interface VerifiedPart extends Pick<InspectedPart, 'schemaId' | 'schemaFile' | 'fault' | 'causes'> {
  readonly verdict: Verdict;
  readonly secondReader: SecondReader | null;
  /** Where they disagree: in what. */
  readonly difference: string | undefined;
}

interface PartToVerify {
  readonly part: PartModel;
  readonly bytes: Uint8Array;
  /** The schema id that came next to the bytes. */
  readonly given: string | undefined;
  readonly inspected: InspectedPart;
  readonly decode: DecodePart;
  /** Undefined where the library cannot be asked. */
  readonly codec: ConfluentCodec | undefined;
}

/** Reads a key or value with the generated decoder and a second reader, and compares what they have read. */
export async function verifyPart(toVerify: PartToVerify): Promise<VerifiedPart> {
  const { part, bytes, given, inspected, decode, codec } = toVerify;
  const secondReader = codec === undefined ? 'interpreter' : '@kafkajs/confluent-schema-registry';
  const { schemaId, schemaFile, fault, causes } = inspected;
  const about = { schemaId, schemaFile, fault, causes, secondReader } as const;
  const generated = tried(() => decode(bytes, given));
  const second = await triedLater(async () =>
    codec === undefined ? { kind: 'value' as const, value: inspectedValue(inspected) } : codec.decode(bytes),
  );
  if (!generated.ok && !second.ok && fault !== undefined)
    return { ...about, verdict: 'undecodable', difference: undefined };
  const difference = differenceOf(part, { generated, second, inspected });
  return { ...about, verdict: difference === undefined ? 'agreed' : 'disagreement', difference };
}

type SecondReading = LibraryReading | { readonly kind: 'value'; readonly value: unknown };

type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

function inspectedValue({ fault, value }: InspectedPart): unknown {
  if (fault !== undefined) throw new Error(`${fault.reason} (${fault.at}, byte ${fault.byteOffset})`);
  return value;
}

interface Readings {
  readonly generated: Tried<unknown>;
  readonly second: Tried<SecondReading>;
  readonly inspected: InspectedPart;
}

function differenceOf(part: PartModel, { generated, second }: Readings): string | undefined {
  if (!generated.ok) return `the generated decoder refuses it: ${generated.reason}`;
  if (!second.ok) return `the generated decoder reads it, and the second reader refuses it: ${second.reason}`;
  const same = tried(() => isSame(part, generated.value, second.value));
  // A value that cannot be written with the reader's schema is not one of its values.
  if (!same.ok) return `what the generated decoder reads is not a value of the reader's schema: ${same.reason}`;
  return same.value ? undefined : 'the two values differ';
}

function isSame(part: PartModel, generated: unknown, second: SecondReading): boolean {
  if (part.kind === 'avro' && part.framing !== 'lambda-json') {
    const own = encoded(part, generated);
    if (second.kind === 'value') return own.equals(encoded(part, second.value));
    if (second.kind !== 'avro') return false;
    // Bytes may write one value in two ways, as a decimal with leading zeros: what a handler sees is compared, then.
    return (
      own.equals(sortMaps(part.reader.type, second.payload)) || own.equals(encoded(part, seen(part, second.payload)))
    );
  }
  const other =
    second.kind === 'json' && part.kind === 'json'
      ? convertValue(part.reader.schema, second.document, part.settings)
      : second.kind === 'value'
        ? second.value
        : undefined;
  return sameDocument(generated, other);
}

function encoded(part: AvroPart, value: unknown): Buffer {
  const w = new ByteWriter();
  encodeValue(w, part.shape, value, 'value');
  return sortMaps(part.reader.type, w.finish());
}

function seen(part: AvroPart, payload: Uint8Array): unknown {
  return interpret(part.reader.resolution, 'value')(new ByteReader().openBytes(payload));
}

function tried<T>(run: () => T): Tried<T> {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

async function triedLater<T>(run: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
