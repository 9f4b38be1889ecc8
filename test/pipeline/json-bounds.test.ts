import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { measuredDecoding, type DecoderModule } from '../oracle/measured-decoding.js';
import { dayShare } from '../support/day-share.js';
import { generateProject } from './temp-project.js';

const SIZE = 64 * 1024;
/** 200 ms, at 20 ns for a step: most are comparisons. */
const MOST_STEPS = 10_000_000;
/** Of what V8 does not count too: five times as much, for a busy machine. */
const MOST_MILLISECONDS = 1_000;
const MOST_GROWTH = 64 * 1024 * 1024;

interface Hostile {
  readonly schema: object;
  readonly settings?: object;
  readonly text: string;
}

/** As many items as there is room for. */
function filled(open: string, item: (index: number) => string, close: string): string {
  const items: string[] = [];
  for (let size = open.length + close.length; ;) {
    const next = item(items.length);
    size += next.length + 1;
    if (size > SIZE) return `${open}${items.join(',')}${close}`;
    items.push(next);
  }
}

const list = (item: (index: number) => string): string => filled('[', item, ']');
const object = (member: (index: number) => string): string => filled('{', member, '}');
const quoted = (text: string): string => `"${text.slice(0, SIZE - 2)}"`;
const nested = (depth: number, inner: string): string => '['.repeat(depth) + inner + ']'.repeat(depth);
const nestedObjects = (depth: number, inner: string): string => '{"a":'.repeat(depth) + inner + '}'.repeat(depth);
const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';
const names = Array.from({ length: 20 }, (_, index) => String.fromCharCode(97 + index));

const HOSTILE: Readonly<Record<string, Hostile>> = {
  'open brackets': { schema: { type: 'array' }, text: '['.repeat(SIZE) },
  'open objects': { schema: { type: 'object' }, text: '{"a":'.repeat(SIZE / 5) },
  'many keys': {
    schema: { type: 'object', properties: { a: { type: 'string' } } },
    text: object((index) => `"${index}":1`),
  },
  'many keys of patterns': {
    schema: {
      type: 'object',
      patternProperties: Object.fromEntries(names.map((name) => [`${name}$`, { type: 'integer' }])),
    },
    text: object((index) => `"${index.toString(36)}":1`),
  },
  'many names': {
    schema: { type: 'object', propertyNames: { pattern: '^[a-z0-9]+$', maxLength: 9 } },
    text: object((index) => `"${index.toString(36)}":1`),
  },
  'one key, again and again': {
    schema: { type: 'object', additionalProperties: { type: 'integer' } },
    text: object(() => '"a":1'),
  },
  'keys that are not declared': {
    schema: { type: 'object', unevaluatedProperties: false, anyOf: [{ patternProperties: { '^.': true } }] },
    text: object((index) => `"${index}":1`),
  },
  'unique numbers': { schema: { type: 'array', uniqueItems: true }, text: list(String) },
  'unique texts': { schema: { type: 'array', uniqueItems: true }, text: list((index) => `"${index}"`) },
  'unique objects': { schema: { type: 'array', uniqueItems: true }, text: list((index) => `{"a":${index}}`) },
  'unique lists': { schema: { type: 'array', uniqueItems: true }, text: list((index) => `[[${index}]]`) },
  'unique objects of many keys': {
    schema: { type: 'array', uniqueItems: true },
    text: list((index) => `{"a":1,"b":1,"c":1,"d":${index}}`),
  },
  'digits without an end': {
    schema: { type: 'integer', format: 'int64' },
    settings: { int64: 'bigint' },
    text: '9'.repeat(SIZE),
  },
  'digits in a text': {
    schema: { type: 'string', format: 'int64', pattern: '^\\d+$' },
    settings: { int64: 'bigint' },
    text: quoted('9'.repeat(SIZE)),
  },
  'many large numbers': {
    schema: { type: 'array', items: { type: 'integer', format: 'int64' } },
    settings: { int64: 'bigint' },
    text: list(() => '9007199254740993'),
  },
  'multiples of a small step': { schema: { type: 'array', items: { multipleOf: 1e-7 } }, text: list(() => '1e300') },
  'multiples of a fraction': { schema: { type: 'array', items: { multipleOf: 0.01 } }, text: list(() => '1.23') },
  'alternatives of items': {
    schema: { type: 'array', items: { anyOf: names.map((name) => ({ type: 'object', required: [name] })) } },
    text: list(() => '{"t":1}'),
  },
  'alternatives of items, exactly one': {
    schema: { type: 'array', items: { oneOf: names.map((name) => ({ type: 'object', required: [name] })) } },
    text: list(() => '{"t":1}'),
  },
  'alternatives in alternatives': {
    schema: {
      anyOf: [
        { type: 'array', items: { $ref: '#' }, minItems: 1 },
        { type: 'array', items: { $ref: '#' }, maxItems: 9 },
      ],
    },
    text: nested(200, '1'),
  },
  'exactly one in exactly one': {
    schema: {
      oneOf: [
        { type: 'array', items: { $ref: '#' } },
        { type: 'array', items: { $ref: '#' }, minItems: 2 },
        { type: 'integer' },
      ],
    },
    text: nested(200, '1'),
  },
  'properties in alternatives': {
    schema: {
      anyOf: [
        { properties: { a: { $ref: '#' } }, required: ['a'] },
        { properties: { a: { $ref: '#' } }, required: ['b'] },
      ],
    },
    text: nestedObjects(200, '1'),
  },
  'conditions in conditions': {
    schema: {
      if: { properties: { a: { $ref: '#' } } },
      then: { properties: { a: { $ref: '#' } } },
      else: { properties: { a: { $ref: '#' } } },
    },
    text: nestedObjects(200, '1'),
  },
  'not in not': {
    schema: { not: { not: { properties: { a: { $ref: '#' } }, type: 'object' } }, properties: { a: { $ref: '#' } } },
    text: nestedObjects(200, '1'),
  },
  'unevaluated in unevaluated': {
    schema: {
      anyOf: [{ properties: { a: { $ref: '#' } } }, { properties: { b: { $ref: '#' } } }],
      unevaluatedProperties: false,
    },
    text: nestedObjects(200, '{}'),
  },
  'contains in contains': {
    schema: {
      type: 'array',
      contains: { anyOf: [{ $ref: '#' }, { const: 1 }] },
      items: { anyOf: [{ $ref: '#' }, { const: 1 }] },
    },
    text: nested(200, '1'),
  },
  'dependent schemas': {
    schema: { dependentSchemas: { a: { properties: { a: { $ref: '#' } } } } },
    text: nestedObjects(200, '1'),
  },
  'all faults': {
    schema: { type: 'array', items: { type: 'object', required: ['a', 'b', 'c'] } },
    settings: { errors: 'all' },
    text: list(() => '{}'),
  },
  'all faults of alternatives': {
    schema: { type: 'array', items: { anyOf: names.map((name) => ({ type: 'object', required: [name] })) } },
    settings: { errors: 'all' },
    text: list(() => '{}'),
  },
  'a large constant': {
    schema: { enum: [Array.from({ length: 2_000 }, (_, index) => index % 10)] },
    text: list((index) => String(index % 10)),
  },
  dates: {
    schema: { type: 'array', items: { type: 'string', format: 'date-time' } },
    settings: { dateTime: 'Date' },
    text: list(() => '"2024-05-01T12:30:00Z"'),
  },
  'a pattern of nested repeats': {
    schema: { type: 'string', pattern: '^(a+)+$' },
    text: quoted(`${'a'.repeat(SIZE - 3)}!`),
  },
  'a pattern of optional characters': {
    schema: { type: 'string', pattern: `^${'a?'.repeat(28)}${'a'.repeat(28)}$` },
    text: quoted('a'.repeat(SIZE)),
  },
  'a pattern of commas': {
    schema: { type: 'string', pattern: '^(.*),(.*),(.*),(.*)$' },
    text: quoted(','.repeat(SIZE)),
  },
  'a pattern with a reference': { schema: { type: 'string', pattern: '^(a*)*\\1$' }, text: quoted('a'.repeat(SIZE)) },
  escapes: { schema: { type: 'string', maxLength: 9 }, text: quoted('\\u00e9'.repeat(SIZE / 6 - 1)) },
  ...Object.fromEntries(
    [
      ['date-time', '2'],
      ['duration', 'P1'],
      ['email', 'a.'],
      ['idn-email', 'é.'],
      ['hostname', 'a.'],
      ['idn-hostname', 'é.'],
      ['ipv4', '1.'],
      ['ipv6', '1:'],
      ['uri', 'a:'],
      ['uri-reference', 'a/'],
      ['iri', 'é/'],
      ['uri-template', '{a}'],
      ['json-pointer', '/a'],
      ['relative-json-pointer', '1'],
      ['regex', '(a|'],
      ['regex', '(a)'],
      ['byte', 'aaaa'],
    ].map(([format = '', unit = '']) => [
      `the format ${format}, ${unit}`,
      {
        schema: { $schema: DRAFT_7, type: 'string', format },
        settings: { formats: 'assert' },
        text: quoted(unit.repeat(SIZE / unit.length)),
      },
    ]),
  ),
};

const hostile = dayShare(Object.entries(HOSTILE), 3);
const decoders = new Map<string, DecoderModule>();

beforeAll(async () => {
  const { root } = await generateProject({
    config: {
      topics: Object.fromEntries(
        hostile.map(([, { settings }], index) => [`t${index}`, { value: { file: `t${index}.json`, ...settings } }]),
      ),
    },
    schemas: Object.fromEntries(hostile.map(([, { schema }], index) => [`t${index}.json`, schema])),
  });
  for (const [index, [what]] of hostile.entries()) {
    const folder = join(root, 'src/consumers', `t${index}`);
    decoders.set(what, { text: readFileSync(join(folder, 'decoder.ts'), 'utf8'), folder });
  }
}, 120_000);

describe('64 kB of JSON take a bounded number of steps and amount of time and memory:', () => {
  it.each(hostile)('%s', (what, { text }) => {
    const decoder = decoders.get(what);
    if (decoder === undefined) throw new Error(`no decoder for ${what}`);
    const bytes = Buffer.from(text);
    const { steps, milliseconds, grown } = measuredDecoding(decoder, bytes);
    expect(steps).toBeGreaterThan(0);
    expect(steps).toBeLessThan(MOST_STEPS);
    expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
    expect(grown).toBeLessThan(MOST_GROWTH);
  });
});
