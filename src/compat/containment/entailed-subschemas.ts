import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { Containment } from './containment.js';
import type { Conjunction } from './conjunction.js';

/**
 * The schemas that a schema certainly applies, with success, to every value of a conjunction: itself, and of its
 * alternatives those that hold. What they evaluate, `unevaluatedProperties` and `unevaluatedItems` leave alone.
 */
export function entailedSubschemas(
  containment: Containment,
  conjunction: Conjunction,
  schema: JsonSchema,
): readonly JsonSchema[] {
  const parts = new Set([schema]);
  for (const part of parts) {
    for (const passedTo of [...part.refs, ...part.allOf]) parts.add(passedTo);
    for (const branch of [...part.anyOf, ...part.oneOf]) {
      if (containment.fits(conjunction, branch)) parts.add(branch);
    }
    if (part.if === undefined) continue;
    if (containment.fits(conjunction, part.if)) {
      parts.add(part.if);
      if (part.then !== undefined) parts.add(part.then);
    } else if (part.else !== undefined && containment.excludes(conjunction, part.if)) {
      parts.add(part.else);
    }
  }
  return [...parts];
}
