import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeUserFile } from '../../src/merge/merge-user-file.js';
import { fresh, known, shopFile } from './shop-file.js';

/** A piece of a file: what it is before the merge, and after where that is something else. */
interface Piece {
  readonly before: string;
  readonly after: string;
}

const kept = (before: string): Piece => ({ before, after: before });
const edited = (before: string, after: string): Piece => ({ before, after });

const file = shopFile({
  importExtension: '.ts',
  renamed: { Order: 'PurchaseOrder' },
  branches: [known('shop.A'), fresh('shop.C'), { ...fresh('shop.New'), formerly: 'shop.Old' }],
});

const blank = fc.constantFrom('', ' ', '\t', '  \t ');
const comment = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n\u2028\u2029]|\*\//g, ' '));

/** What a team may write anywhere between statements, much of it like what is edited elsewhere. */
const own = fc.oneof(
  blank,
  comment.map((text) => `// ${text}`),
  comment.map((text) => `/* ${text} */`),
  fc.constantFrom(
    "// import type { Order } from './types.js';",
    "/* case 'shop.C': Order */",
    "void { Order: 'Order', path: './types.js', tag: 'shop.Old' };",
    'void function <Order>(order: Order): Order { return order; };',
    "void [/Order'/g, `Order ${'shop.C'} \\` './types.js'`];",
    '{ interface Order { readonly order: Order } }',
    "void ((value) => { switch (value.kind) { case 'shop.A': return; default: value satisfies never; } });",
    'label: for (const Order of [1]) { void Order; break label; }',
  ),
);

const layout = fc.record({
  mark: fc.constantFrom('', '\uFEFF'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  caseIndent: fc.constantFrom('', ' ', '\t', '   ', '\t ', '      '),
  bodyIndent: fc.constantFrom('', ' ', '\t\t', '     '),
  behind: fc.constantFrom('', ' ', '\t// last', ' /* Order */ '),
  own: fc.array(fc.array(own, { maxLength: 3 }), { minLength: 7, maxLength: 7 }),
});

test('what the team wrote around the places of an edit stays, byte for byte', () => {
  fc.assert(
    fc.property(layout, ({ mark, lineEnd, caseIndent, bodyIndent, behind, own: written }) => {
      const team = (at: number) => kept((written[at] ?? []).map((line) => line + lineEnd).join(''));
      const line = (...pieces: readonly (string | Piece)[]) =>
        [...pieces, lineEnd].map((piece) => (typeof piece === 'string' ? kept(piece) : piece));
      const type = edited('Order', 'PurchaseOrder');
      const ending = edited('.js', '.ts');
      const [label, body] = [lineEnd + caseIndent, lineEnd + bodyIndent];
      const added = edited('', `${label}case 'shop.C':${body}throw new NotHandledError('shop.C');`);
      const insertedBehind = behind.trimEnd();
      const pieces = [
        kept(mark),
        team(0),
        ...line('import { consumeOrders', edited('', ', NotHandledError'), " } from './consumer", ending, "';"),
        team(1),
        ...line("import { DecodeError } from '", edited('../_runtime/errors.js', './consumer.ts'), "';"),
        team(2),
        ...line('import type {\t', type, ',}', " from './types", ending, "' ;"),
        team(3),
        ...line('export const seen : ', type, '[ ] = [];'),
        team(4),
        ...line('export const handler = consumeOrders(async ({ value: event }) => {'),
        ...line('switch( event.$type ){'),
        ...line(caseIndent, "case '", edited('shop.Old', 'shop.New'), "' :"),
        team(5),
        ...line(bodyIndent, 'throw new DecodeError();'),
        ...line(caseIndent, "case 'shop.A':"),
        ...line(bodyIndent, 'break;', insertedBehind, added, behind.slice(insertedBehind.length)),
        ...line('default: event satisfies never;'),
        ...line('}});'),
        team(6),
      ];
      const before = pieces.map((piece) => piece.before).join('');
      const after = pieces.map((piece) => piece.after).join('');

      const merged = mergeUserFile(file, before);

      expect(merged).toEqual({ text: after, edits: merged.edits, remarks: [] });
      expect(merged.edits).toHaveLength(7);
      expect(mergeUserFile(file, after)).toEqual({ text: after, edits: [], remarks: [] });
    }),
    { numRuns: 150 },
  );
});
