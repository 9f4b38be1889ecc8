import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from '../../src/commands/check.js';
import { loadTopics } from '../pipeline/load-topics.js';
import { expectRoundTrip } from '../pipeline/round-trip.js';
import { codeOf } from '../pipeline/source-tokens.js';
import { generateProject } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';

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
  '@ts-expect-error pwned()',
  '@ts-ignore pwned()',
  '\u202E pwned();\u2066',
  '\u0000pwned()\uFEFF',
  '\uD800 pwned() \uDC00',
  "$& $1 $` $' pwned()",
];

const json = (index: number) => {
  const text = payloads[index] ?? '';
  return {
    type: 'record',
    name: `Text${index}`,
    namespace: 'shop.pwned-$&;|,pwned!\u200Bx',
    doc: text,
    aliases: [text, 'pwned.Alias'],
    deprecated: text,
    [text]: text,
    pwned: { [text]: [text] },
    fields: [
      {
        name: 'string',
        type: 'string',
        doc: text,
        default: well(text),
        aliases: [text],
        [text]: text,
        deprecated: text,
      },
      { name: 'bytes', type: 'bytes', default: '\u0000*/ pwned();\u00FF\'"`${pwned()}\n' },
      {
        name: 'map',
        type: { type: 'map', values: 'string', [text]: 1 },
        default: { [well(text)]: well(text), __proto__x: '', constructor: 'x' },
      },
      { name: 'list', type: { type: 'array', items: 'string' }, default: [well(text), well(text)] },
      {
        name: 'status',
        type: {
          type: 'enum',
          name: `Status${index}`,
          doc: text,
          symbols: ['pwned', 'constructor'],
          default: 'pwned',
          [text]: text,
        },
        doc: `${text}\n@see ${text}`,
        default: 'pwned',
      },
      { name: 'fixed', type: { type: 'fixed', name: `Fixed${index}`, doc: text, size: 4 }, default: "'*/`" },
      {
        name: 'union',
        type: ['null', { type: 'string', logicalType: text }, { type: 'map', values: 'string' }],
        default: null,
        order: 'ignore',
      },
      {
        name: 'part',
        type: {
          type: 'record',
          name: `Part${index}`,
          doc: text,
          fields: [{ name: '__proto__', type: 'string', default: well(text) }],
        },
        default: {},
      },
    ],
  };
};

/** A default has to be text that UTF-8 can hold. */
function well(text: string): string {
  return text.replaceAll(/[\uD800-\uDFFF]/g, '');
}

/** The writer's version has none of the fields, so that every default of the reader's is printed. */
const bare = (index: number) => ({ ...json(index), fields: [] });

const paths = [
  'a\'"`${pwned()}.avsc',
  '*/ pwned() /*.avsc',
  '@ts-expect-error pwned.avsc',
  '\u202Epwned\u2066.avsc',
  'pwned-$&.avsc',
  'pwned, x;.avsc',
];

const project = generateProject({
  config: {
    defaults: { framing: 'confluent' },
    topics: {
      ...Object.fromEntries(
        payloads.map((_, index) => {
          const file = paths[index] ?? `text${index}.avsc`;
          return [
            `text-${index}`,
            { value: { versions: { 1: `bare/${file}`, 2: file } }, key: { file, framing: 'none' } },
          ];
        }),
      ),
      union: { value: 'union.avsc' },
    },
  },
  schemas: {
    ...Object.fromEntries(
      payloads.flatMap((_, index) => {
        const file = paths[index] ?? `text${index}.avsc`;
        return [
          [file, json(index)],
          [`bare/${file}`, bare(index)],
        ];
      }),
    ),
    'union.avsc': payloads.map((_, index) => json(index)),
  },
});

let calls = 0;

beforeAll(() => Object.defineProperty(globalThis, 'pwned', { configurable: true, get: () => (calls += 1) }));

afterAll(() => void Reflect.deleteProperty(globalThis, 'pwned'));

describe('texts of a schema that would be code', () => {
  test('stay in literals and comments, in every generated file', async () => {
    const { files } = await project;
    const code = Object.entries(files).filter(([path]) => path.endsWith('.ts'));

    const escaped = code.flatMap(([path, text]) =>
      codeOf(text).flatMap((token) => (/pwned/i.test(token) ? [`${path}: ${token}`] : [])),
    );

    expect(escaped).toEqual([]);
    expect(code.filter(([, text]) => text.includes('pwned')).length).toBeGreaterThan(50);
  });

  test('leave nothing in a file that cannot be seen, or that a file cannot hold', async () => {
    const { files } = await project;

    // In the header's first line a path has U+FFFD where it could not be shown.
    const bodies = Object.entries(files).map(([path, text]) => [path, text.split('\n').slice(1).join()] as const);
    const hidden = bodies.filter(([, text]) =>
      /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u206F\uD800-\uDFFF\uFEFF\uFFFD]/.test(
        text,
      ),
    );

    expect(hidden.map(([path]) => path)).toEqual([]);
  });

  test('leave nothing to be written again', async () => {
    const { root } = await project;

    const { changes } = await check({ cwd: root });

    expect(changes.filter(({ kind }) => kind !== 'unchanged')).toEqual([]);
  });

  test('do not keep the code from compiling', async () => {
    const { root, files } = await project;

    expect(typeErrors(root, sources(files))).toEqual([]);
  });

  test('are decoded as what they are, and never run', async () => {
    const { root } = await project;
    const topics = await loadTopics(root);

    for (const [name, topic] of Object.entries(topics)) {
      await expectRoundTrip(topic);
      if (name === 'union') continue;
      const text = well(payloads[Number(name.slice('text-'.length))] ?? '');
      const part: unknown = JSON.parse(`{"__proto__":${JSON.stringify(text)}}`);
      const value = topic.decodeValue(Uint8Array.of(0, 0, 0, 0, 1));
      expect(value).toStrictEqual({
        string: text,
        bytes: Uint8Array.from(Buffer.from('\u0000*/ pwned();\u00FF\'"`${pwned()}\n', 'latin1')),
        map: { [text]: text, __proto__x: '', constructor: 'x' },
        list: [text, text],
        status: 'pwned',
        fixed: Uint8Array.from(Buffer.from("'*/`")),
        union: null,
        part,
      });
      expect(JSON.stringify(Object.entries(value ?? {}).at(-1))).toBe(JSON.stringify(['part', part]));
    }
    expect(calls).toBe(0);
  });
});
