import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../src/commands/generate.js';
import { orderSchema, run, shop } from '../cli/run.js';
import { temporaryProject } from '../cli/temporary-project.js';

const file = 'gen-msk-consumer.config.json';

async function generated(): Promise<string> {
  const root = temporaryProject(shop);
  await run(['eject', 'consumer', '--to', 'templates', '--quiet'], { cwd: root });
  await generate({ cwd: root });
  return root;
}

async function causes(root: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const result = await generate({ cwd: root, dryRun: true, impacts: false });
  return Object.fromEntries(result.causes);
}

test('a dry run says what caused each change: schema, settings, templates, an edit or a deletion', async () => {
  const root = await generated();
  expect(await causes(root)).toEqual({});
  const replace = (path: string, from: string, to: string): void =>
    writeFileSync(join(root, path), readFileSync(join(root, path), 'utf8').replace(from, to));

  writeFileSync(join(root, 'schemas/order.avsc'), orderSchema.replace('"id"', '"number"'));
  expect((await causes(root))['gen/orders/types.ts']).toEqual(['schema']);
  const { stdout } = await run(['--dry-run', '--no-impacts', '--topic', 'orders'], { cwd: root });
  expect(stdout).toContain('would update gen/orders/types.ts (the schema has changed)\n');
  expect((await run(['--dry-run', '--format', 'json'], { cwd: root })).stdout).toContain(
    '"causes": [\n        "schema"\n',
  );

  replace(file, '"output":"gen"', '"output":"gen","importExtension":""');
  expect((await causes(root))['gen/orders/consumer.ts']).toEqual(['settings', 'schema']);
  writeFileSync(join(root, 'schemas/order.avsc'), orderSchema);
  expect((await causes(root))['gen/orders/consumer.ts']).toEqual(['settings']);

  await generate({ cwd: root });
  rmSync(join(root, 'gen/orders/types.ts'));
  writeFileSync(
    join(root, 'gen/payments/types.ts'),
    `${readFileSync(join(root, 'gen/payments/types.ts'), 'utf8')}export {};\n`,
  );
  expect(await causes(root)).toEqual({ 'gen/orders/types.ts': ['missing'], 'gen/payments/types.ts': ['edited'] });
});

test('templates, another version of the tool and a new topic are causes, too', async () => {
  const root = await generated();
  const template = join(root, 'templates/consumer.ts.hbs');
  const text = readFileSync(template, 'utf8');
  writeFileSync(template, `${text}export const ours = true;\n`);
  expect((await causes(root))['gen/orders/consumer.ts']).toEqual(['templates']);
  writeFileSync(template, text);

  const consumer = join(root, 'gen/orders/consumer.ts');
  const sealed = readFileSync(consumer, 'utf8');
  writeFileSync(consumer, sealed.replace(/^(\/\/ Seal: \w+) \w+/m, '$1 1234567812345678'));
  rmSync(join(root, 'gen/orders/types.ts'));
  const config = JSON.parse(readFileSync(join(root, file), 'utf8')) as { readonly topics: object };
  const topics = { ...config.topics, refunds: { value: 'schemas/order.avsc' } };
  writeFileSync(join(root, file), JSON.stringify({ ...config, topics }));
  const found = await causes(root);
  expect(found['gen/orders/types.ts']).toEqual(['tool']);
  expect(found['gen/index.ts']).toEqual(['settings']);
});
