import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { Containment } from './containment.js';
import { found, under, type Found, type Step } from './difference.js';
import { heldParts } from './held-parts.js';
import { itemAt, itemCountIn, prefixOf } from './item-facts.js';
import { madeSchema } from './compat-schema.js';
import type { Situation } from './situation.js';
import { atomsIn } from './value-facts.js';

const ARRAY = new Set(['array'] as const);

/** Which arrays a schema refuses. */
export function arrayDifferences(containment: Containment, given: Situation, reader: JsonSchema): readonly Found[] {
  if (!atomsIn(given).has('array')) return [];
  const types = containment.named('type array', () => ({ types: ARRAY }));
  const situation = containment.with(given, { all: [types] });
  return [
    ...itemDifferences(containment, situation, reader),
    ...unevaluatedDifferences(containment, situation, reader),
    ...countDifferences(containment, situation, reader),
    ...containsDifferences(containment, situation, reader),
  ];
}

function itemDifferences(containment: Containment, situation: Situation, reader: JsonSchema): readonly Found[] {
  if (reader.prefixItems.length === 0 && reader.items === undefined) return [];
  return differencesOfItems(containment, situation, {
    schemaAt: (index) => reader.prefixItems[index] ?? reader.items,
    prefix: reader.prefixItems.length,
  });
}

function unevaluatedDifferences(containment: Containment, situation: Situation, reader: JsonSchema): readonly Found[] {
  const { unevaluatedItems } = reader;
  if (unevaluatedItems === undefined) return [];
  const evaluating = heldParts(containment, situation, reader);
  const coversAll = evaluating.some(
    (part) => part.items !== undefined || (part !== reader && part.unevaluatedItems !== undefined),
  );
  if (coversAll) return [];
  const prefix = Math.max(...evaluating.map(({ prefixItems }) => prefixItems.length));
  return differencesOfItems(containment, situation, {
    schemaAt: (index) => (index < prefix ? undefined : unevaluatedItems),
    prefix,
  });
}

/** The schemas that a reader has for items: one for each index below `prefix`, one for all others. */
interface ReaderItems {
  readonly schemaAt: (index: number) => JsonSchema | undefined;
  readonly prefix: number;
}

function differencesOfItems(containment: Containment, situation: Situation, reader: ReaderItems): readonly Found[] {
  const { max } = itemCountIn(containment, situation);
  const prefix = Math.max(reader.prefix, prefixOf(situation));
  const differences: Found[] = [];
  for (let index = 0; index <= prefix && index < max; index++) {
    const schema = reader.schemaAt(index);
    if (schema === undefined) continue;
    const item = itemAt(situation, containment, index);
    const step: Step = { kind: 'item', index, word: index < prefix ? String(index) : '*' };
    const refused = containment.proof.inside(() => containment.differences(item, schema));
    differences.push(...under(step, refused));
  }
  return differences;
}

function countDifferences(containment: Containment, situation: Situation, reader: JsonSchema): readonly Found[] {
  const { minItems, maxItems, uniqueItems } = reader;
  if (minItems === undefined && maxItems === undefined && !uniqueItems) return [];
  const count = itemCountIn(containment, situation);
  const differences: Found[] = [];
  if (minItems !== undefined && count.min < minItems) {
    const counters = [madeSchema({ types: ARRAY, maxItems: minItems - 1 })];
    differences.push(
      found(reader, 'minItems', { kind: 'count', reason: `may have less than ${minItems} items`, counters }),
    );
  }
  if (maxItems !== undefined && count.max > maxItems) {
    const counters = [madeSchema({ types: ARRAY, minItems: maxItems + 1 })];
    differences.push(
      found(reader, 'maxItems', { kind: 'count', reason: `may have more than ${maxItems} items`, counters }),
    );
  }
  if (uniqueItems && count.max > 1 && !situation.all.some((schema) => schema.uniqueItems)) {
    const counters = [madeSchema({ types: ARRAY, minItems: 2, not: madeSchema({ uniqueItems: true }) })];
    differences.push(found(reader, 'uniqueItems', { kind: 'unique', reason: 'may have equal items', counters }));
  }
  return differences;
}

function containsDifferences(containment: Containment, situation: Situation, reader: JsonSchema): readonly Found[] {
  const { contains } = reader;
  if (contains === undefined) return [];
  const differences: Found[] = [];
  const { schema, min, max } = contains;
  if (min > 0 && !hasEnough(containment, situation, schema, min)) {
    const lacking = madeSchema({ not: schema });
    const counters = [
      madeSchema({ types: ARRAY, maxItems: 0 }),
      madeSchema({ types: ARRAY, items: lacking, maxItems: 3 }),
    ];
    const reason = `may lack ${min === 1 ? 'an item' : `the ${min} items`} that \`contains\` asks for`;
    differences.push(found(reader, 'contains', { kind: 'contains', reason, counters }));
  }
  if (max !== undefined && !hasFewEnough(containment, situation, schema, max)) {
    const counters = [madeSchema({ types: ARRAY, minItems: max + 1, items: schema })];
    const reason = `may have more than ${max} items that \`contains\` describes`;
    differences.push(found(reader, 'maxContains', { kind: 'contains', reason, counters }));
  }
  return differences;
}

function hasEnough(containment: Containment, situation: Situation, schema: JsonSchema, min: number): boolean {
  const { proof } = containment;
  const every = prefixOf(situation) === 0 ? itemAt(situation, containment, 0) : containment.of([]);
  const isContained = situation.all.some(({ contains }) => {
    if (contains === undefined || contains.min < min) return false;
    const item = containment.with(every, { all: [contains.schema] });
    return proof.inside(() => containment.fits(item, schema));
  });
  if (isContained) return true;
  const fitting = Array.from({ length: Math.min(prefixOf(situation) + 1, min + prefixOf(situation)) }, (_, index) =>
    proof.inside(() => containment.fits(itemAt(situation, containment, index), schema)),
  );
  const { min: least } = itemCountIn(containment, situation);
  // The last of them stands for all that follow.
  const rest = fitting.at(-1) === true ? Math.max(0, least - fitting.length) : 0;
  return fitting.slice(0, least).filter((fits) => fits).length + rest >= min;
}

function hasFewEnough(containment: Containment, situation: Situation, schema: JsonSchema, max: number): boolean {
  const { proof } = containment;
  if (itemCountIn(containment, situation).max <= max) return true;
  return situation.all.some(({ contains }) => {
    if (contains?.max === undefined || contains.max > max) return false;
    const counted = contains.schema;
    return proof.inside(() => containment.fits(containment.of([schema]), counted));
  });
}
