import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { Containment } from './containment.js';
import { evaluators } from './property-facts.js';
import type { Conjunction } from './conjunction.js';
import type { Count } from './count.js';

/** From this index on, all items are alike. */
export function prefixOf({ positive }: Conjunction): number {
  return Math.max(
    0,
    ...positive.map((schema) => {
      const parts = schema.unevaluatedItems === undefined ? [schema] : evaluators(schema);
      return Math.max(...parts.map(({ prefixItems }) => prefixItems.length));
    }),
  );
}

/** What is known of an item, where the array has it. */
export function itemAt({ positive }: Conjunction, containment: Containment, index: number): Conjunction {
  containment.prover.spend(positive.length);
  const schemas: JsonSchema[] = [];
  for (const schema of positive) {
    const own = schema.prefixItems[index] ?? schema.items;
    if (own !== undefined) schemas.push(own);
    if (schema.unevaluatedItems !== undefined && !mayEvaluate(schema, index)) schemas.push(schema.unevaluatedItems);
  }
  return containment.of(schemas);
}

/** How many items an array may have: no more than there are before the first that cannot be. */
export function itemCountIn(containment: Containment, conjunction: Conjunction): Count {
  const { positive } = conjunction;
  const min = Math.max(0, ...positive.map(({ minItems, contains }) => Math.max(minItems ?? 0, contains?.min ?? 0)));
  let max = Math.min(...positive.map(({ maxItems }) => maxItems ?? Infinity));
  const prefix = prefixOf(conjunction);
  for (let index = 0; index <= prefix && index < max; index++) {
    const item = itemAt(conjunction, containment, index);
    if (containment.prover.contains(() => containment.isEmpty(item))) max = index;
  }
  return { min, max };
}

function mayEvaluate(schema: JsonSchema, index: number): boolean {
  return evaluators(schema).some(
    (part) =>
      part.items !== undefined ||
      index < part.prefixItems.length ||
      part.contains?.evaluates === true ||
      (part !== schema && part.unevaluatedItems !== undefined),
  );
}
