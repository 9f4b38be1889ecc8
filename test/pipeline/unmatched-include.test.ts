import { expect, test } from 'vitest';
import { orderSchema, run } from '../cli/run.js';
import { temporaryProject } from '../cli/temporary-project.js';

const file = 'gen-msk-consumer.config.json';

function project(include: readonly string[], value = orderSchema): string {
  return temporaryProject({
    [file]: JSON.stringify({ include, topics: { orders: { value: 'orders.avsc' } } }),
    'orders.avsc': value,
    'common/deep/place.avsc': '{ "type": "enum", "name": "Place", "symbols": ["HERE"] }',
  });
}

test('a pattern in "include" that matches no file is a warning, in each run', async () => {
  const root = project(['common', './common/**/*.avsc', 'common/deep/place.avsc', 'comon/*.avsc', '!common/old.avsc']);
  const warning = `warning include-unmatched: "comon/*.avsc" matches no file
  at ${file}:1:68 (/include/3)
  Correct the pattern, which is relative to the config's folder, or remove it.
`;
  expect((await run(['generate'], { cwd: root })).stderr).toContain(warning);
  const { exitCode, stderr } = await run(['check'], { cwd: root });
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(warning) as string });
  expect((await run(['check', '--strict'], { cwd: root })).exitCode).toBe(2);
});

test('it is reported with the type that is missing because of it', async () => {
  const visit = '{ "type": "record", "name": "Visit", "fields": [{ "name": "at", "type": "Place" }] }';
  const { exitCode, stderr } = await run(['check'], { cwd: project(['comon/*.avsc'], visit) });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('"comon/*.avsc" matches no file');
  expect(stderr).toMatch(/error .*Place/);
});
