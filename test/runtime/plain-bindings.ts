import { readRaw, readText } from '../../src/runtime/kafka/plain-read.js';
import type { PartBinding, TopicBinding } from '../../src/runtime/kafka/topic-binding.js';

/** Keys or values of UTF-8 text. */
export const text: PartBinding<string> = { read: (r) => readText(r, 'text') };

/** Keys or values as they are. */
export const bytes: PartBinding<Uint8Array> = { read: readRaw };

export const textTopic: TopicBinding<string, string> = {
  topic: 'orders',
  key: text,
  value: text,
  reportBatchItemFailures: false,
};
