import { describe, expect, it } from 'vitest';

import { compareJson } from '../../src/compat/json/compare-json.js';
import type { Comparison, SchemaChange, Verdict } from '../../src/compat/comparison.js';
import { DEFAULT_JSON_SETTINGS, type JsonSettings } from '../../src/config/json-settings.js';
import { schemaOf } from './json-series.js';

const YES: Verdict = { answer: 'yes', reasons: [] };
const text = { type: 'string' };
const integer = { type: 'integer' };

function compared(before: unknown, after: unknown, settings: Partial<JsonSettings> = {}): Comparison {
  const view = (json: unknown) => ({
    reader: { schema: schemaOf(json) },
    settings: { ...DEFAULT_JSON_SETTINGS, ...settings },
  });
  return compareJson(view(before), view(after));
}

function change(given: Partial<SchemaChange> & Pick<SchemaChange, 'kind' | 'effect'>): SchemaChange {
  return { path: '', before: undefined, after: undefined, reason: undefined, ...given };
}

const open = (properties: object, more: object = {}): object => ({ type: 'object', properties, ...more });
const closed = (properties: object, more: object = {}): object =>
  open(properties, { additionalProperties: false, ...more });

describe('a change of a property', () => {
  it('a new one in a closed schema is refused by the deployed consumer', () => {
    const reason = 'may be present, but the reader does not allow it';
    expect(compared(closed({ a: text }), closed({ a: text, b: integer }))).toEqual({
      effect: 'breaks',
      changes: [
        change({
          path: 'b',
          kind: 'added',
          after: 'integer',
          effect: 'breaks',
          reason: `the deployed consumer rejects new records: b ${reason}`,
        }),
      ],
      deployedReadsNew: { answer: 'no', reasons: [`b: ${reason}`] },
      regeneratedReadsOld: YES,
    });
  });

  it('a new one in an open schema is undecided: an old record may hold anything by that name, if one holds it', () => {
    const reason = "is not described by the writer's schema, so it may be anything";
    expect(compared(open({ a: text }), open({ a: text, b: integer }))).toEqual({
      effect: 'undecided',
      changes: [
        change({
          path: 'b',
          kind: 'added',
          after: 'integer',
          effect: 'undecided',
          reason: `the regenerated consumer may reject old records: b ${reason}`,
        }),
      ],
      deployedReadsNew: YES,
      regeneratedReadsOld: { answer: 'undecided', reasons: [`b: ${reason}`] },
    });
    expect(compared(open({ a: text }), open({ a: text, b: {} }))).toEqual({
      effect: 'types',
      changes: [change({ path: 'b', kind: 'added', after: 'any', effect: 'types' })],
      deployedReadsNew: YES,
      regeneratedReadsOld: YES,
    });
  });

  it('one that may be lacking is refused by the consumer that requires it', () => {
    const reason = 'is required, but may be missing';
    const [optional, required] = [open({ a: text }), open({ a: text }, { required: ['a'] })];
    const changed = { path: 'a', kind: 'optionality', effect: 'breaks' } as const;
    expect(compared(optional, required)).toEqual({
      effect: 'breaks',
      changes: [
        change({
          ...changed,
          before: 'optional',
          after: 'required',
          reason: `the regenerated consumer rejects old records: a ${reason}`,
        }),
      ],
      deployedReadsNew: YES,
      regeneratedReadsOld: { answer: 'no', reasons: [`a: ${reason}`] },
    });
    expect(compared(required, optional)).toEqual({
      effect: 'breaks',
      changes: [
        change({
          ...changed,
          before: 'required',
          after: 'optional',
          reason: `the deployed consumer rejects new records: a ${reason}`,
        }),
      ],
      deployedReadsNew: { answer: 'no', reasons: [`a: ${reason}`] },
      regeneratedReadsOld: YES,
    });
  });
});

it('a property that is required without being described is told, too', () => {
  const { changes } = compared({ type: 'object' }, { type: 'object', required: ['a'] });
  expect(changes).toEqual([
    change({
      path: 'a',
      kind: 'optionality',
      before: 'optional',
      after: 'required',
      effect: 'breaks',
      reason: 'the regenerated consumer rejects old records: a is required, but may be missing',
    }),
  ]);
});

/** The changes in a line each. */
function told(before: unknown, after: unknown, settings: Partial<JsonSettings> = {}): readonly string[] {
  const { changes } = compared(before, after, settings);
  return changes.map(
    ({ path, kind, before: was, after: is, effect, reason }) =>
      `${path} ${kind}: ${was ?? '-'} > ${is ?? '-'}: ${effect}${reason === undefined ? '' : `, ${reason}`}`,
  );
}

describe('a change of what a property may be', () => {
  const ofValue = (before: object, after: object) => told(open({ a: before }), open({ a: after }));

  it('of type, listed values, bounds and patterns breaks the part that permits less', () => {
    expect([
      ...ofValue(integer, { type: 'number' }),
      ...ofValue(text, { type: ['string', 'null'] }),
      ...ofValue({ enum: ['x', 'y'] }, { enum: ['x', 'z'] }),
      ...ofValue({ ...integer, minimum: 1, maximum: 9 }, { ...integer, minimum: 2, maximum: 10 }),
      ...ofValue({ ...text, maxLength: 5 }, { ...text, maxLength: 4 }),
      ...ofValue({ ...text, contentEncoding: 'base64' }, text),
      ...ofValue({ ...text, enum: ['a'] }, text),
    ]).toEqual([
      'a type: integer > number: breaks, the deployed consumer rejects new records: a may be a number with a fraction',
      'a type: string > null or string: breaks, the deployed consumer rejects new records: a may be null',
      'a values: - > "z": breaks, the deployed consumer rejects new records: a may be "z"',
      'a values: "y" > -: breaks, the regenerated consumer rejects old records: a may be "y"',
      'a constraint: minimum 1 > minimum 2: breaks, the regenerated consumer rejects old records: a may be less than 2',
      'a constraint: maximum 9 > maximum 10: breaks, the deployed consumer rejects new records: a may be more than 9',
      'a constraint: maxLength 5 > maxLength 4: breaks, the regenerated consumer rejects old records: a may be longer than 4 characters',
      'a constraint: contentEncoding "base64" > -: safe',
      'a constraint: "a" > -: breaks, the deployed consumer rejects new records: a may have a value that the reader does not list',
    ]);
  });

  it('of a pattern is undecided where texts differ', () => {
    expect(compared(open({ a: { pattern: '[0-9]' } }), open({ a: { pattern: '\\d' } }))).toEqual({
      effect: 'undecided',
      changes: [
        change({
          path: 'a',
          kind: 'constraint',
          before: 'pattern "[0-9]"',
          after: 'pattern "\\\\d"',
          effect: 'undecided',
          reason:
            'the deployed consumer may reject new records: a may not match the pattern; ' +
            'the regenerated consumer may reject old records: a may not match the pattern',
        }),
      ],
      deployedReadsNew: { answer: 'undecided', reasons: ['a: may not match the pattern (no counterexample found)'] },
      regeneratedReadsOld: { answer: 'undecided', reasons: ['a: may not match the pattern (no counterexample found)'] },
    });
  });

  it('of documentation, a default or a deprecation is safe', () => {
    expect(ofValue(text, { ...text, description: 'A', default: '', deprecated: true, examples: ['x'] })).toEqual([
      'a default: - > "": safe',
      'a doc: - > deprecated: safe',
      'a doc: - > A: safe',
      'a doc: - > "x": safe',
    ]);
  });

  it('of a format changes types where it is converted, and is safe where it is not', () => {
    const dated = { ...text, format: 'date-time' };
    const without = [open({ a: text }), open({ a: dated })] as const;
    expect(told(...without)).toEqual(['a constraint: - > format "date-time": safe']);
    expect(told(...without, { dateTime: 'Date' })).toEqual(['a constraint: - > format "date-time": types']);
  });
});

describe('where a change is', () => {
  it('is told as a path through properties, items, other properties and alternatives', () => {
    const inner = (type: object) =>
      open({
        lines: { type: 'array', items: open({ 'unit price': type }) },
        pair: { type: 'array', prefixItems: [type] },
        totals: { type: 'object', additionalProperties: type },
        contact: { anyOf: [{ type: 'null' }, { title: 'Mail', ...open({ to: type }) }] },
        payment: {
          oneOf: [
            { ...open({ type: { const: 'card' }, number: type }), required: ['type'] },
            { ...open({ type: { const: 'cash' } }), required: ['type'] },
          ],
        },
      });
    expect(compared(inner(integer), inner(text)).changes.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      'lines[]["unit price"] type',
      'pair[0] type',
      'totals{} type',
      'contact.to type',
      'payment(type "card").number type',
    ]);
  });

  it('is no value where types alone are called otherwise', () => {
    const named = (name: string) => ({
      ...open({ a: { $ref: `#/$defs/${name}` } }),
      $defs: { [name]: open({ b: text }) },
    });
    expect(compared(named('Customer'), named('Buyer'))).toEqual({
      effect: 'types',
      changes: [
        change({
          kind: 'renamed',
          before: 'Customer',
          after: 'Buyer',
          effect: 'types',
          reason: 'generated types are renamed',
        }),
      ],
      deployedReadsNew: YES,
      regeneratedReadsOld: YES,
    });
  });

  it('a new alternative is refused by the deployed consumer', () => {
    const alternative = (type: string) => ({ ...open({ type: { const: type } }), required: ['type'] });
    const [card, cash] = [alternative('card'), alternative('cash')];
    expect(compared({ oneOf: [card] }, { oneOf: [card, cash] })).toEqual({
      effect: 'breaks',
      changes: [
        change({
          kind: 'type',
          after: 'alternative type "cash"',
          effect: 'breaks',
          reason: 'the deployed consumer rejects new records: type may be "cash"',
        }),
      ],
      deployedReadsNew: { answer: 'no', reasons: ['type: may be "cash"'] },
      regeneratedReadsOld: YES,
    });
  });
});
