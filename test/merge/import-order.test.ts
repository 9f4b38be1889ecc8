import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { mergeUserFile } from '../../src/merge/merge-user-file.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { fresh, known, shopFile } from './shop-file.js';

const biome = fileURLToPath(new URL('../../node_modules/@biomejs/biome/bin/biome', import.meta.url));

afterAll(removeTempFolders);

/** The imports of a handler that gets a case for a new type, and needs `NotHandledError` for it, in a file of the team's. */
function afterNewCase(imports: readonly string[], path?: string): readonly string[] {
  const body = "\nswitch (event.$type) {\n  case 'shop.A': break;\n}\n";
  const file = shopFile({ branches: [known('shop.A'), fresh('shop.C')], ...(path === undefined ? {} : { path }) });
  const { text, edits } = mergeUserFile(file, `${imports.join('\n')}\n${body}`);
  expect(edits).toContain('imported NotHandledError');
  return text.slice(0, text.indexOf('\n\nswitch')).split('\n');
}

const shared = "import { audit } from '../../audit.js';";
const types = "import type { Order } from './types.js';";
const consumer = "import { NotHandledError } from './consumer.js';";

/** Each sorted by Biome, and what they become. */
const sorted: readonly { readonly before: readonly string[]; readonly after: readonly string[] }[] = [
  {
    before: ["import { consumeOrders, type OrdersRecord } from './consumer.js';"],
    after: ["import { consumeOrders, NotHandledError, type OrdersRecord } from './consumer.js';"],
  },
  {
    before: ["import { type OrdersRecord } from './consumer.js';"],
    after: ["import { NotHandledError, type OrdersRecord } from './consumer.js';"],
  },
  {
    before: ['import {', '  DecodeError,', '  type OrdersRecord,', "} from './consumer.js';"],
    after: ['import {', '  DecodeError,', '  NotHandledError,', '  type OrdersRecord,', "} from './consumer.js';"],
  },
  { before: [shared, types], after: [shared, consumer, types] },
  { before: [shared], after: [shared, consumer] },
  { before: [types], after: [consumer, types] },
  {
    before: ["import { S3 } from '@aws-sdk/client-s3';", types],
    after: ["import { S3 } from '@aws-sdk/client-s3';", consumer, types],
  },
  {
    before: ["import { S3 } from '@aws-sdk/client-s3';", '', '// The schema’s own.', types],
    after: ["import { S3 } from '@aws-sdk/client-s3';", '', consumer, '// The schema’s own.', types],
  },
  { before: ['// Copyright', '', types], after: ['// Copyright', '', consumer, types] },
  { before: ["import './setup.js';", '', types], after: ["import './setup.js';", '', consumer, types] },
];

describe('an import that an edit adds', () => {
  test.each(sorted)('stands where the file’s order has it: $after', ({ before, after }) => {
    const path = 'src/consumers/orders/handler.ts';
    expect(afterNewCase(before, path)).toEqual(after);
  });

  test('follows the imports of a file that has them in another order', () => {
    expect(afterNewCase([types, shared])).toEqual([types, shared, consumer]);
    expect(afterNewCase(["import { z } from 'zod';"])).toEqual(["import { z } from 'zod';", consumer]);
    expect(afterNewCase(['// eslint-disable-next-line import/order', types])).toEqual([
      '// eslint-disable-next-line import/order',
      types,
      consumer,
    ]);
  });

  test('is the last name of a list that is not sorted, or has comments', () => {
    const unsorted = "import { type OrdersRecord, consumeOrders, DecodeError } from './consumer.js';";
    expect(afterNewCase([unsorted])).toEqual([unsorted.replace('DecodeError', 'DecodeError, NotHandledError')]);
    const remark = "import { DecodeError, /* all */ type OrdersRecord } from './consumer.js';";
    expect(afterNewCase([remark])).toEqual([remark.replace('Record', 'Record, NotHandledError')]);
  });

  test('leaves a file sorted, as Biome sees it', () => {
    const root = tempFolder();
    mkdirSync(join(root, 'src'));
    sorted.forEach(({ before, after }, index) => {
      writeFileSync(join(root, `src/before-${String(index)}.ts`), `${before.join('\n')}\n`);
      writeFileSync(join(root, `src/after-${String(index)}.ts`), `${after.join('\n')}\n`);
    });
    const assist = { actions: { source: { organizeImports: 'on' } } };
    writeFileSync(join(root, 'biome.json'), JSON.stringify({ assist }));
    const check = ['check', '--linter-enabled=false', '--formatter-enabled=false', '--enforce-assist=true', 'src'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [biome, ...check], { cwd: root, encoding: 'utf8' });
    expect({ status, findings: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, findings: '' });
  });
});

test('a name that is renamed takes its place in a list that was sorted', () => {
  const file = shopFile({ renamed: { Order: 'PurchaseOrder' } });
  const before = "import type { Order, OrderLine, OrdersValue } from './types.js';\nlet a: Order, b: OrderLine;\n";
  expect(mergeUserFile(file, before).text).toBe(
    "import type { OrderLine, OrdersValue, PurchaseOrder } from './types.js';\nlet a: PurchaseOrder, b: OrderLine;\n",
  );
  const byCase = "import { type Order, orderSample, ordersEvent } from './types.js';\n";
  expect(mergeUserFile(file, byCase).text).toBe(
    "import { orderSample, ordersEvent, type PurchaseOrder } from './types.js';\n",
  );
  const unsorted = "import type { OrdersValue, Order } from './types.js';\n";
  expect(mergeUserFile(file, unsorted).text).toBe("import type { OrdersValue, PurchaseOrder } from './types.js';\n");
});
