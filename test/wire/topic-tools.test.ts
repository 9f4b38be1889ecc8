import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { produce } from '../../src/commands/produce.js';
import { redrive } from '../../src/commands/redrive.js';
import { verify } from '../../src/commands/verify.js';
import { generateProject, record } from '../pipeline/temp-project.js';
import { startMockBroker } from './mock-broker.js';

test('records that produce writes to a topic are verified there, by number or by offsets, and redriven', async () => {
  const broker = await startMockBroker();
  const { root } = await generateProject({
    config: {
      defaults: { framing: 'confluent' },
      topics: { orders: { key: 'string', value: { versions: { '4': 'order.avsc' } } } },
    },
    schemas: { 'order.avsc': record('Order', [['id', 'string']]) },
  });
  writeFileSync(
    join(root, 'src/consumers/orders/handler.ts'),
    "import { appendFileSync } from 'node:fs';\n" +
      "import { consumeOrders } from './consumer.js';\n" +
      'export const handler = consumeOrders(async ({ partition, offset }) => {\n' +
      "  appendFileSync('handled', `${partition}:${offset} `);\n" +
      '});\n',
  );
  const at = { cwd: root, env: { PATH: process.env['PATH'] }, brokers: { brokers: broker.bootstrapServers } };
  try {
    const written = await produce('orders', { ...at, count: 9, seed: 'a', partitions: 3, poison: 1, tombstones: 1 });
    expect(written.diagnostics).toEqual([]);
    expect(written.records.map(({ partition, offset }) => [partition, offset])).toEqual(
      Array.from({ length: 9 }, (_, index) => [index % 3, Math.floor(index / 3)]),
    );
    const [poison] = written.records.filter(({ kind }) => kind === 'poison');

    const all = await verify({ ...at, topics: ['orders'], last: 9 });
    expect(all.diagnostics.map(({ code }) => code)).toEqual(['record-unreadable']);
    const [orders] = all.topics;
    expect(orders?.records.length).toBe(9);
    const broken = orders?.records.find(({ value }) => value.verdict === 'undecodable');
    expect([broken?.partition, broken?.offset]).toEqual([poison?.partition, poison?.offset]);

    const ranged = await verify({ ...at, topics: ['orders'], offsets: [{ partition: 2, first: 1, last: 2 }] });
    expect(ranged.topics[0]?.records.map(({ partition, offset }) => [partition, offset])).toEqual([
      [2, 1],
      [2, 2],
    ]);

    const offsets = [{ partition: 0, first: 0, last: 1 }];
    const redriven = await redrive('orders', { ...at, offsets });
    expect(redriven.records.map(({ offset, outcome }) => [offset, outcome])).toEqual([
      [0, 'handled'],
      [1, 'handled'],
    ]);
    expect(readFileSync(join(root, 'handled'), 'utf8')).toBe('0:0 0:1 ');
    const unknown = await verify({ ...at, topics: ['orders'], brokers: { brokers: 'localhost:1' } });
    expect(unknown.diagnostics.map(({ code }) => code)).toEqual(['broker-unreachable']);
  } finally {
    await broker.close();
  }
});
