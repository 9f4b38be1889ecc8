import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configOf, problemsOf } from './load.js';

const names = JSON.parse(readFileSync(new URL('../corpus/topics/topic-names.json', import.meta.url), 'utf8')) as {
  // The members of the corpus file that are used here.
  readonly legal: readonly string[];
  readonly illegal: readonly string[];
  readonly legal_from_the_wild: Readonly<Record<string, readonly string[]>>;
};

test('every legal topic name is taken as it is, __proto__ and constructor among them', async () => {
  const legal = [...new Set([...names.legal, ...Object.values(names.legal_from_the_wild).flat()])];
  const text = `{ "topics": { ${legal.map((name) => `${JSON.stringify(name)}: { "value": "none" }`).join(', ')} } }`;
  expect((await configOf(text)).topics.map(({ topic }) => topic)).toEqual([...legal].sort());
});

test.each(names.illegal.map((name) => [name]))('the topic name %j is refused, also for "as"', async (name) => {
  const key = JSON.stringify(name);
  expect(await problemsOf(`{ "topics": { ${key}: { "value": "none" } } }`)).toEqual([
    expect.stringMatching(/^1:15 [^]* topic-name topics[^]*: invalid Kafka topic name: /),
  ]);
  expect(await problemsOf(`{ "topics": { "a": { "value": "none", "as": ${key} } } }`)).toEqual([
    expect.stringMatching(/^1:45 \/topics\/a\/as topic-name topics\.a\.as: invalid Kafka topic name: /),
  ]);
});

test('the reason says what is wrong with a name', async () => {
  const reasons = await Promise.all(
    ['', '..', 'a b/c d', 'x'.repeat(250)].map(async (name) => {
      const [problem = ''] = await problemsOf(JSON.stringify({ topics: { [name]: { value: 'none' } } }));
      return problem.slice(problem.lastIndexOf(': ') + 2);
    }),
  );
  expect(reasons).toEqual([
    'it is empty',
    '"." and ".." are reserved',
    'it contains " " and "/"',
    'it has 250 characters',
  ]);
});
