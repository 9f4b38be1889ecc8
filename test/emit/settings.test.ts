import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pascalCase } from '../../src/code/identifiers.js';
import { avscEncode, avscType } from '../oracle/avsc-oracle.js';
import { loadTopics } from '../pipeline/load-topics.js';
import { expectRoundTrip } from '../pipeline/round-trip.js';
import { fieldsOf, generateProject, record } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';

const logical = (type: string, logicalType: string) => ({ type, logicalType });

/** A field for every type that a setting changes, and what the bytes hold. */
const fields = {
  long: { type: 'long', raw: { long: '1234567890123' } },
  bytes: { type: 'bytes', raw: { bytes: '00ff' } },
  fixed: { type: { type: 'fixed', name: 'Two', size: 2 }, raw: { fixed: '00ff' } },
  date: { type: logical('int', 'date'), raw: { int: '19716' } },
  millis: { type: logical('long', 'timestamp-millis'), raw: { long: '1703462400123' } },
  micros: { type: logical('long', 'timestamp-micros'), raw: { long: '1703462400123456' } },
  nanos: { type: logical('long', 'timestamp-nanos'), raw: { long: '1703462400123456789' } },
  beforeMicros: { type: logical('long', 'timestamp-micros'), raw: { long: '-1' } },
} as const;

type FieldName = keyof typeof fields;

const schema = record(
  'All',
  Object.entries(fields).map(([name, { type }]) => [name, type]),
);

/** What a field is under a setting's value: its TypeScript type and what the bytes above are read as. */
interface Reading {
  readonly field: FieldName;
  readonly type: string;
  readonly value: unknown;
}

const reading = (field: FieldName, type: string, value: unknown): Reading => ({ field, type, value });

const day = Date.UTC(2023, 11, 25);

/** Every value of every setting; the first is the default. */
const settings: Readonly<Record<string, Readonly<Record<string, readonly Reading[]>>>> = {
  long: {
    bigint: [reading('long', 'bigint', 1_234_567_890_123n)],
    number: [reading('long', 'number', 1_234_567_890_123)],
    string: [reading('long', 'string', '1234567890123')],
  },
  bytes: {
    Uint8Array: [
      reading('bytes', 'Uint8Array', Uint8Array.of(0, 255)),
      reading('fixed', 'Uint8Array', Uint8Array.of(0, 255)),
    ],
    base64: [reading('bytes', 'string', 'AP8='), reading('fixed', 'string', 'AP8=')],
  },
  date: {
    string: [reading('date', 'string', '2023-12-25')],
    Date: [reading('date', 'Date', new Date(day))],
    number: [reading('date', 'number', 19_716)],
  },
  timestampMillis: {
    Date: [reading('millis', 'Date', new Date(day + 123))],
    number: [reading('millis', 'number', day + 123)],
    bigint: [reading('millis', 'bigint', BigInt(day + 123))],
    string: [reading('millis', 'string', '2023-12-25T00:00:00.123Z')],
  },
  timestampMicros: {
    bigint: [reading('micros', 'bigint', 1_703_462_400_123_456n), reading('beforeMicros', 'bigint', -1n)],
    Date: [reading('micros', 'Date', new Date(day + 123)), reading('beforeMicros', 'Date', new Date(-1))],
    string: [
      reading('micros', 'string', '2023-12-25T00:00:00.123456Z'),
      reading('beforeMicros', 'string', '1969-12-31T23:59:59.999999Z'),
    ],
  },
  timestampNanos: {
    bigint: [reading('nanos', 'bigint', 1_703_462_400_123_456_789n)],
    Date: [reading('nanos', 'Date', new Date(day + 123))],
    string: [reading('nanos', 'string', '2023-12-25T00:00:00.123456789Z')],
  },
};

const cases = Object.entries(settings).flatMap(([setting, values]) =>
  Object.entries(values).map(([choice, readings]) => ({ setting, choice, readings })),
);

const defaults = Object.values(settings).flatMap((values) => Object.values(values)[0] ?? []);

/** The record's type and value where `changed` takes the place of the defaults. */
function expected(changed: readonly Reading[]): {
  readonly types: Record<string, string>;
  readonly value: Record<string, unknown>;
} {
  const all = [...defaults, ...changed];
  return {
    types: Object.fromEntries(all.map(({ field, type }) => [field, type])),
    value: Object.fromEntries(all.map(({ field, value }) => [field, value])),
  };
}

const bytes = avscEncode(avscType(schema), {
  record: 'All',
  fields: Object.entries(fields).map(([name, { raw }]) => [name, raw]),
});

/** Source that compiles only if the fields of each type are of exactly these types. */
function typeAssertions(
  topics: readonly {
    readonly module: string;
    readonly type: string;
    readonly fields: Readonly<Record<string, string>>;
  }[],
): string {
  const same =
    'type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;\n';
  const assertions = topics.map(({ module, type, fields: types }, index) => {
    const lines = Object.entries(types).map(
      ([field, text]) => `  ${field}: true satisfies Same<${type}['${field}'], ${text}>,\n`,
    );
    return `import type { ${type} } from '${module}';\nexport const topic${index} = {\n${lines.join('')}};\n`;
  });
  return same + assertions.join('');
}

/** How a setting is given to one topic, one part or one field. */
const levels: Readonly<Record<string, (setting: string, choice: string, readings: readonly Reading[]) => object>> = {
  topic: (setting, choice) => ({ value: 'all.avsc', [setting]: choice }),
  part: (setting, choice) => ({ value: { file: 'all.avsc', [setting]: choice } }),
  field: (setting, choice, readings) => ({
    value: 'all.avsc',
    fields: Object.fromEntries(readings.map(({ field }) => [`All.${field}`, { [setting]: choice }])),
  }),
};

test('every value of every setting, for one topic, part or field: types and values are as it says', async () => {
  const topics = Object.entries(levels).flatMap(([level, settingsOf]) =>
    cases.map(({ setting, choice, readings }) => {
      const topic = `${level}.${setting}.${choice}`;
      return { topic, settings: settingsOf(setting, choice, readings), ...expected(readings) };
    }),
  );
  const { root, files } = await generateProject({
    config: { topics: Object.fromEntries(topics.map(({ topic, settings: its }) => [topic, its])) },
    schemas: { 'all.avsc': schema },
  });
  const assertions = topics.map(({ topic, types }) => ({
    module: `./consumers/${topic}/types.js`,
    type: `${pascalCase(topic)}Value`,
    fields: types,
  }));
  writeFileSync(join(root, 'src/assertions.ts'), typeAssertions(assertions));

  expect(typeErrors(root, [...sources(files), 'src/assertions.ts'])).toEqual([]);
  const loaded = await loadTopics(root);
  for (const { topic, value } of topics) {
    const made = loaded[topic];
    if (made === undefined) throw new Error(`${topic} is missing`);
    expect({ topic, value: made.decodeValue(bytes) }).toStrictEqual({ topic, value });
    // A Date holds no more than milliseconds.
    const written = Buffer.from(made.fixture?.encodeValue(value) ?? []);
    expect({ topic, same: written.equals(bytes) }).toEqual({
      topic,
      same: !/\.timestamp(?:Micros|Nanos)\.Date$/.test(topic),
    });
    await expectRoundTrip(made);
  }
  expect(topics.length).toBe(54);
});

test.each(['bigint', 'number', 'string', 'base64', 'Date'])(
  '%s for all topics, wherever a setting has it: values are as it says',
  async (choice) => {
    const chosen = cases.filter((one) => one.choice === choice);
    const { root } = await generateProject({
      config: {
        defaults: Object.fromEntries(chosen.map(({ setting }) => [setting, choice])),
        topics: { all: { value: 'all.avsc' } },
      },
      schemas: { 'all.avsc': schema },
    });
    const { all } = await loadTopics(root);

    expect(all?.decodeValue(bytes)).toStrictEqual(expected(chosen.flatMap(({ readings }) => readings)).value);
  },
);

describe('a setting', () => {
  test('that is nearer counts: of the field, the part, the topic, all topics', async () => {
    const inner = {
      type: 'record',
      name: 'ns.Inner',
      fields: fieldsOf([
        ['field', 'long'],
        ['both', 'long'],
        ['part', { type: 'array', items: ['null', 'long'] }],
      ]),
    };
    const { root } = await generateProject({
      config: {
        defaults: { long: 'string', bytes: 'base64' },
        topics: {
          near: {
            long: 'number',
            key: 'outer.avsc',
            value: { file: 'outer.avsc', long: 'bigint' },
            fields: {
              'Inner.field': { long: 'string' },
              'Inner.both': { long: 'string' },
              'ns.Inner.both': { long: 'number' },
            },
          },
          far: { value: 'outer.avsc' },
        },
      },
      schemas: {
        'outer.avsc': record('Outer', [
          ['inner', inner],
          ['raw', 'bytes'],
        ]),
      },
    });
    const { near, far } = await loadTopics(root);
    const outer = Buffer.from('02' + '04' + '02' + '02' + '06' + '00' + '02ff', 'hex');

    expect(near?.decodeValue(outer)).toEqual({ inner: { field: '1', both: 2, part: [3n] }, raw: '/w==' });
    expect(near?.decodeKey(outer)).toEqual({ inner: { field: '1', both: 2, part: [3] }, raw: '/w==' });
    expect(far?.decodeValue(outer)).toEqual({ inner: { field: '1', both: '2', part: ['3'] }, raw: '/w==' });
  });

  test('that makes the branches of a union alike has them told apart by $type', async () => {
    const { root, files } = await generateProject({
      config: { topics: { plain: { value: 'union.avsc' }, alike: { value: 'union.avsc', long: 'string' } } },
      schemas: { 'union.avsc': record('R', [['u', ['null', 'long', 'string']]]) },
    });
    const { plain, alike } = await loadTopics(root);

    expect([files['plain/types.ts'], files['alike/types.ts']]).toEqual([
      expect.stringContaining('  u: bigint | string | null;\n'),
      expect.stringContaining(
        [
          '  u:',
          "    | { readonly $type: 'long'; readonly value: string }",
          "    | { readonly $type: 'string'; readonly value: string }",
          '    | null;\n',
        ].join('\n'),
      ),
    ]);
    expect([
      plain?.decodeValue(Uint8Array.of(2, 10)),
      alike?.decodeValue(Uint8Array.of(2, 10)),
      alike?.decodeValue(Uint8Array.of(0)),
    ]).toEqual([{ u: 5n }, { u: { $type: 'long', value: '5' } }, { u: null }]);
  });

  test('whose type cannot hold a value fails at its byte: never is a digit lost without a word', async () => {
    const { root } = await generateProject({
      config: {
        topics: {
          r: { value: 'r.avsc', long: 'number', timestampMillis: 'Date', date: 'Date', timestampNanos: 'string' },
        },
      },
      schemas: {
        'r.avsc': [
          record('Long', [['x', 'long']]),
          record('Millis', [['x', logical('long', 'timestamp-millis')]]),
          record('Day', [['x', logical('int', 'date')]]),
        ],
      },
    });
    const { r } = await loadTopics(root);
    const message = (hex: string): string => {
      try {
        r?.decodeValue(Buffer.from(hex, 'hex'));
        return 'decoded';
      } catch (error) {
        return String(error);
      }
    };

    expect(
      ['00' + 'feffffffffffff1f', '00' + '8080808080808020', '02' + '80f0a4d0d2f19d2f', '04' + 'ffffffff0f'].map(
        message,
      ),
    ).toEqual([
      'decoded',
      'DecodeError: a long beyond 2^53-1 does not fit in a number (Long.x, byte 1)',
      'DecodeError: a timestamp is out of the range of Date (Millis.x, byte 1)',
      'DecodeError: a date is out of the range of Date (Day.x, byte 1)',
    ]);
  });
});
