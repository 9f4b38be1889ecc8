import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { loadConfig } from '../../src/config/load-config.js';
import { planOutput } from '../../src/commands/pipeline.js';
import { fieldsOf, generateProject, record, writeProject } from '../pipeline/temp-project.js';
import { sources, typeErrors } from '../pipeline/type-check.js';
import { dayShare } from '../support/day-share.js';

/** Far above what any of these takes, and far below what running wild would: the machine may be busy. */
const SECONDS = { timeout: 60_000 };

/** What comes of a topic whose value has this schema; `older` is a version to be read with it. */
async function outcome(
  schema: unknown,
  older?: unknown,
): Promise<{ readonly problems: readonly Diagnostic[]; readonly warnings: readonly Diagnostic[] }> {
  const versions = older === undefined ? { 1: 'a.avsc' } : { 1: 'older.avsc', 2: 'a.avsc' };
  const root = writeProject({
    config: { topics: { huge: { value: { versions }, framing: 'confluent' } } },
    schemas: { 'a.avsc': textOf(schema), ...(older === undefined ? {} : { 'older.avsc': textOf(older) }) },
  });
  const config = await loadConfig({ cwd: root });
  if (!config.ok) return { problems: config.problems, warnings: [] };
  const plan = await planOutput(config.value);
  return plan.ok ? { problems: [], warnings: plan.warnings } : { problems: plan.problems, warnings: [] };
}

function textOf(schema: unknown): string {
  return typeof schema === 'string' ? schema : JSON.stringify(schema);
}

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Records of which each has two fields of the one before: a value has twice as many parts with each. */
function diamond(levels: number, leaf: unknown): unknown {
  return many(levels, (level) => level).reduce<unknown>(
    (inner, level) =>
      record(`D${level}`, [
        ['a', inner],
        ['b', level === 0 ? leaf : `D${level - 1}`],
      ]),
    leaf,
  );
}

/** As `diamond`, where each field may be left out: the default `{}` of the outermost stands for 2^levels values. */
function growingDefault(levels: number): unknown {
  const inner = many(levels, (level) => level).reduce<unknown>(
    (held, level) => ({
      type: 'record',
      name: `D${level}`,
      fields:
        level === 0
          ? [{ name: 'x', type: 'int', default: 1 }]
          : [
              { name: 'a', type: held, default: {} },
              { name: 'b', type: `D${level - 1}`, default: {} },
            ],
    }),
    'int',
  );
  return { type: 'record', name: 'Root', fields: [{ name: 'root', type: inner, default: {} }] };
}

const nested = (levels: number, open: string, close: string) => `${open.repeat(levels)}"int"${close.repeat(levels)}`;

/** Records that hold one another in a ring, all of one short name, so that two rings meet in every pair. */
function ring(length: number): unknown {
  return many(length, (index) => length - 1 - index).reduce<unknown>(
    (inner, index) => record(`m${index}.A`, [['x', inner]]),
    'm0.A',
  );
}

/** Unions of two records that fail in the same way: the reason would be twice as long at each level. */
function failing(levels: number): { readonly writer: unknown; readonly reader: unknown } {
  let writer: unknown = 'string';
  let reader: unknown = 'int';
  for (const level of many(levels, (index) => index)) {
    writer = record(`w.F${level}`, [['x', level === 0 ? writer : [writer]]]);
    const again = level === 0 ? 'int' : [`p.F${level - 1}`, `q.F${level - 1}`];
    reader = [record(`p.F${level}`, [['x', reader]]), record(`q.F${level}`, [['x', again]])];
  }
  return { writer, reader };
}

describe('a schema that is refused, soon and with its place', SECONDS, () => {
  const first = async (schema: unknown, older?: unknown) => {
    const { problems } = await outcome(schema, older);
    const [problem] = problems;
    return {
      code: problem?.code,
      message: problem?.message,
      at: `${problem?.location?.file} ${problem?.location?.pointer ?? ''}`.trim(),
      count: problems.length,
    };
  };

  test.each([
    ['lists 10,000 deep', nested(10_000, '{"type":"array","items":', '}')],
    ['lists 10,000 deep behind a comment', `/* [ */ // "\n${nested(10_000, '{"type":"array","items":', '}')}`],
    ['brackets 200,000 deep', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['brackets 200,000 deep that are never closed', '['.repeat(200_000)],
    [
      'a default 3,000 deep',
      `{"type":"record","name":"R","fields":[{"name":"x","type":"int","default":${'{"x":'.repeat(3_000)}1${'}'.repeat(3_000)}}]}`,
    ],
  ])('%s', async (_, text) => {
    expect(await first(text)).toEqual({
      code: 'schema-syntax',
      message: 'nested more than 1000 deep',
      at: 'a.avsc',
      count: 1,
    });
  });

  test('comments and strings that are never closed, a million of them', async () => {
    const texts = ['/*', '"', '"\\', '//', '/', '"/*'].map((text) => text.repeat(1_000_000));

    const codes = await Promise.all(texts.map(async (text) => (await first(text)).code));

    expect(codes).toEqual(texts.map(() => 'schema-syntax'));
  });

  test('lists 300 deep', async () => {
    expect(await first(nested(300, '{"type":"array","items":', '}'))).toEqual({
      code: 'schema-invalid',
      message: 'nested more than 200 deep',
      at: `a.avsc ${'/items'.repeat(201)}`,
      count: 1,
    });
  });

  test('300 records, each a field of the one after', async () => {
    const chain = many(300, (index) => record(`R${index}`, [['x', index === 0 ? 'int' : `R${index - 1}`]]));

    expect(await first(chain)).toEqual({
      code: 'schema-invalid',
      message: 'nested more than 200 deep',
      at: 'a.avsc /200',
      count: 100,
    });
  });

  test('5,000 named types', async () => {
    const wide = record(
      'Root',
      many(5_000, (index) => [`f${index}`, record(`n${index}.R`, [['x', 'int']])]),
    );

    expect(await first(wide)).toEqual({
      code: 'schema-invalid',
      message: 'more than 2000 named types',
      at: 'a.avsc /fields/1999/type',
      count: 1,
    });
  });

  test('100,000 faults, of which the first 100 are told', async () => {
    const { problems } = await outcome({ type: 'enum', name: 'E', symbols: many(100_000, (index) => `${index}`) });

    expect([problems.length, problems[99]?.location, problems[100]?.message]).toEqual([
      101,
      { file: 'a.avsc', pointer: '/symbols/99', line: 1, column: 523 },
      '99900 more faults',
    ]);
  });

  test('a union of 100,000 times the same', async () => {
    expect(await first(many(100_000, () => 'int'))).toEqual({
      code: 'schema-invalid',
      message: 'a union must not contain int more than once',
      at: 'a.avsc /1',
      count: 101,
    });
  });

  test('a default that stands for a trillion values', async () => {
    expect((await first(growingDefault(40))).message).toBe('default of "a": it expands to more than 10000 values');
  });

  test('a default without end', async () => {
    const { code, message } = await first({
      type: 'record',
      name: 'Endless',
      fields: [{ name: 'more', type: 'Endless', default: {} }],
    });

    expect([code, message]).toEqual(['schema-invalid', 'default of "more": it is nested more than 200 deep']);
  });

  test('a default of 500,000 items', async () => {
    const schema = {
      type: 'record',
      name: 'R',
      fields: [{ name: 'x', type: { type: 'array', items: 'string' }, default: many(500_000, () => 'x') }],
    };

    expect(await first(schema)).toEqual({
      code: 'schema-invalid',
      message: 'default of "x": it expands to more than 10000 values',
      at: 'a.avsc /fields/0/default/9999',
      count: 1,
    });
  });

  test('a default of 300,000 digits', async () => {
    const schema = `{"type":"record","name":"R","fields":[{"name":"x","type":"long","default":${'9'.repeat(300_000)}}]}`;

    expect(await first(schema)).toEqual({
      code: 'schema-invalid',
      message: 'default of "x": expected a whole number of 64 bits',
      at: 'a.avsc /fields/0/default',
      count: 1,
    });
  });

  test('a file of more than 8 MB', async () => {
    const schema = JSON.stringify({ ...record('R', []), doc: 'x'.repeat(8 * 1024 * 1024) });

    expect(await first(schema)).toEqual({ code: 'schema-syntax', message: 'larger than 8 MB', at: 'a.avsc', count: 1 });
  });

  test('two versions in which rings of 60 and 59 records meet', async () => {
    expect(await first(ring(59), ring(60))).toEqual({
      code: 'schema-invalid',
      message: 'its types are nested too deeply',
      at: 'a.avsc',
      count: 1,
    });
  });

  test('two versions that fail to match in 2^24 ways', async () => {
    const { writer, reader } = failing(24);
    const { code, message = '', at, count } = await first(reader, writer);

    expect([code, at, count]).toEqual(['schema-incompatible', 'older.avsc', 1]);
    expect(message).toMatch(
      /^the value of "[^"]+": no record of \S+ can be read with a\.avsc: union: none of the reader's union branches accepts the writer's w\.F23: .{100,600}$/,
    );
  });
});

describe('a schema that no sample can show', SECONDS, () => {
  const shapes: readonly (readonly [string, unknown, string])[] = [
    ['a value of 2^40 parts', diamond(40, 'int'), 'D13.a: the smallest "D12" is too large for a sample'],
    ['a value of 2^40 nulls', diamond(40, 'null'), 'D13.a: the smallest "D12" is too large for a sample'],
    [
      'a fixed of 2 GB',
      record('R', [['f', { type: 'fixed', name: 'F', size: 2 ** 31 - 1 }]]),
      'R.f: a fixed of 2147483647 bytes is too large for a sample',
    ],
    ['a record that holds itself', record('R', [['more', 'R']]), 'R.more: "R" contains itself without an end'],
    [
      'a record that holds itself in a union of one',
      record('R', [['more', ['R']]]),
      'R.more: "R" contains itself without an end',
    ],
    [
      '60,000 fields',
      record(
        'R',
        many(20_000, (index) => [`f${index}`, 'int']),
      ),
      'R: the smallest "R" is too large for a sample',
    ],
    [
      '400 large records in a union',
      many(400, (index) =>
        record(
          `R${index}`,
          many(300, (field) => [`f${field}`, 'int']),
        ),
      ),
      'R0: 400 samples of that size are too large',
    ],
  ];

  test.each(dayShare(shapes, 4))('still has types and a decoder: %s', async (_, schema, reason) => {
    const { problems, warnings } = await outcome(schema);

    expect(problems).toEqual([]);
    expect(warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      `schema-without-values: no sample can be generated: ${reason}; "huge" gets no fixture, event or test`,
    ]);
  });
});

describe('a large schema that is valid', SECONDS, () => {
  const shapes: readonly (readonly [string, unknown])[] = [
    ['100,000 symbols', { type: 'enum', name: 'E', symbols: many(100_000, (index) => `S${index}`) }],
    [
      '1,999 records of one short name',
      record(
        'Root',
        many(1_999, (index) => [`f${index}`, record(`n${index}.R`, [['x', 'int']])]),
      ),
    ],
    ['a union of 1,999 records', many(1_999, (index) => record(`R${index}`, [['x', 'int']]))],
    ['a doc of 7 MB', { ...record('R', [['x', 'int']]), doc: 'x*/\n'.repeat(1_400_000) }],
    ['a name of 1 MB', record('R'.repeat(1_000_000), [['x', 'int']])],
    ['namespaces of 200,000 words', ['a', 'b'].map((word) => record(`${`${word}.`.repeat(200_000)}R`, [['x', 'int']]))],
    ['100,000 aliases', { ...record('R', [['x', 'int']]), aliases: many(100_000, (index) => `Old${index}`) }],
    ['lists 150 deep', nested(150, '{"type":"array","items":', '}')],
    ['nullable lists 40 deep', nested(40, '{"type":"array","items":["null",', ']}')],
  ];

  test.each(dayShare(shapes, 4))('is generated within seconds: %s', async (_, schema) => {
    expect(await outcome(schema)).toEqual({ problems: [], warnings: [] });
  });

  test("is generated within seconds: two versions of a union of 600 records, none of which has the other's names", async () => {
    const version = (name: string) =>
      record('Root', [
        ...many(300, (index) => [`f${index}`, record(`A${index}`, [['x', 'int']])] as const),
        ['u', ['null', ...many(600, (index) => record(`${name}${index}`, [['x', 'int']]))]],
      ]);

    expect(await outcome(version('New'), version('Old'))).toMatchObject({
      problems: [],
      warnings: [{ code: 'version-partly-readable' }],
    });
  });
});

test('what no sample can show compiles all the same', SECONDS, async () => {
  const { root, files } = await generateProject({
    config: {
      topics: Object.fromEntries(
        ['diamond', 'fixed', 'endless', 'lists', 'chain'].map((name) => [
          name,
          { value: `${name}.avsc`, key: name === 'lists' ? 'string' : `${name}.avsc` },
        ]),
      ),
    },
    schemas: {
      'diamond.avsc': diamond(40, 'int'),
      'fixed.avsc': {
        type: 'record',
        name: 'R',
        fields: fieldsOf([
          ['f', { type: 'fixed', name: 'F', size: 2 ** 31 - 1 }],
          ['g', { type: 'array', items: 'F' }],
        ]),
      },
      'endless.avsc': record('R', [
        ['more', 'R'],
        ['other', ['R', 'int']],
      ]),
      'lists.avsc': nested(100, '{"type":"array","items":', '}'),
      'chain.avsc': many(60, (index) => record(`R${index}`, [['x', index === 0 ? 'int' : `R${index - 1}`]])),
    },
  });

  expect(typeErrors(root, sources(files))).toEqual([]);
});
