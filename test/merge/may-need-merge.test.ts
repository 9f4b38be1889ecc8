import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { needsParsing } from '../../src/merge/needs-parsing.js';
import { mergeUserFile } from '../../src/merge/merge-user-file.js';
import { fresh, known, shopFile, type ShopFile } from './shop-file.js';

const handler = `import { consumeOrders, type OrdersRecord as R } from './consumer.js';
import type { Order } from './types.js';
import { shop } from '../../shop/index.js';

// In this case: nothing.
export const handler = consumeOrders(async ({ value: event }: R) => {
  switch (event.$type) {
    case 'shop.A':
      return shop(event);
    case "shop.B":
      return;
    default:
      // A record type that is new does not compile here until it has a case.
      event satisfies never;
      throw new Error('orders: a record type without a case');
  }
});
`;
const branches = [known('shop.A'), { value: 'shop.B', literal: "'shop.B'", isNew: undefined }];

describe('a handler needs no parse', () => {
  test('that agrees with what is generated', () => {
    expect(needsParsing(shopFile({ branches }), handler)).toBe(false);
  });

  test('that has templates and comments of any kind', () => {
    const text = `/**\n * In any case: from here.\n */\n${handler}/* one */ void \`\n  two \${\`three\`}\n\`;\n`;
    expect(needsParsing(shopFile({ branches }), text)).toBe(false);
  });

  test('that imports nothing but other modules beside', () => {
    const text =
      "import { consumeOrders } from './consumer.js';\nimport a from '../a.js';\nimport * as b from 'b';\nvi.mock('../a.js');\n";
    expect(needsParsing(shopFile({}), text)).toBe(false);
  });
});

describe('a handler is to be parsed', () => {
  const withC = { branches: [...branches, fresh('shop.C')] };
  const cases: readonly (readonly [string, ShopFile, string])[] = [
    ['whose imports end otherwise', { branches, importExtension: '.ts' }, handler],
    ['that uses a name that is gone', { branches, gone: ['Order'] }, handler],
    ['that uses a name that was renamed', { branches, renamed: { Order: 'PurchaseOrder' } }, handler],
    ['that lacks a case', { branches: [...branches, fresh('shop.C')] }, handler],
    [
      'whose case for a new type is a comment',
      { branches: [...branches, fresh('shop.C')] },
      `${handler}// case 'shop.C':\n`,
    ],
    ['with a case of no type', { branches: [known('shop.A')] }, handler],
    ['with a case by a name', { branches }, handler.replace("'shop.A'", 'A')],
    ['with a case by an expression', { branches }, handler.replace("'shop.A'", "('shop.A')")],
    [
      'with a case on the next line',
      { branches: [known('shop.B')] },
      handler.replace("case 'shop.A'", "case\n'shop.A'"),
    ],
    ['with a case without a space', { branches: [known('shop.B')] }, handler.replace("case 'shop.A'", "case'shop.A'")],
    [
      'with a type that has another name',
      { branches: [known('shop.A'), known('shop.B'), { ...known('shop.C'), formerly: 'shop.B' }] },
      handler,
    ],
    ['whose case for a new type is in a block comment', withC, `${handler}/* case 'shop.C': */\n`],
    ['whose case for a new type is in a template', withC, `${handler}void \`\n  case 'shop.C':\n\`;\n`],
    ['whose case for a new type is in one of two switches', withC, `${handler}switch (a.$type) {\ncase 'shop.C': }\n`],
    ['whose consumer is imported in a comment', { branches }, handler.replace('import {', '// import {')],
    ['that has moved', { branches, movedFrom: 'src/consumers/purchases' }, handler],
    ['that does not use the consumer', { branches }, handler.replace('consumeOrders,', '')],
    ['that imports a whole module', {}, `import * as types from './types.js';\n${handler}`],
    ['that imports while it runs', {}, `${handler}const { Order } = await import('./types.js');\n`],
    ['that spells an import with escapes', {}, `${handler}import '\\x2e/types';\n`],
    ['that passes a type on', { gone: ['OrderLine'] }, `${handler}export { type OrderLine } from "./types.js";\n`],
    [
      'that has a comment among the names',
      { gone: ['OrderLine'] },
      `${handler}import { /* , */ OrderLine } from './types.js';\n`,
    ],
  ];
  test.each(cases)('%s', (_, given, text) => {
    expect(needsParsing(shopFile(given), text)).toBe(true);
  });
});

test('whatever needs an edit or a remark is parsed, however the file is written', () => {
  const clause = fc.constantFrom(
    "case 'shop.A': break;",
    'case "shop.B": throw 1;',
    "case 'shop.C':",
    "case ('shop.A' as const): break;",
    'case A: break',
    'default: event satisfies never',
    "// case 'shop.C':",
  );
  const lines = fc.uniqueArray(clause).map((clauses) => ['switch (event.$type) {', ...clauses, '}'].join('\n'));
  const other = fc.constantFrom(
    "import { consumeOrders } from './consumer.js';",
    "import { consumeOrders } from '../index.js'",
    "import type { Order, OrderLine as L } from './types.js'",
    'import { type Order } from "./types";',
    "import fixture, { orderSample } from './fixture.js';",
    "export { orderSample } from './fixture.ts';",
    'const f = require(`./fixture.js`).orderSample',
    '/* one',
    'two */',
    '// import {',
    'export const handler = consumeOrders(async () => {});',
    'const t = `',
    '`;',
    "if (event.$type === 'shop.B') return;",
  );
  const given = fc.record({
    importExtension: fc.constantFrom('.js', '.ts', '' as const),
    gone: fc.subarray(['Order', 'OrderLine', 'consumeOrders']),
    renamed: fc.constantFrom<Readonly<Record<string, string>>>(
      {},
      { Order: 'PurchaseOrder' },
      { orderSample: 'sample' },
    ),
    branches: fc.constantFrom(
      undefined,
      branches,
      [known('shop.A'), fresh('shop.C')],
      [known('shop.C'), fresh('shop.A')],
    ),
  });
  fc.assert(
    fc.property(
      fc.array(fc.oneof(other, other, lines), { maxLength: 14 }),
      given,
      (lines, { branches: types, ...rest }) => {
        const file = shopFile({ ...rest, ...(types === undefined ? {} : { branches: types }) });
        const text = lines.join('\n');
        if (needsParsing(file, text)) return;
        const { edits, remarks } = mergeUserFile(file, text);
        expect({ edits, remarks: remarks.filter(({ message }) => !message.includes('syntax error')) }).toEqual({
          edits: [],
          remarks: [],
        });
      },
    ),
    { numRuns: 150 },
  );
});
