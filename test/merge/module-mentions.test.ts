import { describe, expect, test } from 'vitest';
import { mergeUserFile } from '../../src/merge/merge-user-file.js';
import { needsParsing } from '../../src/merge/needs-parsing.js';
import { shopFile } from './shop-file.js';

const wire = "import { consumeOrders } from './consumer.js';";
const everyWay = [
  wire,
  "import './types.js';",
  'import type * as all from "./types.js";',
  "import fixture = require('./fixture.js');",
  "export * from './types.js';",
  "type A = import('./types.js').Order;",
  "declare module './types.js' {}",
  'const b = await import(`./fixture.js`);',
  "const c = require('./fixture.js'), d = require.resolve('./fixture.js');",
  "vi.mock('./fixture.js'); vi.mock(import('./fixture.js')); jest.requireActual('./fixture.js');",
  "t.mock.module('./fixture.js'); mock.module('./fixture.js'); import.meta.resolve('./fixture.js');",
  "import { a } from '../../shop/a.js';",
  "import event from './event.json' with { type: 'json' };",
  "const e = new URL('./event.json', import.meta.url), f = readFileSync('./fixture.js');",
  "import { consumeOrders as g } from '..';",
  "import { consumeOrders as h } from '../index.js';",
  "import { i } from 'orders/types.js'; // './types.js'",
];

describe('imports of generated modules', () => {
  test('end as the config says, however they are written; those of other modules stay', () => {
    const { text, edits, remarks } = mergeUserFile(shopFile({ importExtension: '.ts' }), everyWay.join('\n'));

    expect(text.split('\n')).toEqual([
      "import { consumeOrders } from './consumer.ts';",
      "import './types.ts';",
      'import type * as all from "./types.ts";',
      "import fixture = require('./fixture.ts');",
      "export * from './types.ts';",
      "type A = import('./types.ts').Order;",
      "declare module './types.ts' {}",
      'const b = await import(`./fixture.ts`);',
      "const c = require('./fixture.ts'), d = require.resolve('./fixture.ts');",
      "vi.mock('./fixture.ts'); vi.mock(import('./fixture.ts')); jest.requireActual('./fixture.ts');",
      "t.mock.module('./fixture.ts'); mock.module('./fixture.ts'); import.meta.resolve('./fixture.ts');",
      ...everyWay.slice(11, 15),
      "import { consumeOrders as h } from '../index.ts';",
      "import { i } from 'orders/types.js'; // './types.js'",
    ]);
    expect(remarks).toEqual([]);
    expect(edits[0]).toBe("changed the import of './consumer.js' to './consumer.ts'");
    expect(edits).toHaveLength(17);
  });

  test('lose their extension and get it back, byte for byte', () => {
    const bare = mergeUserFile(shopFile({ importExtension: '' }), everyWay.join('\n')).text;
    expect(bare).toContain("import './types';");
    expect(mergeUserFile(shopFile({ importExtension: '.js' }), bare).text).toBe(everyWay.join('\n'));
  });

  test('in a test take the handler along, which is the team’s own', () => {
    const file = shopFile({ path: 'src/consumers/orders/handler.test.ts', importExtension: '' });
    const text =
      "import { ordersEvent } from './fixture.js';\nimport { handler } from './handler.js';\nimport './own.js';\n";
    expect(mergeUserFile(file, text)).toEqual({
      text: "import { ordersEvent } from './fixture';\nimport { handler } from './handler';\nimport './own.js';\n",
      edits: [
        "changed the import of './fixture.js' to './fixture'",
        "changed the import of './handler.js' to './handler'",
      ],
      remarks: [],
    });
  });
});

describe('a file whose folder has moved', () => {
  test('keeps what moved along, and finds all else from its new place', () => {
    const file = shopFile({ movedFrom: 'src/old/deeper/purchases' });
    const text = [
      "import { consumeOrders } from './consumer.js';",
      "import type { Order } from '../purchases/types.js';",
      "import { NotHandledError } from '../../../consumers/_runtime/errors.js';",
      "import { own } from './own.js';",
      "import { up } from '../up.js';",
      "import { shop } from '../../../shop/index.js';",
      "import event from './event.json' with { type: 'json' };",
      "vi.mock('../up.js', () => import('./fixture.js'));",
      "const sample = new URL('./samples/', import.meta.url);",
      "import { lambda } from '@aws-lambda-powertools/logger';",
    ].join('\n');

    const { text: merged, remarks } = mergeUserFile(file, text);

    expect(merged.split('\n')).toEqual([
      "import { consumeOrders } from './consumer.js';",
      "import type { Order } from './types.js';",
      "import { NotHandledError } from './consumer.js';",
      "import { own } from '../../old/deeper/purchases/own.js';",
      "import { up } from '../../old/deeper/up.js';",
      "import { shop } from '../../shop/index.js';",
      "import event from './event.json' with { type: 'json' };",
      "vi.mock('../../old/deeper/up.js', () => import('./fixture.js'));",
      "const sample = new URL('../../old/deeper/purchases/samples/', import.meta.url);",
      "import { lambda } from '@aws-lambda-powertools/logger';",
    ]);
    expect(remarks).toEqual([]);
  });

  test('is followed by a file that stays where it is', () => {
    const file = shopFile({
      movedFrom: 'src/consumers/purchases',
      path: 'src/jobs/replay.ts',
      from: 'src/jobs/replay.ts',
    });
    const { text } = mergeUserFile(file, "import type { Order } from '../consumers/purchases/types.js';\n");
    expect(text).toBe("import type { Order } from '../consumers/orders/types.js';\n");
  });
});

describe('an import of the runtime’s folder', () => {
  const moved = (...lines: readonly string[]) => mergeUserFile(shopFile({}), lines.join('\n'));

  test('moves to the topic’s consumer, which passes the names on', () => {
    const consumer = "import { consumeOrders } from './consumer.js';";
    const { text, edits } = moved(
      consumer,
      'import { DecodeError, NotHandledError as Unknown } from "../_runtime/errors.js";',
      "export type { DecodeError } from '../_runtime/errors.js';",
    );
    expect(text.split('\n')).toEqual([
      consumer,
      'import { DecodeError, NotHandledError as Unknown } from "./consumer.js";',
      "export type { DecodeError } from './consumer.js';",
    ]);
    expect(edits).toEqual(Array(2).fill("changed the import of '../_runtime/errors.js' to './consumer.js'"));
    expect(needsParsing(shopFile({}), text)).toBe(false);
  });

  test('stays where it takes more than is passed on', () => {
    const lines = [
      "import { consumeOrders } from './consumer.js';",
      "import * as errors from '../_runtime/errors.js';",
      "import '../_runtime/errors.js';",
    ];
    expect(moved(...lines)).toEqual({ text: lines.join('\n'), edits: [], remarks: [] });
  });
});
