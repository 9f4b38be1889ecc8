import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generate } from '../../src/commands/generate.js';
import { findImpacts } from '../../src/impact/find-impacts.js';
import { filesIn } from '../cli/temporary-project.js';
import { dayShare } from '../support/day-share.js';
import { HandlerProject, told, type Schema } from './handler-project.js';

const golden = join(dirname(fileURLToPath(import.meta.url)), 'golden');

interface SchemaChange {
  readonly title: string;
  readonly schema?: Schema;
  readonly replace: readonly (readonly [was: string, is: string])[];
}

const decimal = '{ "type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2 }';

const schemaChanges: readonly SchemaChange[] = [
  { title: 'vanished-field', replace: [['          { "name": "email", "type": "string" },\n', '']] },
  { title: 'changed-type', replace: [['"total", "type": "long"', `"total", "type": ${decimal}`]] },
  {
    title: 'nullable',
    replace: [['"comment", "type": "string"', '"comment", "type": ["null", "string"], "default": null']],
  },
  { title: 'enum-symbol', replace: [['"SHIPPED"]', '"SHIPPED", "RETURNED"]']] },
  { title: 'renamed-record', replace: [['"Customer"', '"Buyer"']] },
  {
    title: 'added-field',
    replace: [['{ "name": "comment"', '{ "name": "gift", "type": "boolean" }, { "name": "comment"']],
  },
  { title: 'optional', schema: 'shipments.schema.json', replace: [[', "deliveredAt"]', ']']] },
];

test.each(dayShare(schemaChanges, 3))(
  'tells every place of the project that a schema change touches: $title',
  async (change) => {
    const { title, schema = 'orders.avsc', replace } = change;
    const project = await HandlerProject.make();
    project.changeSchema(schema, replace);

    const { impacts, remarks } = await project.impacts();

    expect(remarks).toEqual([]);
    await expect(`${impacts.map(told).join('\n')}\n`).toMatchFileSnapshot(join(golden, `${title}.txt`));
  },
);

test('tells the same whether the disk holds the files as they were or as they are, and writes nothing', async () => {
  const project = await HandlerProject.make();
  project.changeSchema('orders.avsc', [['"vip", "type": "boolean"', '"vip", "type": "int"']]);
  const changes = await project.changes();
  const find = () => findImpacts({ root: project.root, changes, edits: [] });
  const texts = filesIn(project.root);
  const before = find();
  const textsAfterwards = filesIn(project.root);
  await generate({ cwd: project.root });

  expect(find()).toEqual(before);
  expect(textsAfterwards).toEqual(texts);
  expect(before.impacts[1]).toEqual({
    file: 'src/shop/notifications.ts',
    line: 8,
    column: 20,
    expression: '{ vip }',
    change: { type: 'Customer', field: 'vip', kind: 'type', before: 'boolean', after: 'number' },
    error: undefined,
  });
});

test('documentation, order and new fields of generated types touch no code that reads them', async () => {
  const project = await HandlerProject.make();
  project.changeSchema('orders.avsc', [
    ['"name": "Order",', '"name": "Order", "doc": "What was ordered.",'],
    [
      '          { "name": "vip", "type": "boolean" }\n',
      '          { "name": "vip", "type": "boolean", "doc": "Pays more." }\n',
    ],
    [
      '{ "name": "quantity", "type": "int" },\n            { "name": "price", "type": "long" }',
      '{ "name": "price", "type": "long" }, { "name": "tax", "type": "int" }, { "name": "quantity", "type": "int" }',
    ],
  ]);
  const changes = await project.changes();

  expect(changes.map(({ path }) => path)).toContain('src/consumers/orders/types.ts');
  expect(findImpacts({ root: project.root, changes, edits: [] })).toEqual({ impacts: [], remarks: [] });
});
