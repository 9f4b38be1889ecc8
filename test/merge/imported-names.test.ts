import { describe, expect, test } from 'vitest';
import { mergeUserFile } from '../../src/merge/merge-user-file.js';
import { shopFile } from './shop-file.js';

const renamed = shopFile({
  renamed: { Order: 'PurchaseOrder', orderSample: 'purchaseOrderSample', consumeOrders: 'consumePurchases' },
});

/** What becomes of a module that uses the consumer anyway. */
function merged(...lines: readonly string[]) {
  const before = [...lines, "export { consumeOrders as handler } from './consumer.js';", ''].join('\n');
  const { text, ...rest } = mergeUserFile(renamed, before);
  expect(mergeUserFile(renamed, text)).toEqual({ text, edits: [], remarks: [] });
  const tail = "export { consumePurchases as handler } from './consumer.js';\n";
  expect(text.endsWith(tail)).toBe(true);
  const [last, ...others] = [...rest.edits].reverse();
  expect(last).toBe('renamed consumeOrders to consumePurchases (1 place)');
  return { lines: text.slice(0, -tail.length).trimEnd().split('\n'), edits: others.reverse(), remarks: rest.remarks };
}

describe('a type that has another name now', () => {
  test('is renamed where it is imported and wherever it is meant', () => {
    expect(
      merged(
        "import { type Order } from './types.js';",
        'const seen: Order[] = [];',
        'type Of<T extends Order = Order> = T | Record<string, Order>;',
        'class Kept implements Order {}',
        'export { type Order };',
        'export type { Order as Kept };',
      ),
    ).toEqual({
      lines: [
        "import { type PurchaseOrder } from './types.js';",
        'const seen: PurchaseOrder[] = [];',
        'type Of<T extends PurchaseOrder = PurchaseOrder> = T | Record<string, PurchaseOrder>;',
        'class Kept implements PurchaseOrder {}',
        'export { type PurchaseOrder as Order };',
        'export type { PurchaseOrder as Kept };',
      ],
      edits: ['renamed Order to PurchaseOrder (8 places)'],
      remarks: [],
    });
  });

  test('leaves alone what only looks like it: other scopes, properties, comments and strings', () => {
    const untouched = [
      '// Order, of the shop.',
      'function total<Order>(order: Order, { Order: other }: { Order: number }): Order { return order; }',
      "const log = { Order: 'Order', shop: { Order: 1 } }.shop.Order;",
      'function inner() { interface Order { id: string } const it: Order = { id: `Order` }; return it; }',
      'enum Kind { Order }',
      'Order: for (;;) break Order;',
    ];
    expect(merged("import type { Order } from './types.js';", ...untouched, 'let last: Order;')).toEqual({
      lines: ["import type { PurchaseOrder } from './types.js';", ...untouched, 'let last: PurchaseOrder;'],
      edits: ['renamed Order to PurchaseOrder (2 places)'],
      remarks: [],
    });
  });

  test('keeps the name that the file gave it', () => {
    expect(merged("import type { Order as O } from './types.js';", 'let last: O;').lines).toEqual([
      "import type { PurchaseOrder as O } from './types.js';",
      'let last: O;',
    ]);
  });

  test('keeps its old name inside the file where the new one is taken', () => {
    expect(
      merged(
        "import type { Order } from './types.js';",
        'interface PurchaseOrder extends Order { readonly by: string }',
      ),
    ).toEqual({
      lines: [
        "import type { PurchaseOrder as Order } from './types.js';",
        'interface PurchaseOrder extends Order { readonly by: string }',
      ],
      edits: ['imported PurchaseOrder as Order'],
      remarks: [],
    });
  });

  test('is found through a namespace, a type query, a re-export', () => {
    expect(
      merged(
        "import * as types from './types.js';",
        "import fixture = require('./fixture.js');",
        "type A = types.Order | import('./types.js').Order;",
        "const b = fixture.orderSample, c = fixture['orderSample'], d = fixture?.orderSample;",
        'const { orderSample, orderSample: again } = fixture;',
        'function f(types: { Order: string }) { return types.Order; }',
        "export { Order } from './types.js';",
        "export { type Order as Kept } from './types.js';",
      ).lines,
    ).toEqual([
      "import * as types from './types.js';",
      "import fixture = require('./fixture.js');",
      "type A = types.PurchaseOrder | import('./types.js').PurchaseOrder;",
      "const b = fixture.purchaseOrderSample, c = fixture['purchaseOrderSample'], d = fixture?.purchaseOrderSample;",
      'const { purchaseOrderSample: orderSample, purchaseOrderSample: again } = fixture;',
      'function f(types: { Order: string }) { return types.Order; }',
      "export { PurchaseOrder as Order } from './types.js';",
      "export { type PurchaseOrder as Kept } from './types.js';",
    ]);
  });

  test('is found in modules that are loaded while it runs', () => {
    expect(
      merged(
        "const { orderSample } = await import('./fixture.js');",
        "const sample = (await import('./fixture.js')).orderSample;",
        "const fixture = await vi.importActual<typeof import('./fixture.js')>('./fixture.js');",
        "void import('./fixture.js').then(({ orderSample }) => orderSample);",
        "void import('./fixture.js').then((loaded) => loaded.orderSample);",
        "const { orderSample: required } = require('./fixture.js');",
      ).lines,
    ).toEqual([
      "const { purchaseOrderSample: orderSample } = await import('./fixture.js');",
      "const sample = (await import('./fixture.js')).purchaseOrderSample;",
      "const fixture = await vi.importActual<typeof import('./fixture.js')>('./fixture.js');",
      "void import('./fixture.js').then(({ purchaseOrderSample: orderSample }) => orderSample);",
      "void import('./fixture.js').then((loaded) => loaded.purchaseOrderSample);",
      "const { purchaseOrderSample: required } = require('./fixture.js');",
    ]);
  });

  test('keeps the key of an object that is written in short', () => {
    expect(
      merged("import { orderSample } from './fixture.js';", 'const all = { orderSample, x: orderSample };').lines,
    ).toEqual([
      "import { purchaseOrderSample } from './fixture.js';",
      'const all = { orderSample: purchaseOrderSample, x: purchaseOrderSample };',
    ]);
  });

  test('of another module by the same name stays', () => {
    const lines = [
      "import type { Order } from '../../shop/types.js';",
      "import { Order as B } from 'types';",
      'let a: Order;',
    ];
    expect(merged(...lines)).toEqual({ lines, edits: [], remarks: [] });
  });
});

describe('names that trade places', () => {
  const file = shopFile({ renamed: { Order: 'OrderLine', OrderLine: 'OrderRow' } });
  const wire = "export { consumeOrders as handler } from './consumer.js';\n";

  test('are renamed in a file of the time before, which shows by a name that is gone', () => {
    const text = `import type { Order, OrderLine } from './types.js';\nlet a: Order, b: OrderLine;\n${wire}`;
    const once = mergeUserFile(file, text);

    expect(once).toEqual({
      text: `import type { OrderLine as Order, OrderRow } from './types.js';\nlet a: Order, b: OrderRow;\n${wire}`,
      edits: ['imported OrderLine as Order', 'renamed OrderLine to OrderRow (2 places)'],
      remarks: [],
    });
    expect(mergeUserFile(file, once.text)).toEqual({ text: once.text, edits: [], remarks: [] });
  });

  test('stay where nothing shows which of them is meant', () => {
    const text = `import type { OrderLine } from './types.js';\nlet b: OrderLine;\n${wire}`;
    expect(mergeUserFile(file, text)).toEqual({ text, edits: [], remarks: [] });
  });
});

test('a name that no module exports any more is reported with its place, and stays', () => {
  const file = shopFile({ gone: ['Order'] });
  const text = [
    "import type { Order } from './types.js';",
    "import * as types from './types.js';",
    "export { consumeOrders as handler } from './consumer.js';",
    'let a: Order, b: types.Order;',
  ].join('\n');

  const message = "Order is no longer exported by './types.js'";
  expect(mergeUserFile(file, text)).toEqual({
    text,
    edits: [],
    remarks: [
      { kind: 'import-missing', message, line: 1, column: 15 },
      { kind: 'import-missing', message, line: 4, column: 24 },
    ],
  });
});
