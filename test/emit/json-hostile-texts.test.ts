import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { check } from '../../src/commands/check.js';
import { loadTopics, type LoadedTopic } from '../pipeline/load-topics.js';
import { expectRoundTrip } from '../pipeline/round-trip.js';
import { codeOf } from '../pipeline/source-tokens.js';
import { generateProject, type GeneratedProject } from '../pipeline/temp-project.js';
import { typeErrors } from '../pipeline/type-check.js';

/** Each would call `pwned()` if it got out of the comment or literal that it is put in. */
const payloads = [
  '*/ pwned(); /*',
  '*\u200B/ pwned(); /*',
  "'; pwned(); '",
  '"; pwned(); "',
  '`; pwned(); `${pwned()}',
  "\\'; pwned(); //",
  '\n pwned();\r\n pwned();\u2028 pwned();\u2029 pwned();\u0085 pwned();',
  '${pwned()}',
  '{{pwned}} {{{pwned}}} {{#if x}}pwned{{/if}}',
  '</script><script>pwned()</script>',
  '@ts-nocheck pwned()',
  '@ts-expect-error pwned()',
  '// @ts-ignore\npwned()',
  '\u202E pwned();\u2066',
  '\u0000pwned()\uFEFF',
  "$& $1 $` $' pwned()",
  '/; pwned(); /',
  '@deprecated */ pwned()',
  'mark0 Root type0 pwned',
];

/** A pattern that only this text matches; as it is written by someone who escapes little. */
const patternOf = (text: string): string => `^(?:${text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')})$`;

const pointerOf = (text: string): string => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));

const schemaOf = (text: string) => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $comment: text,
  title: text,
  description: text,
  [text]: text,
  pwned: { [text]: [text] },
  type: 'object',
  definitions: {
    [text]: {
      title: `Part ${text}`,
      description: `${text}\n@ts-nocheck`,
      type: 'object',
      properties: { [text]: { const: text } },
    },
    [`${text}2`]: { description: text, type: 'string', enum: [text, `${text} pwned`, 'constructor'] },
  },
  properties: {
    [text]: { description: `${text}\n * @ts-ignore`, type: 'string', default: text, examples: [text], minLength: 1 },
    part: { $ref: `#/definitions/${pointerOf(text)}` },
    status: { $ref: `#/definitions/${pointerOf(`${text}2`)}` },
    const: { const: { [text]: [text] } },
    pattern: { type: 'string', pattern: patternOf(text), examples: [text] },
    at: { type: 'string', format: text, contentMediaType: text, contentEncoding: text },
    list: {
      type: 'array',
      items: [{ const: text }, { enum: [text, 1, null] }],
      additionalItems: { description: text },
    },
  },
  patternProperties: { [patternOf(`x ${text}`)]: { const: text } },
  dependencies: { [text]: ['part'], part: { required: ['status'] } },
  propertyNames: { not: { const: `${text} pwned` } },
  required: [text, 'part', 'status', 'const', 'pattern', 'list'],
});

const unionOf = (texts: readonly string[]) => ({
  oneOf: texts.map((text) => ({
    title: text,
    description: text,
    type: 'object',
    properties: { [payloads[0] ?? '']: { const: text }, text: { type: 'string', default: text } },
    required: [payloads[0] ?? ''],
  })),
});

const paths = [
  'a\'"`${pwned()}.json',
  '*/ pwned() /*.json',
  '@ts-expect-error pwned.json',
  '\u202Epwned\u2066.json',
  'pwned-$&.json',
  'pwned, x;.yaml',
];
const fileOf = (index: number): string => paths[index] ?? `text${index}.json`;

let project: GeneratedProject;
let topics: Readonly<Record<string, LoadedTopic>>;
let calls = 0;

beforeAll(async () => {
  Object.defineProperty(globalThis, 'pwned', { configurable: true, get: () => (calls += 1) });
  const texts = payloads.map((_, index): readonly [string, object] => [
    `text-${index}`,
    { value: fileOf(index), key: { file: fileOf(index), errors: 'all', formats: 'assert' } },
  ]);
  project = await generateProject({
    config: { testRunner: 'node', topics: { ...Object.fromEntries(texts), union: { value: 'union.json' } } },
    schemas: {
      ...Object.fromEntries(payloads.map((text, index): readonly [string, object] => [fileOf(index), schemaOf(text)])),
      'union.json': unionOf(payloads),
    },
  });
  topics = await loadTopics(project.root);
}, 120_000);

afterAll(() => void Reflect.deleteProperty(globalThis, 'pwned'));

describe('texts of a JSON Schema that would be code', () => {
  test('stay in literals and comments, in every generated file', () => {
    const code = Object.entries(project.files).filter(([path]) => path.endsWith('.ts'));
    const escaped = code.flatMap(([path, text]) =>
      // Names of types and functions are made of the words of a title.
      codeOf(text).flatMap((token) =>
        /pwned/i.test(token) && !/^[A-Za-z]\w*$/.test(token) ? [`${path}: ${token}`] : [],
      ),
    );
    const calling = code.flatMap(([path, text]) => (codeOf(text).join(' ').includes('pwned (') ? [path] : []));
    expect({ escaped, calling }).toEqual({ escaped: [], calling: [] });
    expect(code.filter(([, text]) => text.includes('pwned')).length).toBeGreaterThan(50);
  });

  test('leave nothing in a file that cannot be seen, that a file cannot hold, or that orders the compiler about', () => {
    // In the header's first line a path has U+FFFD where it could not be shown.
    const bodies = Object.entries(project.files).map(
      ([path, text]) => [path, text.split('\n').slice(1).join('\n')] as const,
    );
    const hidden = bodies.filter(([, text]) =>
      /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u206F\uD800-\uDFFF\uFEFF\uFFFD]/.test(
        text,
      ),
    );
    const orders = bodies.filter(([, text]) =>
      /^\s*(?:\/\/|\/?\*).*(?<!\\)@ts-(?:nocheck|ignore|expect-error)/m.test(text),
    );
    expect({ hidden: hidden.map(([path]) => path), orders: orders.map(([path]) => path) }).toEqual({
      hidden: [],
      orders: [],
    });
  });

  test('leave nothing to be written again', async () => {
    const { changes } = await check({ cwd: project.root });
    expect(changes.filter(({ kind }) => kind !== 'unchanged')).toEqual([]);
  });

  test('do not keep the code from compiling', () => {
    const code = Object.keys(project.files).filter((path) => path.endsWith('.ts'));
    const paths = code.map((path) => `src/consumers/${path}`);
    expect(typeErrors(project.root, paths)).toEqual([]);
  });

  test('are decoded as what they are, and never run', async () => {
    for (const topic of Object.values(topics)) await expectRoundTrip(topic);
    for (const [index, text] of payloads.entries()) {
      const value = {
        [text]: text,
        part: { [text]: text },
        status: `${text} pwned`,
        const: { [text]: [text] },
        pattern: text,
        list: [text, null, text],
        [`x ${text}`]: text,
      };
      const decode = (json: unknown): unknown =>
        topics[`text-${index}`]?.decodeValue(Buffer.from(JSON.stringify(json)));
      expect(decode(value)).toEqual(value);
      for (const [name, wrong] of [
        ['status', 'pwned'],
        ['const', { [text]: [] }],
        ['pattern', `${text}x`],
        ['list', [text, 2]],
        [`x ${text}`, 'y'],
        [`${text} pwned`, 1],
      ] as const) {
        expect(() => decode({ ...value, [name]: wrong })).toThrow(expect.objectContaining({ name: 'DecodeError' }));
      }
      expect(topics.union?.decodeValue(Buffer.from(JSON.stringify({ [payloads[0] ?? '']: text })))).toEqual({
        [payloads[0] ?? '']: text,
      });
    }
    expect(calls).toBe(0);
  });
});
