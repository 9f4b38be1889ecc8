import { ByteReader } from '../../../src/runtime/byte-reader.js';
import { DecodeError } from '../../../src/runtime/errors.js';
import type { RawKafkaRecord } from '../../../src/runtime/kafka/kafka-event.js';
import type { PartBinding, TopicBinding } from '../../../src/runtime/kafka/topic-binding.js';

/** What became of a record. */
export type Outcome =
  | { readonly key: unknown; readonly value: unknown }
  | { readonly stage: string; readonly name: string; readonly message: string };

/** Decodes one record without knowing of any other: each key and value in bytes of its own. */
export function readAlone<Key, Value>(binding: TopicBinding<Key, Value>, raw: RawKafkaRecord): Outcome {
  const key = readPart(binding.key, raw.key);
  if ('thrown' in key) return refusal('decode the key', key.thrown);
  const value = readPart(binding.value, raw.value);
  if ('thrown' in value) return refusal('decode the value', value.thrown);
  return { key: key.read, value: value.read };
}

export function refusal(stage: string, thrown: unknown): Outcome {
  if (!(thrown instanceof Error)) throw thrown;
  return { stage, name: thrown.name, message: thrown.message };
}

function readPart<T>(
  part: PartBinding<T>,
  base64: string | null | undefined,
): { readonly read: T | null } | { readonly thrown: unknown } {
  try {
    return { read: base64 === null || base64 === undefined ? null : part.read(opened(base64)) };
  } catch (thrown) {
    return { thrown };
  }
}

function opened(base64: string): ByteReader {
  const bytes = Buffer.from(base64, 'base64');
  const digits = base64.replace(/={1,2}$/, '').length;
  if (bytes.length !== Math.floor((digits * 3) / 4))
    throw new DecodeError('the text is not base64', bytes.length, 'base64');
  return new ByteReader().openBytes(Uint8Array.from(bytes));
}
