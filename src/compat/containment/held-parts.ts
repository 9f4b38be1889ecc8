import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import type { Containment } from './containment.js';
import type { Situation } from './situation.js';

/**
 * The schemas that a schema certainly applies, with success, to every value of a situation: itself, and of its
 * alternatives those that hold. What they evaluate, `unevaluatedProperties` and `unevaluatedItems` leave alone.
 */
export function heldParts(containment: Containment, situation: Situation, schema: JsonSchema): readonly JsonSchema[] {
  const parts = new Set([schema]);
  for (const part of parts) {
    for (const passedTo of [...part.refs, ...part.allOf]) parts.add(passedTo);
    for (const branch of [...part.anyOf, ...part.oneOf]) {
      if (containment.fits(situation, branch)) parts.add(branch);
    }
    if (part.if === undefined) continue;
    if (containment.fits(situation, part.if)) {
      parts.add(part.if);
      if (part.then !== undefined) parts.add(part.then);
    } else if (part.else !== undefined && containment.excludes(situation, part.if)) {
      parts.add(part.else);
    }
  }
  return [...parts];
}
