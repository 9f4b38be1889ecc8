import { describe, expect, it } from 'vitest';

import { MAX_EMPTY_VALUES } from '../../src/runtime/avro/limits.js';
import { MAX_DEPTH } from '../../src/runtime/byte-reader.js';
import { glueFrame } from '../../src/runtime/simulate/frame-encode.js';
import { MAX_INFLATED_BYTES } from '../../src/runtime/kafka/framing.js';
import { varint } from '../arbitrary/mutation.js';
import { decoded, difference, type Decoded } from '../oracle/decoded.js';
import { generatedDecoder, interpretedDecoder, plannedTopic } from '../oracle/generated-decoder.js';
import { array, ATTACKS, bytesOf, gaining, list, map, skipped, wide } from './attacks.js';

/** What the generated decoder, from bytes and base64, and the interpreter alike make of a message. */
async function outcomeFor({
  writer,
  reader = writer,
  bytes,
}: {
  writer: unknown;
  reader?: unknown;
  bytes: Uint8Array;
}): Promise<Decoded> {
  const topic = plannedTopic({
    versions: [
      { id: '1', schema: writer },
      { id: '2', schema: reader },
    ],
  });
  const { decode, decodeBase64 } = await generatedDecoder(topic);
  const outcome = decoded((all) => decode(all, '1'), bytes);
  expect(
    difference(
      outcome,
      decoded((all) => decodeBase64(all, '1'), bytes),
    ),
  ).toBe(undefined);
  expect(difference(outcome, decoded(interpretedDecoder(topic, topic.part.versions[0]), bytes))).toBe(undefined);
  return outcome;
}

describe('an attack is refused in exact words, by generated code and the interpreter:', () => {
  for (const { what, expected, ...message } of ATTACKS) {
    it(what, async () => {
      expect(await outcomeFor(message)).toEqual(expected);
    });
  }
});

describe('what only looks like an attack is read:', () => {
  const values: readonly {
    readonly what: string;
    readonly writer: unknown;
    readonly reader?: unknown;
    readonly bytes: Uint8Array;
    readonly value: unknown;
  }[] = [
    {
      what: 'as many nulls as there may be',
      writer: array('null'),
      bytes: bytesOf(BigInt(MAX_EMPTY_VALUES), '00'),
      value: Array.from({ length: MAX_EMPTY_VALUES }, () => null),
    },
    {
      what: 'as many records of 200 nulls as there may be values',
      writer: array(wide(200)),
      bytes: bytesOf(497n, '00'),
      value: Array.from({ length: 497 }, () => nulls(200)),
    },
    {
      what: 'as many defaults as there may be',
      ...gaining({ name: 'notes', type: array('string'), default: ['x', 'y', 'z'] }),
      bytes: bytesOf(25_000n, new Uint8Array(25_000), '00'),
      value: Array.from({ length: 25_000 }, () => ({ sku: 0, notes: ['x', 'y', 'z'] })),
    },
    {
      what: 'any number of skipped records of nulls',
      ...skipped(array(wide(200))),
      bytes: bytesOf(2n ** 53n - 1n, '00'),
      value: {},
    },
    { what: 'any number of skipped nulls', ...skipped(array('null')), bytes: bytesOf(2n ** 53n - 1n, '00'), value: {} },
    {
      what: 'a skipped block whose size takes it whole, whatever it holds',
      ...skipped(array('int')),
      bytes: bytesOf(-5n, 3n, 'ffffff', '00'),
      value: {},
    },
    {
      what: 'numbers with bytes that add nothing',
      writer: array('long'),
      bytes: bytesOf('8600', '8200', '828000', '838080808000', '8000'),
      value: [1n, 1n, -2n],
    },
    {
      what: 'a list as deep as it may be',
      writer: list,
      bytes: bytesOf(...Array.from({ length: MAX_DEPTH - 1 }, () => '02'), '00'),
      value: nested(MAX_DEPTH),
    },
    {
      what: 'a key that would be a prototype',
      writer: map('int'),
      bytes: bytesOf('02', '12', Buffer.from('__proto__'), '06', '00'),
      value: JSON.parse('{"__proto__":3}'),
    },
    {
      what: 'a byte order mark, and the character that stands for bad bytes',
      writer: 'string',
      bytes: bytesOf('0c', 'efbbbfefbfbd'),
      value: '\uFEFF\uFFFD',
    },
  ];
  for (const { what, value, ...message } of values) {
    it(what, async () => {
      const outcome = await outcomeFor(message);
      expect('value' in outcome ? difference(outcome.value, value) : outcome).toBe(undefined);
    });
  }

  it('so many lists, one behind the other, that their depths together would be too much', async () => {
    const deepest = bytesOf(...Array.from({ length: MAX_DEPTH - 1 }, () => '02'), '00');
    const outcome = await outcomeFor({ writer: array(list), bytes: bytesOf(2n, deepest, deepest, '00') });
    expect('value' in outcome ? difference(outcome.value, [nested(MAX_DEPTH), nested(MAX_DEPTH)]) : outcome).toBe(
      undefined,
    );
  });
});

describe('a compressed Glue payload', () => {
  const UUID = 'b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63';

  async function decodeFramed(frame: Uint8Array): Promise<Decoded> {
    const topic = plannedTopic({ versions: [{ id: UUID, schema: 'bytes' }], framing: 'glue' });
    const { decode, decodeBase64 } = await generatedDecoder(topic);
    const outcome = decoded(decode, frame);
    expect(difference(outcome, decoded(decodeBase64, frame))).toBe(undefined);
    return outcome;
  }

  it('that would inflate beyond the bound is refused before it does', async () => {
    const bomb = glueFrame(UUID, Buffer.alloc(MAX_INFLATED_BYTES + 1), { compress: true });
    expect(bomb.length).toBeLessThan(20_000);
    expect(await decodeFramed(bomb)).toEqual({
      reason: `more than ${MAX_INFLATED_BYTES} bytes when inflated`,
      byteOffset: 18,
      at: 'glue frame',
    });
  });

  it('of just as many bytes is read', async () => {
    const length = varint(BigInt(MAX_INFLATED_BYTES - 4));
    const payload = Buffer.concat([length, Buffer.alloc(MAX_INFLATED_BYTES - length.length)]);
    const outcome = await decodeFramed(glueFrame(UUID, payload, { compress: true }));
    // Vitest's own comparison takes gigabytes for this.
    expect(
      'value' in outcome ? difference(outcome.value, new Uint8Array(MAX_INFLATED_BYTES - length.length)) : outcome,
    ).toBe(undefined);
  });

  it('that lies about a length inside is refused at its place in what was inflated', async () => {
    expect(await decodeFramed(glueFrame(UUID, bytesOf(2n ** 30n), { compress: true }))).toEqual({
      reason: 'expected 1073741824 bytes, but only 0 left',
      byteOffset: 5,
      at: 'value',
    });
  });

  it('that is cut off, corrupt or followed by more is refused', async () => {
    const whole = glueFrame(UUID, bytesOf(3n, '010203'), { compress: true });
    expect(await decodeFramed(whole)).toEqual({ value: Uint8Array.of(1, 2, 3) });
    const corrupt = { reason: 'corrupt zlib data', byteOffset: 18, at: 'glue frame' };
    expect(await decodeFramed(whole.subarray(0, -1))).toEqual(corrupt);
    expect(await decodeFramed(whole.map((byte, index) => (index === 20 ? byte ^ 0xff : byte)))).toEqual(corrupt);
    expect(await decodeFramed(bytesOf(whole, '00'))).toEqual({
      reason: '1 byte left after the zlib data',
      byteOffset: whole.length,
      at: 'glue frame',
    });
  });
});

/** A record of so many nulls. */
function nulls(fields: number): object {
  return Object.fromEntries(Array.from({ length: fields }, (_, index) => [`f${index}`, null]));
}

/** A list of so many nodes. */
function nested(depth: number): unknown {
  let node: unknown = null;
  for (let level = 0; level < depth; level++) node = { next: node };
  return node;
}
