import { createHash } from 'node:crypto';
import type { InvocationContext } from '../consume/invocation-context.js';
import type { ClaimedRecord } from './idempotency.js';

/** The version of the keys' format: the first part of each key. */
const VERSION = '1';

export interface KeySettings<Decoded> {
  /**
   * The name of the consumer; the function's name unless given. Two consumers of one table never skip each
   * other's records; two functions that share a consumer group, such as a blue/green pair, need one name.
   */
  readonly consumer?: string | undefined;
  /** The name of the cluster; the ARN of the MSK cluster unless given. Required for self-managed Kafka. */
  readonly cluster?: string | undefined;
  /** A key from the record, such as the id of an event that producers may send twice. */
  readonly key?: ((record: Decoded) => string) | undefined;
}

/**
 * The key of a record: where it is and when it was written, or what `key` takes from it. A doubt must never
 * give the key of another record: a new key costs a duplicate, an old one loses a record. Hence the consumer, the
 * cluster, and the timestamp, which a topic that was created again does not repeat.
 */
export function idempotencyKey<Decoded>(
  record: ClaimedRecord,
  invocation: InvocationContext,
  settings: KeySettings<Decoded>,
): string {
  const { topic, partition, offset, timestamp } = record.raw;
  const consumer = consumerName(invocation, settings.consumer);
  if (settings.key === undefined || record.decoded === undefined) {
    const cluster = clusterName(record, settings.cluster);
    return joined(consumer, cluster, topic, String(partition), String(offset), String(timestamp));
  }
  // Which record a consumer decodes is known where the consumer is made, not here.
  const key: unknown = settings.key(record.decoded as Decoded);
  if (typeof key !== 'string' || key === '')
    throw new TypeError(
      `${topic}-${String(partition)} offset ${String(offset)}: the idempotency key is ${key === '' ? 'empty' : `of type ${typeof key}`}; ` +
        '`key` must return a text that differs from record to record',
    );
  return joined(consumer, topic, 'k', createHash('sha256').update(key).digest('hex'));
}

function consumerName(invocation: InvocationContext, setting: string | undefined): string {
  const name = setting ?? invocation.lambda?.functionName ?? '';
  if (name === '')
    throw new TypeError(
      "the name of the consumer is part of the idempotency key, and Lambda's context does not have it here; set `consumer` of `idempotent`",
    );
  return name;
}

function clusterName(record: ClaimedRecord, setting: string | undefined): string {
  const name = setting ?? record.cluster ?? '';
  if (name === '')
    throw new TypeError(
      'the name of the cluster is part of the idempotency key, and the event has the ARN of MSK clusters only; set `cluster` of `idempotent`',
    );
  return name;
}

function joined(...parts: readonly string[]): string {
  return [VERSION, ...parts.map((part) => part.replace(/[%#]/g, encodeURIComponent))].join('#');
}
