import { KafkaHeaders } from '../kafka/kafka-headers.js';
import { setEntry } from '../set-entry.js';
import type { DeadLetter } from './dead-letter.js';
import { deadLetterHeaders } from './dead-letter-headers.js';

/** A message for a producer: those of KafkaJS and of Confluent's client take it. */
export interface DeadLetterMessage {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Record<string, Buffer[]>;
}

/** A letter for a dead-letter topic: the bytes of the record, and headers that say where it came from and why. */
export function deadLetterMessage(letter: DeadLetter): DeadLetterMessage {
  const { key, value } = letter.record;
  const headers: Record<string, Buffer[]> = {};
  for (const [name, bytes] of new KafkaHeaders(letter.record.headers)) {
    const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
    setEntry(headers, name, [...(before ?? []), Buffer.from(bytes)]);
  }
  for (const [name, bytes] of Object.entries(deadLetterHeaders(letter))) headers[name] = [bytes];
  return { key: base64Bytes(key), value: base64Bytes(value), headers };
}

function base64Bytes(text: string | null | undefined): Buffer | null {
  return text === null || text === undefined ? null : Buffer.from(text, 'base64');
}
