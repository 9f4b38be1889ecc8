import { describe, expect, it } from 'vitest';
import { consumeRecords } from '../../src/runtime/consume/consume-records.js';
import { UnknownSchemaError } from '../../src/runtime/errors.js';
import { RecordError } from '../../src/runtime/kafka/record-error.js';
import { bytes, textTopic } from './plain-bindings.js';
import { rawEvent, rawRecord } from './raw-event.js';

/** Fails, as a getter or a trap may. */
function fail(): never {
  throw new Error('a trap');
}

const handler = new Proxy<ProxyHandler<object>>({}, { get: () => fail });
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const revokedFunction = Proxy.revocable(() => undefined, {});
revokedFunction.revoke();

class Sly extends Error {
  override get message(): string {
    return fail();
  }
}

const HOSTILE: readonly (readonly [string, unknown, string])[] = [
  ['an error whose message throws', new Sly(), 'a thrown object'],
  ['an object whose message throws', Object.defineProperty({}, 'message', { get: fail }), 'a thrown object'],
  ['an object whose message is not a text', { message: { toString: fail } }, 'a thrown object'],
  ['a proxy whose every trap throws', new Proxy({}, handler), 'a thrown object'],
  ['a proxy of an error whose every trap throws', new Proxy(new Error('x'), handler), 'a thrown object'],
  ['a revoked proxy', revoked.proxy, 'a thrown object'],
  ['a revoked proxy of a function', revokedFunction.proxy, 'a thrown function'],
  ['a symbol', Symbol('x'), 'a thrown symbol'],
  ['an object that cannot be made a text', { [Symbol.toPrimitive]: fail }, 'a thrown object'],
];

describe.each(HOSTILE)('%s', (_, thrown, reason) => {
  const event = rawEvent(rawRecord(0, 1), rawRecord(0, 2), rawRecord(1, 7));
  const failures = [1, 2].map((offset) => ({ itemIdentifier: { partition: 'orders-0', offset } }));

  async function outcomeOf(consume: () => unknown, options = {}): Promise<readonly RecordError[]> {
    const errors: RecordError[] = [];
    const answer = await consumeRecords(textTopic, ({ partition }) => (partition === 0 ? consume() : undefined), {
      reportBatchItemFailures: true,
      onError: (error) => errors.push(error),
      ...options,
    })(event);
    expect(answer).toEqual({ batchItemFailures: failures });
    return errors;
  }

  it('thrown by a handler fails the record alone', async () => {
    const [error] = await outcomeOf(() => {
      throw thrown;
    });
    expect(error?.message).toBe(`orders-0 offset 1: failed to handle the record: ${reason}`);
  });

  it('that a handler rejects with fails the record alone', async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- that is what is tried
    const [error] = await outcomeOf(() => Promise.reject(thrown));
    expect(error?.message).toContain(reason);
  });

  it('thrown by onInvalid or a decoder fails the record alone', async () => {
    const read = (): never => {
      throw thrown;
    };
    for (const onInvalid of ['fail', 'skip', read] as const) {
      const answer = await consumeRecords(
        { topic: 'orders', key: bytes, value: { read }, reportBatchItemFailures: true },
        () => undefined,
        { onInvalid },
      )(rawEvent(rawRecord(0, 1), rawRecord(0, 2)));
      expect(answer).toEqual({ batchItemFailures: failures });
    }
  });

  it('that a fetch rejects with is why a schema is unknown', () => {
    const error = new UnknownSchemaError('7', [], thrown);
    expect(error.message).toContain(`could not be fetched: ${reason}`);
  });
});

describe('what a handler returns', () => {
  it.each([
    ['whose "then" throws', Object.defineProperty({}, 'then', { get: fail })],
    ['that is a proxy whose every trap throws', new Proxy({}, handler)],
    ['that is a revoked proxy', revoked.proxy],
  ])('%s fails the record', async (_, returned) => {
    const consume = consumeRecords(textTopic, () => returned, { reportBatchItemFailures: true });
    expect(await consume(rawEvent(rawRecord(0, 1)))).toEqual({
      batchItemFailures: [{ itemIdentifier: { partition: 'orders-0', offset: 1 } }],
    });
  });
});
