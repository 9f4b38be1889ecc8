import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { avscEncode, avscType } from '../oracle/avsc-oracle.js';
import { loadTopics } from '../pipeline/load-topics.js';
import { expectRoundTrip } from '../pipeline/round-trip.js';
import { generateProject, record } from '../pipeline/temp-project.js';
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
    Uint8Array: [reading('bytes', 'Uint8Array', Uint8Array.of(0, 255)), reading('fixed', 'Uint8Array', Uint8Array.of(0, 255))],
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
    string: [reading('micros', 'string', '2023-12-25T00:00:00.123456Z'), reading('beforeMicros', 'string', '1969-12-31T23:59:59.999999Z')],
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
function expected(changed: readonly Reading[]): { readonly types: Record<string, string>; readonly value: Record<string, unknown> } {
  const all = [...defaults, ...changed];
  return {
    types: Object.fromEntries(all.map(({ field, type }) => [field, type])),
    value: Object.fromEntries(all.map(({ field, value }) => [field, value])),
  };
}

const bytes = avscEncode(avscType(schema), { record: 'All', fields: Object.entries(fields).map(([name, { raw }]) => [name, raw]) });

/** Source that compiles only if the fields of each type are of exactly these types. */
function typeAssertions(topics: readonly { readonly module: string; readonly type: string; readonly fields: Readonly<Record<string, string>> }[]): string {
  const same = 'type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;\n';
  const assertions = topics.map(({ module, type, fields: types }, index) => {
    const lines = Object.entries(types).map(([field, text]) => `  ${field}: true satisfies Same<${type}['${field}'], ${text}>,\n`);
    return `import type { ${type} } from '${module}';\nexport const topic${index} = {\n${lines.join('')}};\n`;
  });
  return same + assertions.join('');
}

/** The names of files and types of a topic called `<setting>.<choice>`. */
function placeOf(setting: string, choice: string): { readonly topic: string; readonly module: string; readonly type: string } {
  const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  return { topic: `${setting}.${choice}`, module: `./consumers/${setting}.${choice}/types.js`, type: `${upper(setting)}${upper(choice)}Value` };
}

describe('every value of every setting', () => {
  test.each([
    ['for one topic', (setting: string, choice: string) => ({ value: 'all.avsc', [setting]: choice })],
    ['for one side', (setting: string, choice: string) => ({ value: { file: 'all.avsc', [setting]: choice } })],
    [
      'for one field',
      (setting: string, choice: string, readings: readonly Reading[]) => ({
        value: 'all.avsc',
        fields: Object.fromEntries(readings.map(({ field }) => [`All.${field}`, { [setting]: choice }])),
      }),
    ],
  ])('%s: types and values are as it says', async (_, topicOf) => {
    const topics = cases.map(({ setting, choice, readings }) => ({ ...placeOf(setting, choice), settings: topicOf(setting, choice, readings), ...expected(readings) }));
    const { root, files } = await generateProject({
      config: { topics: Object.fromEntries(topics.map((topic) => [topic.topic, topic.settings])) },
      schemas: { 'all.avsc': schema },
    });
    writeFileSync(join(root, 'src/assertions.ts'), typeAssertions(topics.map(({ module, type, types }) => ({ module, type, fields: types }))));

    expect(typeErrors(root, [...sources(files), 'src/assertions.ts'])).toEqual([]);
    const loaded = await loadTopics(root);
    for (const { topic, value } of topics) {
      const made = loaded[topic];
      if (made === undefined) throw new Error(`${topic} is missing`);
      expect({ topic, value: made.decodeValue(bytes) }).toStrictEqual({ topic, value });
      expect({ topic, bytes: Buffer.from(made.fixture?.encodeValue(value) ?? []) }).toEqual({ topic, bytes: dropsDigits(topic) ? expect.any(Buffer) : bytes });
      await expectRoundTrip(made);
    }
  });

  test('for all topics: types and values are as it says', async () => {
    const choices = ['bigint', 'number', 'string', 'base64', 'Date'];
    for (const choice of choices) {
      const chosen = cases.filter((one) => one.choice === choice);
      const { types, value } = expected(chosen.flatMap(({ readings }) => readings));
      const { root, files } = await generateProject({
        config: { defaults: Object.fromEntries(chosen.map(({ setting }) => [setting, choice])), topics: { all: { value: 'all.avsc' } } },
        schemas: { 'all.avsc': schema },
      });
      writeFileSync(join(root, 'src/assertions.ts'), typeAssertions([{ module: './consumers/all/types.js', type: 'AllValue', fields: types }]));

      expect(typeErrors(root, [...sources(files), 'src/assertions.ts'])).toEqual([]);
      const { all } = await loadTopics(root);
      expect(all?.decodeValue(bytes)).toStrictEqual(value);
    }
  });
});

/** Whether a setting loses what is finer than a millisecond, as it says. */
function dropsDigits(topic: string): boolean {
  return topic === 'timestampMicros.Date' || topic === 'timestampNanos.Date';
}
