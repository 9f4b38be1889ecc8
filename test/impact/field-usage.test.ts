import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fieldUsage } from '../../src/commands/field-usage.js';
import { run } from '../cli/run.js';
import { generateProject, record } from '../pipeline/temp-project.js';

const HANDLER = `import { consumeOrders } from './consumer.js';
import type { Order } from './types.js';
const made: Partial<Order> = { note: 'given, not read' };
export const handler = consumeOrders(async ({ value }) => {
  if (value === null) return;
  const { id } = value;
  console.log(id, value.box.width, value.lines.map((line) => line.sku), made);
});
`;

test('the fields that the code reads, also in records within, and those that nobody reads', async () => {
  const box = record('Box', [
    ['width', 'int'],
    ['height', 'int'],
  ]);
  const { root } = await generateProject({
    config: { topics: { orders: { value: 'order.avsc' } } },
    schemas: {
      'order.avsc': record('Order', [
        ['id', 'string'],
        ['note', 'string'],
        ['box', box],
        ['lines', { type: 'array', items: record('Line', [['sku', 'string']]) }],
      ]),
    },
  });
  writeFileSync(join(root, 'src/consumers/orders/handler.ts'), HANDLER);
  const { topics, diagnostics } = await fieldUsage({ cwd: root });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [orders] = topics;
  expect(
    orders?.read.map(({ type, field, reads }) => `${type}.${field}:${reads.map(({ line }) => line).join()}`),
  ).toEqual(['Order.id:6', 'Order.box:7', 'Order.lines:7', 'Box.width:7', 'Line.sku:7']);
  expect(orders?.unread).toEqual([
    { type: 'Order', field: 'note' },
    { type: 'Box', field: 'height' },
  ]);
  const { exitCode, stdout } = await run(['diff', '--usage'], { cwd: root });
  expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { command: 'diff', topics: [{ topic: 'orders' }] }]);
});
