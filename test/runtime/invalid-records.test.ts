import { describe, expect, test } from 'vitest';
import type { ByteReader } from '../../src/runtime/byte-reader.js';
import type { ConsumeOptions } from '../../src/runtime/consume/consume-options.js';
import { consumeRecords } from '../../src/runtime/consume/consume-records.js';
import { DecodeError, UnknownSchemaError } from '../../src/runtime/errors.js';
import { confluentFrame, confluentGuidHeader } from '../../src/runtime/simulate/frame-encode.js';
import { readConfluentFrame, readConfluentGuidFrame } from '../../src/runtime/kafka/framing.js';
import type { RawKafkaHeader, RawKafkaRecord } from '../../src/runtime/kafka/kafka-event.js';
import { readText } from '../../src/runtime/kafka/plain-read.js';
import { headerSchemaId, metadataSchemaId } from '../../src/runtime/kafka/record-schema-id.js';
import { BatchError, type RecordError } from '../../src/runtime/kafka/record-error.js';
import type { SchemaId } from '../../src/runtime/kafka/schema-id.js';
import type { PartBinding, TopicBinding } from '../../src/runtime/kafka/topic-binding.js';
import { text } from './plain-bindings.js';
import { base64, rawEvent, rawRecord } from './raw-event.js';

const GUID = '574f6a9a-9548-4dea-86a3-d82c0479a116';

/** Text whose writer's schema has to be one of `known`. */
function textOf(
  known: readonly string[],
  frame?: (reader: ByteReader) => string,
): (reader: ByteReader, id?: SchemaId) => string {
  return (reader, givenId) => {
    const id = givenId === undefined ? frame?.(reader) : String(givenId);
    if (id === undefined) return reader.fail('the record has no schema id', 'lambda framing');
    if (!known.includes(id)) throw new UnknownSchemaError(id, known);
    return `${id}: ${readText(reader, 'Order')}`;
  };
}

const framed: PartBinding<string> = { read: textOf(['7'], readConfluentFrame), frame: readConfluentFrame };

const topic: TopicBinding<string, string> = {
  topic: 'orders',
  key: text,
  value: framed,
  reportBatchItemFailures: false,
};

function value(id: number, ...payload: readonly number[]): string {
  return Buffer.from(confluentFrame(id, Uint8Array.from(payload))).toString('base64');
}

const good = value(7, 65);
const notUtf8 = value(7, 65, 0xff);
const unknownSchema = value(8, 65);

const event = rawEvent(
  rawRecord(0, 0, { value: good }),
  rawRecord(0, 1, { value: notUtf8 }),
  rawRecord(0, 2, { value: good }),
);

/** What was handled, and the errors of those that failed. */
async function run(
  binding: TopicBinding<string, string>,
  options: ConsumeOptions,
  ...records: readonly RawKafkaRecord[]
) {
  const handled: number[] = [];
  const outcome = consumeRecords(binding, ({ offset }) => handled.push(offset), options)(rawEvent(...records));
  const errors = await outcome.then(
    () => [],
    (error: unknown) => {
      if (error instanceof BatchError) return error.errors;
      throw error;
    },
  );
  return { handled, errors };
}

const records = event.records['orders-0'] ?? [];

describe('a record that cannot be decoded', () => {
  test('fails, saying where the fault is and in which schema', async () => {
    const { handled, errors } = await run(topic, {}, ...records);

    expect(handled).toEqual([0]);
    expect(errors).toMatchObject([
      {
        message: 'orders-0 offset 1: failed to decode the value (schema 7): a string is not UTF-8 (Order, byte 5)',
        stage: 'decode the value',
        schemaId: '7',
      },
    ]);
    expect(errors[0]?.cause).toEqual(new DecodeError('a string is not UTF-8', 5, 'Order'));
  });

  test('is dropped with onInvalid "skip"', async () => {
    expect(await run(topic, { onInvalid: 'skip' }, ...records)).toEqual({ handled: [0, 2], errors: [] });
  });

  test('goes to a function, with its raw form, and the next one follows when that is done', async () => {
    const parked: unknown[] = [];
    const onInvalid = async (error: RecordError, record: RawKafkaRecord) => {
      await Promise.resolve();
      parked.push([error.offset, record.value]);
    };

    expect(await run(topic, { onInvalid }, ...records)).toEqual({ handled: [0, 2], errors: [] });
    expect(parked).toEqual([[1, notUtf8]]);
  });

  test('fails when that function does, with the reason why', async () => {
    const onInvalid = () => Promise.reject(new Error('queue full'));

    const { handled, errors } = await run(topic, { onInvalid }, ...records);

    expect(handled).toEqual([0]);
    expect(errors).toMatchObject([
      { message: 'orders-0 offset 1: failed to handle the invalid record: queue full', cause: new Error('queue full') },
    ]);
  });

  test('fails as itself when that function throws the error it was given', async () => {
    const onInvalid = (error: RecordError) => {
      throw error;
    };

    const { errors } = await run(topic, { onInvalid }, ...records);

    expect(errors).toMatchObject([{ stage: 'decode the value', offset: 1, cause: { name: 'DecodeError' } }]);
  });

  test('is named in the answer with reportBatchItemFailures', async () => {
    const consume = consumeRecords(topic, () => undefined, { reportBatchItemFailures: true });

    expect(await consume(event)).toEqual({
      batchItemFailures: [
        { itemIdentifier: { partition: 'orders-0', offset: 1 } },
        { itemIdentifier: { partition: 'orders-0', offset: 2 } },
      ],
    });
  });

  test('may fail by its key', async () => {
    const { errors } = await run(topic, {}, rawRecord(0, 4, { key: '/w==', value: good }));

    expect(errors).toMatchObject([
      {
        message: 'orders-0 offset 4: failed to decode the key: a string is not UTF-8 (text, byte 0)',
        schemaId: undefined,
      },
    ]);
  });

  test('may fail by its base64', async () => {
    const { errors } = await run(topic, {}, rawRecord(0, 4, { value: '{"a":1}' }));

    expect(errors).toMatchObject([
      { stage: 'decode the value', schemaId: undefined, cause: { reason: 'the text is not base64' } },
    ]);
  });

  test('may fail by an empty value, which is no tombstone', async () => {
    const { errors } = await run(topic, {}, rawRecord(0, 4, { value: '' }));

    expect(errors).toMatchObject([
      {
        message:
          'orders-0 offset 4: failed to decode the value: expected 5 bytes, but only 0 left (confluent frame, byte 0)',
      },
    ]);
  });
});

describe('a record of an unknown schema', () => {
  const record = rawRecord(0, 0, { value: unknownSchema });

  test('fails with its schema id', async () => {
    const { errors } = await run(topic, {}, record);

    expect(errors).toMatchObject([
      { schemaId: '8', cause: { name: 'UnknownSchemaError', schemaId: '8', knownSchemaIds: ['7'] } },
    ]);
  });

  test('is not dropped by "skip": it is readable once its version is known', async () => {
    const { handled, errors } = await run(topic, { onInvalid: 'skip' }, record);

    expect(handled).toEqual([]);
    expect(errors).toMatchObject([{ schemaId: '8' }]);
  });

  test('goes to a function', async () => {
    const parked: unknown[] = [];

    const { errors } = await run(topic, { onInvalid: ({ schemaId }) => parked.push(schemaId) }, record);

    expect([errors, parked]).toEqual([[], ['8']]);
  });
});

describe('a schema id that comes beside the bytes', () => {
  const lambda: PartBinding<string> = { read: textOf(['7', GUID]), schemaIdOf: metadataSchemaId };
  const inHeader: PartBinding<string> = {
    read: textOf(['7', GUID], readConfluentGuidFrame),
    frame: readConfluentGuidFrame,
    schemaIdOf: headerSchemaId,
  };

  async function decoded(part: PartBinding<string>, overrides: Partial<RawKafkaRecord>): Promise<unknown> {
    const seen: unknown[] = [];
    const binding = { topic: 'orders', key: part, value: part, reportBatchItemFailures: false };
    const consume = consumeRecords<string, string>(binding, (record) => seen.push([record.key, record.value]));
    return consume(rawEvent(rawRecord(0, 0, overrides))).then(
      () => seen,
      (error: unknown) =>
        error instanceof BatchError ? error.errors.map(({ message, schemaId }) => [message, schemaId]) : error,
    );
  }

  function header(name: string, bytes: Uint8Array): RawKafkaHeader {
    return { [name]: [...Int8Array.from(bytes)] };
  }

  test('is taken from the metadata that Lambda adds, in lower case', async () => {
    const overrides: Partial<RawKafkaRecord> = {
      key: base64('k'),
      value: base64('v'),
      keySchemaMetadata: { dataFormat: 'AVRO', schemaId: '7' },
      valueSchemaMetadata: { dataFormat: 'avro', schemaId: GUID.toUpperCase() },
    };

    expect(await decoded(lambda, overrides)).toEqual([['7: k', `${GUID}: v`]]);
  });

  test('is taken from the metadata of an emulator, as a number', async () => {
    const overrides = { key: null, value: base64('v'), valueSchemaMetadata: { schemaId: 7 } };

    expect(await decoded(lambda, overrides)).toEqual([[null, '7: v']]);
  });

  test.each([[undefined], [null], [{ dataFormat: 'AVRO' }]])('is missed where the metadata is %j', async (metadata) => {
    const overrides = metadata === undefined ? {} : { valueSchemaMetadata: metadata };

    expect(await decoded(lambda, { ...overrides, key: null, value: base64('v') })).toEqual([
      [
        'orders-0 offset 0: failed to decode the value: the record has no schema id (lambda framing, byte 0)',
        undefined,
      ],
    ]);
  });

  test('is taken from the last header of its name, before an unframed payload', async () => {
    const overrides: Partial<RawKafkaRecord> = {
      key: base64('k'),
      value: base64('v'),
      headers: [
        header('__value_schema_id', confluentGuidHeader('00000000-0000-0000-0000-000000000001')),
        header('__value_schema_id', confluentGuidHeader(GUID)),
        header('__key_schema_id', Uint8Array.of(0, 0, 0, 0, 7)),
      ],
    };

    expect(await decoded(inHeader, overrides)).toEqual([['7: k', `${GUID}: v`]]);
  });

  test('is taken from the payload where there is no header', async () => {
    const payload = Buffer.concat([confluentGuidHeader(GUID), Buffer.from('v')]).toString('base64');

    expect(await decoded(inHeader, { key: null, value: payload })).toEqual([[null, `${GUID}: v`]]);
  });

  test('is named when the record that bears it fails', async () => {
    const overrides: Partial<RawKafkaRecord> = {
      key: null,
      value: '/w==',
      headers: [header('__value_schema_id', confluentGuidHeader(GUID))],
    };

    expect(await decoded(inHeader, overrides)).toEqual([
      [`orders-0 offset 0: failed to decode the value (schema ${GUID}): a string is not UTF-8 (Order, byte 0)`, GUID],
    ]);
  });

  test.each([
    ['too short', Uint8Array.of(1, 2, 3), 'expected 17 bytes, but only 3 left (header __value_schema_id, byte 0)'],
    [
      'too long',
      Uint8Array.of(...confluentGuidHeader(GUID), 0),
      '1 byte left after the value (header __value_schema_id, byte 17)',
    ],
    [
      'of another kind',
      Uint8Array.of(9, ...confluentGuidHeader(GUID)),
      'expected byte 0x01, found 0x09 (header __value_schema_id, byte 0)',
    ],
  ])('in a header that is %s fails the record', async (_, bytes, reason) => {
    const overrides = { key: null, value: base64('v'), headers: [header('__value_schema_id', bytes)] };

    expect(await decoded(inHeader, overrides)).toEqual([
      [`orders-0 offset 0: failed to decode the value: ${reason}`, undefined],
    ]);
  });
});

test('an error of the decoder that says nothing of the bytes fails the record, whatever onInvalid says', async () => {
  const broken: TopicBinding<string, string> = {
    ...topic,
    value: {
      read: () => {
        throw new TypeError('a bug');
      },
    },
  };

  const { errors } = await run(broken, { onInvalid: 'skip' }, rawRecord(0, 0));

  expect(errors).toMatchObject([{ message: 'orders-0 offset 0: failed to decode the value: a bug' }]);
});

test('no error holds any of the payload', async () => {
  const secret = 'card 4111 1111 1111 1111';
  const raw = rawRecord(0, 0, {
    value: Buffer.from(confluentFrame(7, Buffer.concat([Buffer.from(secret), Uint8Array.of(0xff)]))).toString('base64'),
  });

  const { errors } = await run(topic, {}, raw);

  const shown = JSON.stringify(errors.map((error) => [error, error.cause, error.message, error.stack]));
  expect(errors).toHaveLength(1);
  expect(shown).not.toContain('4111');
  expect(shown).not.toContain(raw.value);
});
