import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';

import { isJsonObject } from '../../src/json-schema/schema/json-pointer.js';
import { ajvOracle } from '../json-schema/ajv-oracle.js';
import { corpusSchemas, documentsFor } from '../json-schema/corpus-schemas.js';
import { mutated, randomNumbers } from '../json-schema/near-valid.js';
import { measuredDecoding } from '../oracle/measured-decoding.js';
import { cases } from '../support/day-share.js';
import { completeSchemas, jsonCorpus, topicOf } from './json-corpus.js';
import { loadTopics, type LoadedTopic } from './load-topics.js';
import { generateProject } from './temp-project.js';

/** Of the corpus, every sixth schema: some of each source. */
const files = completeSchemas.filter((_, index) => index % 6 === 0);

const BYTE_MUTANTS = cases({ full: 1_000, usual: 100 });
/** As of the hostile inputs in json-bounds.test.ts. */
const MOST_STEPS = 10_000_000;
const MOST_GROWTH = 64 * 1024 * 1024;

const VALUE_MUTANTS = cases({ full: 400, usual: 60 });

interface Attacked {
  readonly topic: LoadedTopic;
  readonly payload: Buffer;
  readonly accepts: (value: unknown) => boolean;
}

let attacked: readonly Attacked[];
let project: string;

beforeAll(async () => {
  const { root } = await generateProject(jsonCorpus({ defaults: { formats: 'annotate' } }, files));
  project = root;
  const topics = await loadTopics(root);
  attacked = files.flatMap((file): Attacked[] => {
    const topic = topics[topicOf(file)];
    const part = topic?.plan.topic.value;
    const accepts = part?.kind === 'json' ? oracleOf(file, part.reader.schema.draft) : undefined;
    const [[record] = []] = Object.values(topic?.fixture?.event().records ?? {});
    if (topic === undefined || accepts === undefined || record?.value === undefined) return [];
    return [{ topic, accepts, payload: Buffer.from(record.value, 'base64') }];
  });
}, 120_000);

/** What ajv says, formats aside: it knows other ones than the drafts do. */
function oracleOf(file: string, draft: Parameters<typeof ajvOracle>[0]['draft']): Attacked['accepts'] | undefined {
  const others = [...corpusSchemas.values()].filter(({ file: other }) => folderOf(other) === folderOf(file));
  const documents = [...others, ...documentsFor(file).all()];
  const uri = (name: string) => `https://corpus.test/${name}`;
  const json = withoutFormats(corpusSchemas.get(file)?.json);
  return ajvOracle(
    { uri: uri(file), json, draft },
    new Map(documents.map((document) => [uri(document.file), withoutFormats(document.json)])),
  );
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'));
}

/** No property of the corpus is called so. */
function withoutFormats(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withoutFormats);
  if (!isJsonObject(json)) return json;
  const kept = Object.entries(json).filter(([key, value]) => key !== 'format' || typeof value !== 'string');
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutFormats(value)]));
}

/** The verdict and the value that there should be; undefined for a refusal. */
function wanted(bytes: Uint8Array, accepts: Attacked['accepts']): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return accepts(value) ? { value } : undefined;
  } catch {
    return undefined;
  }
}

interface Slow {
  readonly topic: LoadedTopic;
  readonly bytes: Buffer;
  readonly milliseconds: number;
}

/** The payloads that took longest. */
let slowest: readonly Slow[] = [];

/** What is wrong with how a payload is decoded; undefined if nothing is. */
function wrong(one: Attacked, bytes: Buffer): string | undefined {
  const start = performance.now();
  const found = verdictOn(one, bytes);
  const slow: Slow = { topic: one.topic, bytes, milliseconds: performance.now() - start };
  if (slow.milliseconds > (slowest[2]?.milliseconds ?? 0))
    slowest = [...slowest, slow].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 3);
  return found;
}

function verdictOn({ topic, accepts }: Attacked, bytes: Buffer): string | undefined {
  const right = wanted(bytes, accepts);
  const what = `${topic.plan.topic.topic}: ${bytes.toString('base64')}`;
  try {
    const value = topic.decodeValue(bytes);
    if (right === undefined) return hasInfinite(value) ? undefined : `accepted ${what}`;
    return isDeepStrictEqual(value, right.value) ? undefined : `another value of ${what}`;
  } catch (error) {
    if (!isDecodeError(error)) return `${String(error)} for ${what}`;
    if (error.byteOffset < 0 || error.byteOffset > bytes.length) return `byte ${error.byteOffset} of ${what}`;
    return right === undefined || hasInfinite(right.value) ? undefined : `refused (${error.message}) ${what}`;
  }
}

/** Whether a number is past all bounds, as in `1e999`: some of ajv's drafts take it for an integer, others for no number. */
function hasInfinite(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === Infinity || value === -Infinity;
  return Object.values(value).some(hasInfinite);
}

function isDecodeError(error: unknown): error is Error & { readonly byteOffset: number; readonly reason: string } {
  return error instanceof Error && error.name === 'DecodeError' && 'byteOffset' in error;
}

const INTERESTING = [
  0x00, 0x20, 0x22, 0x2c, 0x2d, 0x2e, 0x30, 0x39, 0x3a, 0x5b, 0x5c, 0x5d, 0x65, 0x75, 0x7b, 0x7d, 0x80, 0xc0, 0xed,
  0xef, 0xff,
];

/** The payload with a few bytes changed, left out, doubled or moved. */
function mutant(payload: Buffer, random: () => number): Buffer {
  let bytes = Buffer.from(payload);
  const at = () => Math.floor(random() * (bytes.length + 1));
  for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
    const [start, end] = [at(), at()].sort((a, b) => a - b) as [number, number];
    const piece = bytes.subarray(start, Math.min(end, start + 40));
    switch (Math.floor(random() * 5)) {
      case 0:
        if (start < bytes.length) bytes[start] = INTERESTING[Math.floor(random() * INTERESTING.length)] ?? 0;
        break;
      case 1:
        if (start < bytes.length) bytes[start] = (bytes[start] ?? 0) ^ (1 << Math.floor(random() * 8));
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + piece.length)]);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, start), piece, bytes.subarray(start)]);
        break;
      default:
        bytes = Buffer.concat([
          bytes.subarray(0, start),
          Buffer.of(0x30 + Math.floor(random() * 10)),
          bytes.subarray(start),
        ]);
    }
  }
  return bytes;
}

/** Every length that is less; of a long payload, a thousand of them. */
function cuts(length: number): readonly number[] {
  const step = Math.max(1, length / 1_000);
  return Array.from({ length: Math.ceil(length / step) }, (_, index) => Math.floor(index * step));
}

describe('payloads of the corpus', () => {
  test('cut off anywhere are refused, or what is left is a value', () => {
    const faults = attacked.flatMap((one) =>
      cuts(one.payload.length).map((length) => wrong(one, one.payload.subarray(0, length))),
    );
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
    expect(faults.length).toBeGreaterThan(10_000);
    expect(attacked.length).toBeGreaterThan(20);
  });

  test('with bytes changed at random are refused, or what ajv accepts', () => {
    const random = randomNumbers(20_261_123);
    const faults = attacked.flatMap((one) =>
      Array.from({ length: BYTE_MUTANTS }, () => wrong(one, mutant(one.payload, random))),
    );
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
    expect(faults.length).toBeGreaterThan(24 * BYTE_MUTANTS);
  });

  test('with values changed at random are refused, or what ajv accepts', () => {
    const random = randomNumbers(7);
    let accepted = 0;
    const faults = attacked.flatMap((one) =>
      Array.from({ length: VALUE_MUTANTS }, () => {
        const value = mutated(JSON.parse(one.payload.toString()), random);
        const bytes = Buffer.from(JSON.stringify(value));
        if (wanted(bytes, one.accepts) !== undefined) accepted++;
        return wrong(one, bytes);
      }),
    );
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
    // Neither verdict is rare.
    expect(accepted).toBeGreaterThan(faults.length / 7);
    expect(accepted).toBeLessThan((faults.length * 19) / 20);
  });

  test('that took longest, take a bounded number of steps and amount of memory in processes of their own', () => {
    expect(slowest).toHaveLength(3);
    for (const { topic, bytes } of slowest) {
      const folder = join(project, 'src/consumers', topic.plan.topic.names.folder);
      const text = readFileSync(join(folder, 'decoder.ts'), 'utf8');
      const { steps, grown } = measuredDecoding({ text, folder }, bytes);
      expect(steps).toBeLessThan(MOST_STEPS);
      expect(grown).toBeLessThan(MOST_GROWTH);
    }
  });
});

describe('payloads made to harm', () => {
  let topics: Readonly<Record<string, LoadedTopic>>;

  beforeAll(async () => {
    const { root } = await generateProject({
      config: {
        defaults: { dateTime: 'Date', int64: 'bigint' },
        topics: {
          any: { value: 'any.json' },
          tree: { value: 'tree.json' },
          converted: { value: 'converted.json' },
          list: { value: 'list.json' },
          patterns: { value: 'patterns.json' },
          numbers: { value: 'numbers.json' },
        },
      },
      schemas: {
        'any.json': {},
        'tree.json': {
          type: 'object',
          properties: {
            child: { $ref: '#' },
            list: { type: 'array', items: { anyOf: [{ $ref: '#' }, { type: 'null' }] } },
          },
        },
        'converted.json': {
          type: 'object',
          properties: {
            at: { type: 'string', format: 'date-time' },
            child: { $ref: '#' },
            id: { type: 'integer', format: 'int64' },
          },
        },
        'list.json': { type: 'array', uniqueItems: true, items: { type: ['integer', 'object', 'array', 'string'] } },
        'patterns.json': {
          type: 'object',
          properties: {
            a: { type: 'string', pattern: '^(a+)+$' },
            b: { type: 'string', pattern: '^(a|aa)*$' },
            c: { type: 'string', pattern: '^(\\w+\\s?)*$' },
            d: { type: 'string', pattern: '(x+x+)+y' },
            e: {
              type: 'string',
              pattern:
                '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$',
            },
          },
          patternProperties: { '^(b+)+$': { type: 'string' } },
        },
        'numbers.json': { type: 'array', items: { type: 'number', multipleOf: 0.01 } },
      },
    });
    topics = await loadTopics(root);
  }, 120_000);

  /** The value, or the reason and byte of the refusal. */
  function outcome(name: string, payload: string | Uint8Array): unknown {
    try {
      return topics[name]?.decodeValue(typeof payload === 'string' ? Buffer.from(payload) : payload);
    } catch (error) {
      if (!isDecodeError(error)) throw error;
      return `${error.reason} @${error.byteOffset}`;
    }
  }

  test.each(['any', 'tree', 'converted'])('nest deeper than the stack, and are refused: %s', (name) => {
    const depths = [100, 499, 501, 5_000, 1_000_000];
    const lists = depths.map((depth) =>
      outcome(name === 'any' ? name : 'list', `${'['.repeat(depth)}${']'.repeat(depth)}`),
    );
    expect(lists.map((one) => (typeof one === 'string' ? one : 'accepted'))).toEqual([
      'accepted',
      'accepted',
      ...[501, 501, 501].map(() => 'nested more than 500 deep @500'),
    ]);
    const objects = depths.map((depth) => outcome(name, `${'{"child":'.repeat(depth)}{}${'}'.repeat(depth)}`));
    expect(objects.map((one) => (typeof one === 'string' ? one.replace(/@\d+/, '') : 'accepted'))).toEqual([
      'accepted',
      'accepted',
      ...[501, 501, 501].map(() => 'nested more than 500 deep '),
    ]);
    expect(outcome(name, '['.repeat(1_000_000))).toMatch(/^nested more than 500 deep @500$/);
    expect(outcome(name, '{"child":'.repeat(1_000_000))).toMatch(/^nested more than 500 deep @4500$/);
  });

  test('hold a hundred thousand items, alike or not, and take no longer than they should', () => {
    const numbers = `[${Array.from({ length: 100_000 }, (_, index) => index).join()}]`;
    const objects = `[${Array.from({ length: 100_000 }, (_, index) => `{"a":${index}}`).join()}]`;
    expect(outcome('list', numbers)).toHaveLength(100_000);
    expect(outcome('list', objects)).toHaveLength(100_000);
    expect(outcome('list', objects.replace(/.$/, ',{"a":5}]'))).toMatch(/^must not hold the same item twice|items/);
    expect(outcome('any', `{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`).join()}}`)).toBeTypeOf(
      'object',
    );
  });

  test.each([
    ['a', `${'a'.repeat(100_000)}!`],
    ['b', `${'a'.repeat(100_000)}!`],
    ['c', `${'a'.repeat(100_000)}!`],
    ['d', 'x'.repeat(100_000)],
    ['e', 'a'.repeat(100_000)],
  ])('against the slow pattern of %s are refused at once', (name, text) => {
    for (const length of [10, 25, 40, 100, 1_000, text.length]) {
      const start = performance.now();
      expect(outcome('patterns', JSON.stringify({ [name]: text.slice(-length) }))).toMatch(
        /^must (?:match|have at most) /,
      );
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });

  test('have names against a slow pattern, and are read at once', () => {
    const start = performance.now();
    for (const length of [25, 40, 1_000, 100_000])
      outcome('patterns', JSON.stringify({ [`${'b'.repeat(length)}!`]: 1 }));
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test.each([
    ['', 'expected JSON, found 0 bytes @0'],
    [' ', 'the text ends too early @1'],
    ['\uFEFF', 'expected JSON, found 0 bytes @3'],
    ['\uFEFF1', 1],
    ['\uFEFF\uFEFF1', 'expected a value @3'],
    ['1 2', '1 byte left after the value @2'],
    ['{} ', {}],
    ['{}x', '1 byte left after the value @2'],
    ['{}\u0000', '1 byte left after the value @2'],
    ['nul', 'the text ends too early @3'],
    ['NaN', 'expected a value @0'],
    ['-Infinity', 'expected a digit @1'],
    ['01', '1 byte left after the value @1'],
    ['{"a":1,"a":2}', { a: 2 }],
    ['{"a":1,}', 'expected a property name @7'],
    ["{'a':1}", 'expected a property name @1'],
    ['"\\ud800"', '\uD800'],
    ['"\t"', 'a string contains a control character @1'],
    ['[1e999,-1e999]', [Infinity, -Infinity]],
    ['1e-999', 0],
    ['12345678901234567890123456789', 12345678901234567890123456789],
    ['-0', -0],
  ])('odd in form, %j, are read as JSON.parse reads them or refused', (text, expected) => {
    expect(outcome('any', text)).toEqual(expected);
  });

  test.each([
    [[0x22, 0xff, 0x22], 1],
    [[0x22, 0xc0, 0x80, 0x22], 1],
    [[0x22, 0xed, 0xa0, 0x80, 0x22], 1],
    [[0x22, 0xf4, 0x90, 0x80, 0x80, 0x22], 1],
    [[0x22, 0x61, 0xe2, 0x82, 0x22], 2],
    [[0xff, 0xfe, 0x31, 0x00], 0],
  ])('that are not UTF-8, %j, are refused', (bytes, at) => {
    expect(outcome('any', Uint8Array.from(bytes))).toBe(`the text is not UTF-8 @${at}`);
  });

  test('hold numbers past all bounds, and are refused where a number is asked for', () => {
    expect(outcome('numbers', '[1e999]')).toBe('must be a number @1');
    expect(outcome('numbers', `[${'9'.repeat(100_000)}]`)).toBe('must be a number @1');
    expect(outcome('numbers', '[1e308, 5e-324, 0.07, 4.35, 123456789.12]')).toBe('must be a multiple of 0.01 @8');
    expect(outcome('converted', '{"id":9223372036854775807}')).toEqual({ id: 9223372036854775807n });
    expect(outcome('converted', '{"id":9223372036854775808}')).toMatch(/ @6$/);
    expect(outcome('converted', '{"id":1e18}')).toEqual({ id: 1000000000000000000n });
    expect(outcome('converted', '{"id":1.0}')).toEqual({ id: 1n });
    expect(outcome('converted', '{"at":"2016-12-31T23:59:60Z"}')).toMatch(/ @6$|at/);
  });
});
