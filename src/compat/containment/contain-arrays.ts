import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import { counted } from '../../diagnostics/counted.js';
import type { Containment } from './containment.js';
import { found, under, type Found, type Step } from './difference.js';
import { entailedSubschemas } from './entailed-subschemas.js';
import { itemAt, itemCountIn, prefixOf } from './item-facts.js';
import { syntheticSchema } from './compat-schema.js';
import type { Conjunction } from './conjunction.js';
import { atomsIn } from './value-facts.js';

const ARRAY = new Set(['array'] as const);

/** Which arrays a schema refuses. */
export function arrayDifferences(containment: Containment, given: Conjunction, reader: JsonSchema): readonly Found[] {
  if (!atomsIn(given).has('array')) return [];
  const types = containment.named('type array', () => ({ types: ARRAY }));
  const conjunction = containment.with(given, { all: [types] });
  return [
    ...itemDifferences(containment, conjunction, reader),
    ...unevaluatedDifferences(containment, conjunction, reader),
    ...countDifferences(containment, conjunction, reader),
    ...containsDifferences(containment, conjunction, reader),
  ];
}

function itemDifferences(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Found[] {
  if (reader.prefixItems.length === 0 && reader.items === undefined) return [];
  return differencesOfItems(containment, conjunction, {
    schemaAt: (index) => reader.prefixItems[index] ?? reader.items,
    prefix: reader.prefixItems.length,
  });
}

function unevaluatedDifferences(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Found[] {
  const { unevaluatedItems } = reader;
  if (unevaluatedItems === undefined) return [];
  const evaluating = entailedSubschemas(containment, conjunction, reader);
  const coversAll = evaluating.some(
    (part) => part.items !== undefined || (part !== reader && part.unevaluatedItems !== undefined),
  );
  if (coversAll) return [];
  const prefix = Math.max(...evaluating.map(({ prefixItems }) => prefixItems.length));
  return differencesOfItems(containment, conjunction, {
    schemaAt: (index) => (index < prefix ? undefined : unevaluatedItems),
    prefix,
  });
}

/** The schemas that a reader has for items: one for each index below `prefix`, one for all others. */
interface ReaderItems {
  readonly schemaAt: (index: number) => JsonSchema | undefined;
  readonly prefix: number;
}

function differencesOfItems(containment: Containment, conjunction: Conjunction, reader: ReaderItems): readonly Found[] {
  const { max } = itemCountIn(containment, conjunction);
  const prefix = Math.max(reader.prefix, prefixOf(conjunction));
  const differences: Found[] = [];
  for (let index = 0; index <= prefix && index < max; index++) {
    const schema = reader.schemaAt(index);
    if (schema === undefined) continue;
    const item = itemAt(conjunction, containment, index);
    const step: Step = { kind: 'item', index, word: index < prefix ? String(index) : '*' };
    const refused = containment.prover.inside(() => containment.differences(item, schema));
    differences.push(...under(step, refused));
  }
  return differences;
}

function countDifferences(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Found[] {
  const { minItems, maxItems, uniqueItems } = reader;
  if (minItems === undefined && maxItems === undefined && !uniqueItems) return [];
  const count = itemCountIn(containment, conjunction);
  const differences: Found[] = [];
  if (minItems !== undefined && count.min < minItems) {
    const counters = [syntheticSchema({ types: ARRAY, maxItems: minItems - 1 })];
    differences.push(
      found(reader, 'minItems', {
        kind: 'count',
        reason: `may have fewer than ${counted(minItems, 'item')}`,
        counters,
      }),
    );
  }
  if (maxItems !== undefined && count.max > maxItems) {
    const counters = [syntheticSchema({ types: ARRAY, minItems: maxItems + 1 })];
    differences.push(
      found(reader, 'maxItems', { kind: 'count', reason: `may have more than ${counted(maxItems, 'item')}`, counters }),
    );
  }
  if (uniqueItems && count.max > 1 && !conjunction.all.some((schema) => schema.uniqueItems)) {
    const counters = [syntheticSchema({ types: ARRAY, minItems: 2, not: syntheticSchema({ uniqueItems: true }) })];
    differences.push(found(reader, 'uniqueItems', { kind: 'unique', reason: 'may have duplicate items', counters }));
  }
  return differences;
}

function containsDifferences(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Found[] {
  const { contains } = reader;
  if (contains === undefined) return [];
  const differences: Found[] = [];
  const { schema, min, max } = contains;
  if (min > 0 && !hasEnough(containment, conjunction, schema, min)) {
    const lacking = syntheticSchema({ not: schema });
    const counters = [
      syntheticSchema({ types: ARRAY, maxItems: 0 }),
      syntheticSchema({ types: ARRAY, items: lacking, maxItems: 3 }),
    ];
    const reason = `may lack ${min === 1 ? 'an item' : `the ${min} items`} that \`contains\` requires`;
    differences.push(found(reader, 'contains', { kind: 'contains', reason, counters }));
  }
  if (max !== undefined && !hasFewEnough(containment, conjunction, schema, max)) {
    const counters = [syntheticSchema({ types: ARRAY, minItems: max + 1, items: schema })];
    const reason = `may have more than ${counted(max, 'item')} that match \`contains\``;
    differences.push(found(reader, 'maxContains', { kind: 'contains', reason, counters }));
  }
  return differences;
}

function hasEnough(containment: Containment, conjunction: Conjunction, schema: JsonSchema, min: number): boolean {
  const { prover } = containment;
  const every = prefixOf(conjunction) === 0 ? itemAt(conjunction, containment, 0) : containment.of([]);
  const isContained = conjunction.all.some(({ contains }) => {
    if (contains === undefined || contains.min < min) return false;
    const item = containment.with(every, { all: [contains.schema] });
    return prover.inside(() => containment.fits(item, schema));
  });
  if (isContained) return true;
  const fitting = Array.from({ length: Math.min(prefixOf(conjunction) + 1, min + prefixOf(conjunction)) }, (_, index) =>
    prover.inside(() => containment.fits(itemAt(conjunction, containment, index), schema)),
  );
  const { min: least } = itemCountIn(containment, conjunction);
  // The last of them stands for all that follow.
  const rest = fitting.at(-1) === true ? Math.max(0, least - fitting.length) : 0;
  return fitting.slice(0, least).filter((fits) => fits).length + rest >= min;
}

function hasFewEnough(containment: Containment, conjunction: Conjunction, schema: JsonSchema, max: number): boolean {
  const { prover } = containment;
  if (itemCountIn(containment, conjunction).max <= max) return true;
  return conjunction.all.some(({ contains }) => {
    if (contains?.max === undefined || contains.max > max) return false;
    const counted = contains.schema;
    return prover.inside(() => containment.fits(containment.of([schema]), counted));
  });
}
