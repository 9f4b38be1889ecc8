import { checkPattern } from './check-pattern.js';
import type { JsonSchema, SchemaFault } from '../schema/json-schema.js';
import { childSchemas, inPlaceSchemas } from '../schema/schema-cycles.js';
import { placeOf } from '../validate/validate-verdict.js';

/** The patterns of a schema, and of those that it leads to, that take exponential time at worst: each is told once. */
export function slowPatterns(root: JsonSchema): readonly SchemaFault[] {
  const faults = new Map<string, SchemaFault>();
  const known = new Set([root]);
  // A set hands out what is added while it is walked.
  for (const schema of known) {
    for (const part of [...inPlaceSchemas(schema), ...childSchemas(schema)]) known.add(part);
    const patterns: readonly (readonly [string, string])[] = [
      ...(schema.pattern === undefined ? [] : [['pattern', schema.pattern] as const]),
      ...[...schema.patternProperties.keys()].map((pattern) => ['patternProperties', pattern] as const),
    ];
    for (const [keyword, pattern] of patterns) {
      const { growth, longest } = checkPattern(pattern);
      if (growth !== 'exponential' || faults.has(pattern)) continue;
      faults.set(pattern, {
        place: placeOf(schema, keyword),
        message: `the pattern takes exponential time in the worst case: strings of more than ${longest ?? 0} characters are rejected`,
      });
    }
  }
  return [...faults.values()];
}
