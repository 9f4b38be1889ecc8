import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/commands/check.js';
import { generate } from '../../src/commands/generate.js';
import { tempFolder } from '../support/temp-folder.js';
import { readTree } from './temp-project.js';

const schema = '{ "type": "record", "name": "Order", "fields": [{ "name": "id", "type": "string" }] }';

/** Generates with a config of one topic; returns the errors. */
async function generated(root: string, config: string, output: string): Promise<readonly string[]> {
  mkdirSync(dirname(join(root, config)), { recursive: true });
  writeFileSync(join(root, dirname(config), 'order.avsc'), schema);
  const topic = `topic-of-${config.replaceAll(/\W/g, '-')}`;
  const settings = { output, topics: { [topic]: { value: 'order.avsc' } } };
  const written = config.endsWith('package.json') ? { 'gen-msk-consumer': settings } : settings;
  writeFileSync(join(root, config), JSON.stringify(written));
  const { diagnostics } = await generate({ cwd: join(root, dirname(config)), config: join(root, config) });
  return diagnostics.flatMap(({ code, severity, message, location }) =>
    severity === 'error' ? [`${code} ${location?.file ?? ''}: ${message.split(' ')[0] ?? ''}`] : [],
  );
}

test.each([
  ['the same folder', 'a.json', 'src', 'b.json', 'src', 'src/index.ts: a.json'],
  ['a folder inside', 'a.json', 'src', 'b.json', 'src/deep/er', 'src/index.ts: a.json'],
  ['a folder around', 'a.json', 'src/deep', 'b.json', 'src', 'src/deep/index.ts: a.json'],
  ['a folder inside, of a config below', 'a.json', 'src', 'src/x/b.json', 'gen', '../index.ts: ../../a.json'],
  ['a folder around, of a config above', 'src/x/a.json', 'gen', 'b.json', 'src', 'src/x/gen/index.ts: src/x/a.json'],
  ['the same folder, of a config above', 'src/a.json', 'gen', 'b.json', 'src/gen', 'src/gen/index.ts: src/a.json'],
  ['the same folder, in package.json', 'package.json', 'src', 'b.json', 'src', 'src/index.ts: package.json'],
])(
  'two configs generate into %s: the second one is refused and nothing is lost',
  async (_, a, aOut, b, bOut, error) => {
    const root = tempFolder();
    expect(await generated(root, a, aOut)).toEqual([]);
    const before = readTree(join(root, dirname(a), aOut));
    expect(await generated(root, b, bOut)).toEqual([`output-shared ${error}`]);
    expect(readTree(join(root, dirname(a), aOut))).toMatchObject(before);
    expect((await check({ cwd: root, config: join(root, a) })).diagnostics).toEqual([]);
  },
);

test('folders next to each other, and a config that has a new name or output, are no conflict', async () => {
  const root = tempFolder();
  expect(await generated(root, 'a.json', 'src/a')).toEqual([]);
  expect(await generated(root, 'b.json', 'src/b')).toEqual([]);
  expect(await generated(root, 'a.json', 'src/a/deeper')).toEqual([]);
  expect(Object.keys(readTree(join(root, 'src/a'))).filter((path) => path === 'index.ts')).toEqual(['index.ts']);
  rmSync(join(root, 'b.json'));
  expect(await generated(root, 'c.json', 'src/b')).toEqual([]);
  writeFileSync(join(root, 'package.json'), '{ "name": "x" }');
  rmSync(join(root, 'c.json'));
  expect(await generated(root, 'd.json', 'src/b')).toEqual([]);
  expect(readFileSync(join(root, 'src/b/index.ts'), 'utf8')).toContain('from ../../d.json.');
});

test('an event.json that was edited, or is the team’s, outlives its topic', async () => {
  const root = tempFolder();
  await generated(root, 'a.json', 'src');
  const [event, own] = [join(root, 'src/topic-of-a-json/event.json'), join(root, 'src/mine/event.json')];
  mkdirSync(dirname(own));
  writeFileSync(own, '{}');
  writeFileSync(event, '{ "mine": true }');
  writeFileSync(join(root, 'a.json'), JSON.stringify({ output: 'src', topics: { other: { value: 'order.avsc' } } }));
  const { diagnostics } = await generate({ cwd: root, config: 'a.json' });
  expect(diagnostics.map(({ code, location }) => `${code} ${location?.file ?? ''}`)).toContain(
    'stale-file-kept src/topic-of-a-json/event.json',
  );
  expect([event, own].map((file) => readFileSync(file, 'utf8'))).toEqual(['{ "mine": true }', '{}']);
  expect((await check({ cwd: root, config: 'a.json' })).diagnostics.map(({ location }) => location?.file)).toContain(
    'src/topic-of-a-json/event.json',
  );
});
