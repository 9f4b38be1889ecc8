import type { Handler, KafkaEvent, Sink } from '../candidate.js';

/** What the generated project exports for a topic, as far as it is used here. */
export interface Generated {
  readonly decodeKeyBase64: (base64: string) => unknown;
  readonly decodeValueBase64: (base64: string) => unknown;
  readonly readKey: unknown;
  readonly readValue: unknown;
  readonly makeRecordReaders: () => object;
  readonly decodeRecordAt: (
    binding: object,
    records: readonly object[],
    index: number,
    readers: object,
  ) => { readonly record?: LoopRecord };
  readonly consume: (handle: (record: LoopRecord) => unknown, options?: object) => (event: KafkaEvent) => unknown;
  readonly idempotent: (settings: object) => object;
  readonly memoryStore: (settings: object) => object;
  readonly dynamoDbStore: (settings: object) => object;
}

interface LoopRecord {
  readonly value: unknown;
}

type Create = (generated: Generated, sink: Sink) => Handler;

const names = { consumer: 'bench', cluster: 'bench' };

/** Keys and values, decoded one after another: what the loop is compared with. */
export const decoding: Create =
  ({ decodeKeyBase64, decodeValueBase64 }, sink) =>
  (event) => {
    for (const records of Object.values(event.records)) {
      for (const { key, value } of records) {
        decodeKeyBase64(key);
        sink(decodeValueBase64(value));
      }
    }
  };

/** The same, many at once, and the records that a handler is given: what the loop calls, without the loop. */
export const records: Create = ({ readKey, readValue, makeRecordReaders, decodeRecordAt }, sink) => {
  const binding = { key: { read: readKey }, value: { read: readValue } };
  const readers = makeRecordReaders();
  return (event) => {
    for (const delivered of Object.values(event.records)) {
      for (const index of delivered.keys()) sink(decodeRecordAt(binding, delivered, index, readers).record?.value);
    }
  };
};

export const sync: Create = ({ consume }, sink) => consume(({ value }) => sink(value));

export const async: Create = ({ consume }, sink) =>
  // What a handler without anything to wait for costs.
  consume(({ value }) => {
    sink(value);
    return Promise.resolve();
  });

export const hooks: Create = ({ consume }, sink) => {
  const hook = (): void => undefined;
  return consume(({ value }) => sink(value), { onRecord: hook, onBatch: hook, onError: hook });
};

/** So small that no record is remembered until its event is delivered again. */
export const memory: Create = ({ consume, idempotent, memoryStore }, sink) =>
  consume(({ value }) => sink(value), {
    idempotency: idempotent({ ...names, store: memoryStore({ maxEntries: 10 }) }),
  });

/** A table that answers at once, and that nobody else uses. */
export const dynamoDb: Create = ({ consume, idempotent, dynamoDbStore }, sink) => {
  const client = {
    updateItem: ({ ExpressionAttributeValues: values }: { ExpressionAttributeValues: Record<string, object> }) =>
      Promise.resolve({ Attributes: { s: values[':P'], c: values[':claim'], t: { N: '1' } } }),
    getItem: () => Promise.resolve({}),
  };
  return consume(({ value }) => sink(value), {
    idempotency: idempotent({ ...names, store: dynamoDbStore({ client, tableName: 'claims' }) }),
  });
};
