import { expect, test } from 'vitest';
import type { RawKafkaHeader } from '../../src/runtime/kafka/kafka-event.js';
import { KafkaHeaders } from '../../src/runtime/kafka/kafka-headers.js';

/** Headers as they come: parsed from JSON, so that `__proto__` is a name like any other. */
function headers(json: string): KafkaHeaders {
  // The tests write nothing but headers.
  return new KafkaHeaders(JSON.parse(json) as RawKafkaHeader[] | null);
}

test('signed bytes are read modulo 256', () => {
  const found = headers('[{"h":[118,-36,0,127,-128]},{"name":[90,111,-61,-85]}]');

  expect(found.get('h')).toEqual(Uint8Array.of(118, 220, 0, 127, 128));
  expect(found.text('name')).toBe('Zoë');
});

test('a name that comes twice keeps both values, and the last one counts', () => {
  const found = headers('[{"a":[49]},{"b":[50]},{"a":[51]}]');

  expect(found.text('a')).toBe('3');
  expect(found.getAll('a')).toEqual([Uint8Array.of(49), Uint8Array.of(51)]);
  expect([...found]).toEqual([
    ['a', Uint8Array.of(49)],
    ['b', Uint8Array.of(50)],
    ['a', Uint8Array.of(51)],
  ]);
});

test('a header whose value is null is as good as absent', () => {
  const found = headers('[{"a":[49]},{"a":null},{"b":null}]');

  expect(found.get('a')).toBeUndefined();
  expect(found.getAll('a')).toEqual([Uint8Array.of(49)]);
  expect(found.text('b')).toBeUndefined();
  expect([...found]).toEqual([['a', Uint8Array.of(49)]]);
});

test('an empty value is a value', () => {
  expect(headers('[{"a":[]}]').text('a')).toBe('');
});

test('headers that emulators give in base64 are read', () => {
  expect(headers('[{"trace":"YWJj"}]').text('trace')).toBe('abc');
});

test('names of members of Object are names like any other', () => {
  const found = headers('[{"__proto__":[49]},{"toString":[50]}]');

  expect(found.text('__proto__')).toBe('1');
  expect(found.text('toString')).toBe('2');
  expect(found.text('constructor')).toBeUndefined();
  expect(headers('[{"a":[49]}]').get('__proto__')).toBeUndefined();
});

test.each(['[]', 'null'])('%s is no headers', (json) => {
  expect([...headers(json)]).toEqual([]);
  expect(headers(json).get('a')).toBeUndefined();
});

test('nothing is decoded until it is asked for', () => {
  const hostile: RawKafkaHeader = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('decoded');
      },
    },
  );

  const found = new KafkaHeaders([{ a: [49] }, hostile]);

  expect(() => [...found]).toThrow('decoded');
});
