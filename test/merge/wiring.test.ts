import { describe, expect, test } from 'vitest';
import { needsParsing } from '../../src/merge/needs-parsing.js';
import { mergeUserFile } from '../../src/merge/merge-user-file.js';
import { shopFile } from './shop-file.js';

const file = shopFile({});

describe('a handler uses the topic’s consumer', () => {
  test.each([
    ["import { consumeOrders } from './consumer.js';", 'export const handler = consumeOrders(async () => {});'],
    ["import { consumeOrders as wire } from '../index.js';", 'export const handler = wire(async () => {});'],
    ["import * as orders from './consumer.js';", 'export const handler = orders.consumeOrders(async () => {});'],
    ["const { consumeOrders } = await import('./consumer.js');", 'export const handler = consumeOrders(run);'],
    ["import { consumeOrders } from '@shop/consumers';", 'export const handler = consumeOrders(run);'],
    ["export { consumeOrders } from './consumer.js';"],
    ["export * from './consumer.js';"],
  ])('by %s', (...lines) => {
    const text = lines.join('\n');
    expect(mergeUserFile(file, text)).toEqual({ text, edits: [], remarks: [] });
  });
});

describe('a handler may use it in a module of the team’s own', () => {
  test.each([
    ["export { handler } from './own.js';"],
    ["export * from './own.js';"],
    ["import { handler } from './own.js';", 'export { handler };'],
    ["import { run as handler } from '#orders';", 'export { handler };'],
    ["import { create } from './own.js';", 'const made = create(1);', 'export const handler = made.run;'],
    ["import middy from 'middy';", "import { run } from '../run.js';", 'export const handler = middy(run);'],
    ["import { Own } from '@/own';", 'export const handler = new Own().handler;'],
  ])('as in %s', (...lines) => {
    const text = lines.join('\n');
    expect(mergeUserFile(file, text)).toEqual({ text, edits: [], remarks: [] });
  });
});

describe('a handler is not wired any more', () => {
  test.each([
    [['export const handler = async (event: unknown) => {};'], 14],
    [["import { log } from './log.js';", 'export async function handler() { log(); }'], 23],
    [["import middy from 'middy';", 'export const handler = middy(async () => {});'], 14],
    [
      ["import type { OrdersRecord } from './consumer.js';", 'const run = () => {};', 'export const handler = run;'],
      14,
    ],
    [['// consumeOrders(async () => {})', "export const handler = 'consumeOrders(';"], 14],
  ])('as in %j', (lines, column) => {
    const text = lines.join('\n');
    const message = 'the handler does not use consumeOrders: it gets undecoded records, or none';
    expect(needsParsing(file, text)).toBe(true);
    expect(mergeUserFile(file, text)).toEqual({
      text,
      edits: [],
      remarks: [{ kind: 'consumer-unused', message, line: lines.length, column }],
    });
  });

  test('but its test need not be', () => {
    const text = "import { handler } from './handler.js';\n";
    const remarks = mergeUserFile(shopFile({ path: 'src/consumers/orders/handler.test.ts' }), text).remarks;
    expect(remarks).toEqual([]);
  });
});
