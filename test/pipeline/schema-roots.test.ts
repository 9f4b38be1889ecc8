import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/commands/check.js';
import { generate } from '../../src/commands/generate.js';
import { tempFolder } from '../support/temp-folder.js';

const record = (name: string, field: string, type: string): string =>
  JSON.stringify({ type: 'record', name, fields: [{ name: field, type }] });

const files = {
  'shared/orders.avsc': record('Order', 'money', 'Money'),
  'shared/common/money.avsc': record('Money', 'cents', 'long'),
  'shared/cart.schema.json': JSON.stringify({
    type: 'object',
    properties: { id: { $ref: 'common/id.json' }, size: { $ref: '#/definitions/size' } },
    definitions: { size: { type: 'integer' } },
  }),
  'shared/common/id.json': '{ "type": "string" }',
  'packages/schemas/parcel.avsc': record('Parcel', 'id', 'string'),
  'elsewhere/other.avsc': record('Other', 'id', 'string'),
};

const topics = {
  orders: { value: { file: '../../shared/orders.avsc', include: ['../../shared/common/*.avsc'] } },
  carts: { value: '../../shared/cart.schema.json' },
  parcels: { value: 'node_modules/@acme/schemas/parcel.avsc' },
};

/** A monorepo with a project in `services/shop`, and a package linked into its node_modules. */
function monorepo(config: object): string {
  const root = tempFolder();
  const project = join(root, 'services/shop');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(project, 'node_modules/@acme'), { recursive: true });
  symlinkSync(join(root, 'packages/schemas'), join(project, 'node_modules/@acme/schemas'));
  writeFileSync(join(project, 'gen-msk-consumer.config.json'), JSON.stringify({ output: 'gen', ...config }));
  return project;
}

test('schemas outside the folder of the config are read from the folders that schemaRoots names', async () => {
  const cwd = monorepo({ schemaRoots: ['../../shared', '../../packages/schemas'], topics });
  expect((await generate({ cwd })).diagnostics).toEqual([]);
  expect((await check({ cwd })).diagnostics).toEqual([]);
  expect(readFileSync(join(cwd, 'gen/orders/types.ts'), 'utf8')).toMatch(
    /from \.\.\/\.\.\/shared\/orders\.avsc\..*cents: bigint/s,
  );
  expect(readFileSync(join(cwd, 'gen/carts/types.ts'), 'utf8')).toMatch(/id\?: string;\n.*size\?: number;/s);
  expect(existsSync(join(cwd, 'gen/parcels/types.ts'))).toBe(true);
});

test.each([
  [
    'no root',
    {},
    ['/topics/carts/value', '/topics/orders/value/file', '/topics/orders/value/include/0', '/topics/parcels/value'],
  ],
  ['one of the roots', { schemaRoots: ['../../shared'] }, ['/topics/parcels/value']],
  [
    'a folder beside',
    { schemaRoots: ['../../shared/common', '../../packages/schemas'] },
    ['/topics/carts/value', '/topics/orders/value/file'],
  ],
])('with %s the others are refused, and the help names the setting', async (_, settings, pointers) => {
  const { diagnostics } = await generate({ cwd: monorepo({ ...settings, topics }) });
  expect(diagnostics.map(({ code, location }) => `${code} ${location?.pointer ?? ''}`).sort()).toEqual(
    pointers.map((pointer) => `path-outside ${pointer}`),
  );
  for (const { help } of diagnostics) expect(help).toContain('"schemaRoots": ["../shared"]');
});

test.each([
  [{ schemaRoots: ['/srv/schemas'], topics }, '/schemaRoots/0'],
  [{ schemaRoots: ['../..'], output: '../gen', topics: { a: { value: '../../elsewhere/other.avsc' } } }, '/output'],
  [
    { schemaRoots: ['../../shared'], topics: { a: { value: '../../shared/../elsewhere/other.avsc' } } },
    '/topics/a/value',
  ],
  [
    { schemaRoots: ['../../shared'], include: ['../../shared/../elsewhere/*'], topics: { a: { value: 'string' } } },
    '/include/0',
  ],
])('%j leads elsewhere and is refused', async (config, pointer) => {
  const { diagnostics } = await generate({ cwd: monorepo(config) });
  expect(diagnostics.map(({ location }) => location?.pointer)).toContain(pointer);
});
