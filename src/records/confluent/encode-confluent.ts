import { confluentCodec } from './confluent-codec.js';
import { startLoopbackRegistry } from './loopback-registry.js';
import { servedSchema, type DocumentOf } from './served-schema.js';
import type { SchemaPart } from '../../model/topic-model.js';

/** Values of a part as the library writes them, or why it does not. */
type LibraryEncoding =
  { readonly ok: true; readonly values: readonly Uint8Array[] } | { readonly ok: false; readonly reason: string };

/** Encodes framed values once more, with the library and a registry on loopback that has the project's schemas. */
export async function encodeConfluent(
  part: SchemaPart,
  values: readonly Uint8Array[],
  documentOf: DocumentOf,
): Promise<LibraryEncoding> {
  const registry = await startLoopbackRegistry((_, id) => servedSchema(part, id, documentOf));
  try {
    const codec = await confluentCodec(part, registry.hostOf('part'));
    const encoded: Uint8Array[] = [];
    for (const value of values) encoded.push(await codec.encode(frameId(value), value.subarray(FRAME)));
    return { ok: true, values: encoded };
  } catch (error) {
    // Whatever the library throws is about a schema or a value that it does not take.
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  } finally {
    await registry.close();
  }
}

const FRAME = 5;

/** The schema id in Confluent's frame. */
export function frameId(value: Uint8Array): number {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).readInt32BE(1);
}

/** A value with another schema id in its frame. */
export function withFrameId(value: Uint8Array, id: number): Uint8Array {
  const copy = Buffer.from(value);
  copy.writeInt32BE(id, 1);
  return copy;
}
