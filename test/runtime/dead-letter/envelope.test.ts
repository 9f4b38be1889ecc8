import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDeadLetter, writeDeadLetter } from '../../../src/runtime/dead-letter/envelope.js';
import { rawRecord } from '../raw-event.js';
import { deadLetter } from './letter.js';

test('a letter is JSON with all bytes in base64', () => {
  expect(JSON.parse(writeDeadLetter(deadLetter(12)))).toEqual({
    version: 1,
    key: '1#orders-fn#shop#orders#3#12#1700000000000',
    code: 'undecodable',
    reason: 'the value ends after 2 bytes (Order.id, byte 2)',
    stage: 'decode the value',
    schemaId: '7',
    attempts: 2,
    failedAt: '2027-01-15T08:00:00.123Z',
    cluster: 'shop',
    record: {
      topic: 'orders',
      partition: 3,
      offset: 12,
      timestamp: 1_700_000_000_000,
      timestampType: 'CREATE_TIME',
      key: 'a2V5',
      value: 'dmFsdWUgMy8xMg==',
      headers: [{ traceparent: 'MDD/' }],
    },
  });
});

test('a letter is read as it was written, in characters that SQS takes', () => {
  // Surrogates without their other half, and U+FFFE and U+FFFF, too.
  const text = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 20 });
  const bytes = fc.array(fc.integer({ min: -128, max: 127 }), { maxLength: 5 });
  const header = fc.dictionary(text, fc.option(bytes), {
    minKeys: 1,
    maxKeys: 1,
    noNullPrototype: true,
  });
  const base64 = fc.option(fc.base64String());
  fc.assert(
    fc.property(
      text,
      fc.option(fc.array(header, { maxLength: 3 })),
      base64,
      base64,
      fc.option(text, { nil: undefined }),
      (reason, headers, key, value, schemaId) => {
        const letter = deadLetter(1, {
          record: rawRecord(1, 1, { headers, key, value, valueSchemaMetadata: { dataFormat: 'AVRO', schemaId: '7' } }),
          reason,
          schemaId,
          cluster: schemaId,
        });
        const written = writeDeadLetter(letter);
        expect(readDeadLetter(written)).toEqual(letter);
        // SendMessage: #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF
        expect(written).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
      },
    ),
  );
});

test('headers that an emulator gave in base64 are read as the bytes that Lambda delivers', () => {
  const record = rawRecord(0, 1, { headers: [{ trace: 'MDD/' }, { empty: null }] });
  expect(readDeadLetter(writeDeadLetter(deadLetter(1, { record }))).record.headers).toEqual([
    { trace: [48, 48, -1] },
    { empty: null },
  ]);
});

describe('what is not a letter', () => {
  const envelope = JSON.parse(writeDeadLetter(deadLetter(1))) as Record<string, unknown>;
  const record = envelope['record'] as object;

  test.each<[string, unknown]>([
    ['null', null],
    ['an array', []],
    ['another version', { ...envelope, version: 2 }],
    ['an unknown code', { ...envelope, code: 'toString' }],
    ['an unknown stage', { ...envelope, stage: 'lost' }],
    ['no time', { ...envelope, failedAt: 'yesterday' }],
    ['no record', { ...envelope, record: null }],
    ['no topic', { ...envelope, record: { ...record, topic: undefined } }],
    ['an offset that is not an integer', { ...envelope, record: { ...record, offset: '1' } }],
    ['a value that is not text', { ...envelope, record: { ...record, value: [1] } }],
    ['headers that are not in base64', { ...envelope, record: { ...record, headers: [{ trace: [1] }] } }],
  ])('%s is refused', (_, value) => {
    expect(() => readDeadLetter(JSON.stringify(value))).toThrow('this is not a dead letter of format 1');
  });

  test('text that is not JSON is refused', () => {
    expect(() => readDeadLetter('{')).toThrow('it is not JSON');
  });
});
