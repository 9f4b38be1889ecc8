import { ByteReader } from '../../src/runtime/byte-reader.js';
import { readRaw, readText } from '../../src/runtime/kafka/plain-read.js';
import type { PartBinding, TopicBinding } from '../../src/runtime/kafka/topic-binding.js';

const reader = new ByteReader();

/** Keys or values of UTF-8 text. */
export const text: PartBinding<string> = { decode: (base64) => readText(reader.openBase64(base64), 'text') };

/** Keys or values as they are. */
export const bytes: PartBinding<Uint8Array> = { decode: (base64) => readRaw(reader.openBase64(base64)) };

export const textTopic: TopicBinding<string, string> = {
  topic: 'orders',
  key: text,
  value: text,
  reportBatchItemFailures: false,
};
