import { describe, expect, it } from 'vitest';

import { compareParts } from '../../src/compat/compare-parts.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import type { AvroPart, JsonPart, PartModel } from '../../src/model/topic-model.js';
import type { AvroType } from '../../src/runtime/resolution/schema.js';
import type { Shape } from '../../src/runtime/resolution/value-shape.js';
import { shapeFor, typeOf } from '../avro/interpreted.js';
import { plannedTopic } from '../oracle/generated-decoder.js';
import { schemaOf } from './json-series.js';

const order = (...names: readonly string[]): object => ({
  type: 'record',
  name: 'Order',
  fields: names.map((name) => ({ name, type: 'string', default: '' })),
});

function avro(schema: object, { framing, id }: { framing: AvroPart['framing']; id: string | null }): AvroPart {
  return plannedTopic({ versions: [{ id, schema }], framing }).part;
}

function json(schema: object, framing: JsonPart['framing'] = 'none'): JsonPart {
  const reader = { id: null, file: 'schema.json', schema: schemaOf(schema), files: ['schema.json'] };
  return {
    kind: 'json',
    framing,
    versions: [reader],
    reader,
    settings: DEFAULT_JSON_SETTINGS,
    sample: undefined,
  };
}

const YES = { answer: 'yes', reasons: [] };

/** The effect, and both answers. */
function told(before: PartModel, after: PartModel): readonly string[] {
  const { effect, deployedReadsNew, regeneratedReadsOld } = compareParts(before, after);
  return [effect, deployedReadsNew.answer, regeneratedReadsOld.answer];
}

describe('a key or value', () => {
  it('that stays text or bytes is the same', () => {
    for (const kind of ['string', 'bytes'] as const) {
      expect(compareParts({ kind }, { kind })).toEqual({
        effect: 'safe',
        changes: [],
        deployedReadsNew: YES,
        regeneratedReadsOld: YES,
      });
    }
  });

  it('that becomes another kind breaks, both ways', () => {
    expect(compareParts({ kind: 'string' }, json({ type: 'string' }))).toEqual({
      effect: 'breaks',
      changes: [
        {
          path: '',
          kind: 'type',
          before: 'UTF-8 text',
          after: 'JSON',
          effect: 'breaks',
          reason: 'records were UTF-8 text and are now JSON, and no consumer reads both',
        },
      ],
      deployedReadsNew: { answer: 'no', reasons: ['the deployed consumer reads UTF-8 text, not JSON'] },
      regeneratedReadsOld: { answer: 'no', reasons: ['the regenerated consumer reads JSON, not UTF-8 text'] },
    });
  });

  it('in Avro is read by the ids that its framing bears, or else by its layout', () => {
    const [before, after] = [order('a'), order('a', 'b')];
    const between = (framing: AvroPart['framing'], id: string | null) =>
      told(avro(before, { framing, id }), avro(after, { framing, id: id === null ? null : '2' }));
    expect(between('confluent', '1')).toEqual(['types', 'yes', 'yes']);
    // A single version without an id reads records of every id.
    expect(between('confluent', null)).toEqual(['breaks', 'no', 'no']);
    expect(between('none', '1')).toEqual(['breaks', 'no', 'no']);
    expect(between('single-object', null)).toEqual(['types', 'yes', 'yes']);
    expect(between('lambda-json', null)).toEqual(['types', 'yes', 'yes']);
  });

  it('in Avro without a registry at run time is told to know no new ids', () => {
    const before = avro(order('a'), { framing: 'confluent', id: '1' });
    const after = avro(order('a', 'b'), { framing: 'confluent', id: '2' });
    const registry = { type: 'glue', settings: {} } as const;
    expect(compareParts(before, after).note).toContain('does not know');
    expect(compareParts({ ...before, registry }, after).note).toBe(undefined);
  });

  it('in another framing breaks, and is undecided where either framing is told by the bytes', () => {
    const framed = compareParts(json({ type: 'string' }, 'none'), json({ type: 'string' }, 'confluent'));
    const reason = 'the frame before the datum is misread';
    expect(framed).toEqual({
      effect: 'breaks',
      changes: [
        {
          path: '',
          kind: 'type',
          before: 'framing none',
          after: 'framing confluent',
          effect: 'breaks',
          reason,
        },
      ],
      deployedReadsNew: { answer: 'no', reasons: [reason] },
      regeneratedReadsOld: { answer: 'no', reasons: [reason] },
    });
    expect(told(json({}, 'auto'), json({}, 'confluent'))).toEqual(['undecided', 'undecided', 'undecided']);
    expect(told(json({ type: 'string' }, 'auto'), json({ type: 'number' }, 'glue'))).toEqual(['breaks', 'no', 'no']);
  });

  it('of types that hold one another too deep is undecided', () => {
    const deep = (leaf: AvroType) => {
      const part = avro(order(), { framing: 'confluent', id: '1' });
      let type = leaf;
      for (let depth = 0; depth < 50_000; depth++) type = { kind: 'array', items: type, attributes: {} };
      let shape: Shape = shapeFor('int');
      for (let depth = 0; depth < 50_000; depth++) shape = { kind: 'array', items: shape };
      return { ...part, reader: { ...part.reader, type }, shape };
    };
    const undecided = { answer: 'undecided', reasons: ['the types are nested too deeply to compare'] };
    expect(compareParts(deep(typeOf('int')), deep(typeOf('long')))).toEqual({
      effect: 'undecided',
      changes: [],
      deployedReadsNew: undecided,
      regeneratedReadsOld: undecided,
    });
  });
});
