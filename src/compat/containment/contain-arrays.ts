import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import { counted } from '../../diagnostics/counted.js';
import type { Containment } from './containment.js';
import { violation, under, type Violation, type Step } from './difference.js';
import { entailedSubschemas } from './entailed-subschemas.js';
import { itemAt, itemCountIn, prefixOf } from './item-facts.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import type { Conjunction } from './conjunction.js';
import { sizeDifferences } from './size-differences.js';
import { atomsIn } from './value-facts.js';

const ARRAY = new Set(['array'] as const);

/** Which arrays a schema refuses. */
export function arrayDifferences(
  containment: Containment,
  given: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  if (!atomsIn(given).has('array')) return [];
  const types = containment.named('type array', () => ({ types: ARRAY }));
  const conjunction = containment.with(given, { positive: [types] });
  return [
    ...itemDifferences(containment, conjunction, reader),
    ...unevaluatedDifferences(containment, conjunction, reader),
    ...sizeDifferences(reader, ITEMS, () => itemCountIn(containment, conjunction)),
    ...uniqueDifferences(containment, conjunction, reader),
    ...containsDifferences(containment, conjunction, reader),
  ];
}

function itemDifferences(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Violation[] {
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
): readonly Violation[] {
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

function differencesOfItems(
  containment: Containment,
  conjunction: Conjunction,
  reader: ReaderItems,
): readonly Violation[] {
  const { max } = itemCountIn(containment, conjunction);
  const prefix = Math.max(reader.prefix, prefixOf(conjunction));
  const differences: Violation[] = [];
  for (let index = 0; index <= prefix && index < max; index++) {
    const schema = reader.schemaAt(index);
    if (schema === undefined) continue;
    const item = itemAt(conjunction, containment, index);
    const step: Step = { kind: 'item', index, segment: index < prefix ? String(index) : '*' };
    const refused = containment.prover.contains(() => containment.differences(item, schema));
    differences.push(...under(step, refused));
  }
  return differences;
}

/** The keywords that bound the number of items. */
const ITEMS = { type: 'array', least: 'minItems', most: 'maxItems', unit: 'item' } as const;

function uniqueDifferences(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  if (!reader.uniqueItems || conjunction.positive.some((schema) => schema.uniqueItems)) return [];
  if (itemCountIn(containment, conjunction).max <= 1) return [];
  const not = syntheticSchema({ uniqueItems: true });
  const counterexamples = [syntheticSchema({ types: ARRAY, minItems: 2, not })];
  return [violation(reader, 'uniqueItems', { kind: 'unique', reason: 'may have duplicate items', counterexamples })];
}

function containsDifferences(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  const { contains } = reader;
  if (contains === undefined) return [];
  const differences: Violation[] = [];
  const { schema, min, max } = contains;
  if (min > 0 && !hasEnough(containment, conjunction, schema, min)) {
    const lacking = syntheticSchema({ not: schema });
    const counterexamples = [
      syntheticSchema({ types: ARRAY, maxItems: 0 }),
      syntheticSchema({ types: ARRAY, items: lacking, maxItems: 3 }),
    ];
    const reason = `may lack ${min === 1 ? 'an item' : `the ${min} items`} that \`contains\` requires`;
    differences.push(violation(reader, 'contains', { kind: 'contains', reason, counterexamples }));
  }
  if (max !== undefined && !hasFewEnough(containment, conjunction, schema, max)) {
    const counterexamples = [syntheticSchema({ types: ARRAY, minItems: max + 1, items: schema })];
    const reason = `may have more than ${counted(max, 'item')} that match \`contains\``;
    differences.push(violation(reader, 'maxContains', { kind: 'contains', reason, counterexamples }));
  }
  return differences;
}

function hasEnough(containment: Containment, conjunction: Conjunction, schema: JsonSchema, min: number): boolean {
  const { prover } = containment;
  const every = prefixOf(conjunction) === 0 ? itemAt(conjunction, containment, 0) : containment.of([]);
  const isContained = conjunction.positive.some(({ contains }) => {
    if (contains === undefined || contains.min < min) return false;
    const item = containment.with(every, { positive: [contains.schema] });
    return prover.contains(() => containment.fits(item, schema));
  });
  if (isContained) return true;
  const fitting = Array.from({ length: Math.min(prefixOf(conjunction) + 1, min + prefixOf(conjunction)) }, (_, index) =>
    prover.contains(() => containment.fits(itemAt(conjunction, containment, index), schema)),
  );
  const { min: least } = itemCountIn(containment, conjunction);
  // The last of them stands for all that follow.
  const rest = fitting.at(-1) === true ? Math.max(0, least - fitting.length) : 0;
  return fitting.slice(0, least).filter((fits) => fits).length + rest >= min;
}

function hasFewEnough(containment: Containment, conjunction: Conjunction, schema: JsonSchema, max: number): boolean {
  const { prover } = containment;
  if (itemCountIn(containment, conjunction).max <= max) return true;
  return conjunction.positive.some(({ contains }) => {
    if (contains?.max === undefined || contains.max > max) return false;
    const counted = contains.schema;
    return prover.contains(() => containment.fits(containment.of([schema]), counted));
  });
}
