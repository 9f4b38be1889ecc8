import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.js';
import { planOutput } from '../../src/commands/pipeline.js';
import { loadTopics } from './load-topics.js';
import { expectRoundTrip } from './round-trip.js';
import { generateProject, record, writeProject } from './temp-project.js';
import { sources, typeErrors } from './type-check.js';

// The corpus's own list, whose form its README.md tells.
const names = JSON.parse(readFileSync(new URL('../corpus/topics/topic-names.json', import.meta.url), 'utf8')) as {
  readonly legal: readonly string[];
  readonly illegal: readonly string[];
  readonly collisions: readonly (readonly string[])[];
};

const schemas = { 'order.avsc': record('Order', [['text', 'string']]) };

/** The config of topics that all hold the same; made from text, as a topic may be called `__proto__`. */
function configOf(topics: readonly string[], settings: object = { value: 'order.avsc', key: 'string' }): unknown {
  return JSON.parse(
    `{"topics":{${topics.map((topic) => `${JSON.stringify(topic)}:${JSON.stringify(settings)}`).join()}}}`,
  );
}

async function problemsOf(
  config: unknown,
): Promise<readonly { code: string; message: string; help: string | undefined; pointer: string | undefined }[]> {
  const loaded = await loadConfig({ cwd: writeProject({ config, schemas }) });
  const planned = loaded.ok ? await planOutput(loaded.value) : loaded;
  return planned.ok
    ? []
    : planned.problems.map(({ code, message, help, location }) => ({
        code,
        message,
        help,
        pointer: location?.pointer,
      }));
}

/** As `trailing-` and `trailing.` would share an identifier, the latter is left out. */
const legal = names.legal.filter((name) => name !== 'trailing.');

describe('every legal topic name', () => {
  const project = generateProject({ config: configOf(legal), schemas });

  test('has code that compiles', async () => {
    const { root, files } = await project;

    expect(typeErrors(root, sources(files))).toEqual([]);
  });

  test('has code that works', async () => {
    const { root } = await project;
    const topics = await loadTopics(root);

    for (const topic of Object.values(topics)) await expectRoundTrip(topic);

    expect(Object.keys(topics).sort()).toEqual([...legal].sort());
  });

  test('has a folder of its own, on file systems that take no account of case too', async () => {
    const { files } = await project;

    const folders = Object.keys(files)
      .filter((path) => path.endsWith('/types.ts'))
      .map((path) => path.slice(0, -'/types.ts'.length));

    expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(legal.length);
    expect(folders.filter((folder) => folder.includes('/') || folder.length > 255)).toEqual([]);
  });
});

describe('an illegal topic name', () => {
  test.each(names.illegal.map((name) => [JSON.stringify(name.slice(0, 20)), name]))(
    '%s is refused where it stands',
    async (_, name) => {
      const pointer = `/topics/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

      expect((await problemsOf(configOf([name]))).map((problem) => [problem.code, problem.pointer])).toEqual([
        ['topic-name', pointer],
      ]);
    },
  );

  test.each(['../x', 'a/b', '..', 'a\\b', '/etc', 'C:x', 'x\u0000y', ''])('%j is refused as "as"', async (name) => {
    expect(
      (await problemsOf(configOf(['orders'], { value: 'order.avsc', as: name }))).map((problem) => [
        problem.code,
        problem.pointer,
      ]),
    ).toEqual([['topic-name', '/topics/orders/as']]);
  });
});

describe('topics whose names fold together', () => {
  const pairs = names.collisions.flatMap((list) =>
    list.flatMap((one, index) =>
      list.slice(index + 1).map((other) => (one < other ? ([one, other] as const) : ([other, one] as const))),
    ),
  );

  test.each(pairs)('%s and %s are refused, with the way to part them', async (first, second) => {
    const [problem, ...others] = await problemsOf(configOf([first, second]));

    expect(others).toEqual([]);
    expect(problem?.code).toBe('topic-collision');
    expect(problem?.pointer).toBe(`/topics/${second}`);
    expect(problem?.message).toMatch(
      new RegExp(`^the topics "${first}" and "${second}" share the (?:folder|identifier) "[\\w.-]+"$`),
    );
    expect(problem?.help).toBe(`Give one of them another name: "${second}": { "as": "…" }`);
  });

  test('are told all at once, each with the first of them', async () => {
    const problems = await problemsOf(configOf(['ORDERS', 'Orders', 'orders', 'x-1', 'x1']));

    expect(problems.map(({ message }) => message)).toEqual([
      'the topics "ORDERS" and "Orders" share the folder "Orders"',
      'the topics "ORDERS" and "orders" share the folder "orders"',
      'the topics "x-1" and "x1" share the identifier "X1"',
    ]);
  });

  test('are parted by "as"', async () => {
    const { files, root } = await generateProject({
      config: { topics: { orders: { value: 'order.avsc' }, Orders: { value: 'order.avsc', as: 'capital-orders' } } },
      schemas,
    });

    expect(Object.keys(files).filter((path) => path.endsWith('/types.ts'))).toEqual([
      'capital-orders/types.ts',
      'orders/types.ts',
    ]);
    const { Orders } = await loadTopics(root);
    expect(Object.keys(Orders?.fixture?.event().records ?? {})).toEqual(['Orders-0']);
  });
});

test('a topic that is added renames nothing of the others', async () => {
  const before = await generateProject({ config: configOf(['aa', 'con', 'z.']), schemas });
  const after = await generateProject({ config: configOf(['Aaa', 'aa', 'b', 'con', 'topic', 'z.', 'zz']), schemas });

  const kept = Object.entries(after.files).filter(([path]) => path in before.files && path !== 'index.ts');
  expect(kept).toEqual(Object.entries(before.files).filter(([path]) => path !== 'index.ts'));
});
