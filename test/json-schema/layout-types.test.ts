import fc from 'fast-check';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';

import { layoutDeclaration, typeExpression, type GlobalNames } from '../../src/json-schema/types/layout-types.js';
import { parseTypes, type TypeText } from '../../src/json-schema/types/parse-types.js';

const plain: GlobalNames = { Date: 'Date', Record: 'Record' };

const word = fc
  .tuple(fc.constantFrom('null', 'string', 'Order', 'StockAdjustment', 'A'), fc.integer({ min: 0, max: 40 }))
  .map(([start, more]): TypeText => ({ kind: 'word', text: start === 'null' ? start : start + 'x'.repeat(more) }));
const text = fc
  .constantFrom('a', "it's", '"quoted"', `'"`, 'back\\slash', 'line\nend', '\u2028', '', "\\'", 'long '.repeat(12))
  .map((value): TypeText => ({ kind: 'string', value }));
const name = fc.constantFrom('id', 'a longer name', '@type', '0', 'x:y', "don't", 'reference', '');

const type: fc.Arbitrary<TypeText> = fc.letrec<{ type: TypeText }>((tie) => {
  const inner = tie('type');
  // A union's or an intersection's members are no such thing themselves.
  const members = (kind: TypeText['kind']) =>
    fc.array(
      inner.filter((member) => member.kind !== kind),
      { minLength: 2, maxLength: 4 },
    );
  const object = fc
    .tuple(
      fc.uniqueArray(fc.record({ name, optional: fc.boolean(), type: inner }), {
        maxLength: 3,
        selector: (member) => member.name,
      }),
      fc.option(inner, { nil: undefined }),
      fc.boolean(),
    )
    .map(([all, index, isRecursive]): TypeText => ({
      kind: 'object',
      members: all.map((member) => ({ ...member })),
      index,
      isRecursive,
    }));
  const tuple = fc
    .tuple(fc.array(inner, { minLength: 1, maxLength: 3 }), fc.nat(3), fc.boolean())
    .map(([items, required, isOpen]): TypeText => ({
      kind: 'tuple',
      items: items.map((item, index) => {
        if (isOpen && index === items.length - 1) return { type: { kind: 'array', items: item }, modifier: '...' };
        return { type: item, modifier: index < required ? '' : '?' };
      }),
    }));
  return {
    type: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      word,
      text,
      inner.map((items): TypeText => ({ kind: 'array', items })),
      members('union').map((all): TypeText => ({ kind: 'union', members: all })),
      members('intersection').map((all): TypeText => ({ kind: 'intersection', members: all })),
      object,
      tuple,
    ),
  };
}).type;

describe('the layout', () => {
  it('is the one that prettier gives it, at any length of names and depth of types', async () => {
    await fc.assert(
      fc.asyncProperty(type, async (random) => {
        const printed = layoutDeclaration({ name: 'Value', type: random, doc: ['Comment.'] }, plain);
        expect(await format(printed, { parser: 'typescript', singleQuote: true, printWidth: 100 })).toBe(printed);
      }),
      { numRuns: 300, seed: 1 },
    );
  }, 60_000);

  it('is one line where an expression is asked for', () => {
    const [declaration] = parseTypes(
      'export type T0 = ("it\'s" | [string, $Optional, number, ...(boolean | null)[]])[]',
    );
    expect(declaration === undefined ? undefined : typeExpression(declaration.type, plain)).toBe(
      `("it's" | [string, number?, ...(boolean | null)[]])[]`,
    );
  });

  it('is refused for text that json-schema-to-typescript is not known to write', () => {
    expect(() => parseTypes('export enum T0 {}')).toThrow('json-schema-to-typescript wrote something unknown');
    expect(() => parseTypes('export type T0 = string extends T1 ? 1 : 2')).toThrow('unknown before position');
  });
});
