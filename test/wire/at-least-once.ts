import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';

import { claimingShop } from './claiming-shop.js';
import type { Wire } from './wire.js';

/** How many wires `testAtLeastOnce` takes. */
export const WIRES = 5;

/** How long an invocation has, and so how long a killed one keeps its claims, in milliseconds. */
const TIMEOUT = 3000;

export const ALL_HANDLED = { batchItemFailures: [] };

/** What holds of a generated consumer with claims and dead letters, whatever broker the wires have. */
export function testAtLeastOnce(nextWire: () => Wire): void {
  test('a batch whose answer was lost is delivered again, and nothing takes effect twice', async () => {
    const { mapping, order, send, open, effects } = await claimingShop(nextWire());
    const { handler, duplicates } = open();
    await send(0, order('a'), order('b'), order('c'));

    const first = await mapping.deliver(3, handler, { losesAnswer: true });
    const second = await mapping.deliver(3, handler);

    expect(second.event).toEqual(first.event);
    expect([first.answer, second.answer]).toEqual([ALL_HANDLED, ALL_HANDLED]);
    expect(duplicates).toEqual([[], [0, 1, 2]]);
    expect(effects()).toEqual(['a', 'b', 'c']);
    expect(await mapping.committed()).toEqual({ 0: 3 });
  });

  test('of two sandboxes that are given one batch at once, one handles each record', async () => {
    const { mapping, order, send, open, effects } = await claimingShop(nextWire());
    const sandboxes = [open(), open()];
    await send(1, order('a'), order('b'), order('c'), order('d'));

    const { answer } = await mapping.deliver(4, async (event, context) => {
      const answers = await Promise.all(sandboxes.map(({ handler }) => handler(event, context)));
      expect(answers).toEqual([ALL_HANDLED, ALL_HANDLED]);
      return ALL_HANDLED;
    });

    expect(answer).toEqual(ALL_HANDLED);
    expect(effects()).toEqual(['a', 'b', 'c', 'd']);
    const reported = sandboxes.flatMap(({ duplicates }) => duplicates.flat());
    expect(reported.sort()).toEqual([0, 1, 2, 3]);
  });

  test.each([
    ['before', ['a', 'dies before its effect', 'c', 'd']],
    ['after', ['a', 'dies after its effect', 'dies after its effect', 'c', 'd']],
  ])('a sandbox killed in mid-batch, %s an effect: the next goes on where it ended', async (when, expected) => {
    const { mapping, order, send, open, effects } = await claimingShop(nextWire());
    const { handler, duplicates, kills } = open();
    await send(2, order('a'), order(`dies ${when} its effect`), order('c'), order('d'));

    const killed = await mapping.deliver(4, handler, { timeout: TIMEOUT });
    const committed = await mapping.committed();
    const next = await mapping.deliver(4, handler);

    expect(String(killed.error)).toBe('Error: the sandbox ended');
    expect(committed[2] ?? 0).toBe(0);
    expect(next.event).toEqual(killed.event);
    expect(next.answer).toEqual(ALL_HANDLED);
    expect(kills()).toBe(1);
    expect(duplicates).toEqual([[], [0]]);
    expect(effects()).toEqual(expected);
    expect(await mapping.committed()).toEqual({ 2: 4 });
  });

  test('poison goes to the dead letters, byte for byte, and the records around it are handled once and in order', async () => {
    const { mapping, order, send, open, effects, letters } = await claimingShop(nextWire());
    const { handler, kills } = open();
    const undecodable = (await order('undecodable')).subarray(0, -1);
    const rejected = await order('rejected');
    const deadly = await order('always dies');
    const poison = (bytes: Buffer) => Promise.resolve(bytes);
    await send(
      0,
      order('a'),
      poison(undecodable),
      order('b'),
      poison(rejected),
      order('c'),
      poison(deadly),
      order('d'),
    );
    await send(1, order('e'), order('fails once'), order('f'));

    const over = { 0: 7, 1: 3 };
    while (!isDeepStrictEqual(await mapping.committed(), over)) await mapping.deliver(1, handler, { timeout: TIMEOUT });

    expect(kills()).toBe(2);
    expect(letters()).toEqual([
      ['undecodable', 1, '0/1', undecodable],
      ['rejected', 1, '0/3', rejected],
      ['attempts-exhausted', 3, '0/5', deadly],
    ]);
    expect(effects().filter((id) => 'abcd'.includes(id))).toEqual(['a', 'b', 'c', 'd']);
    expect(effects().filter((id) => !'abcd'.includes(id))).toEqual(['e', 'fails once', 'f']);
  });
}
