import type { Layout } from '../../code/text-layout.js';
import { inPlaceSchemas } from './schema-cycles.js';
import type { JsonSchema } from './json-schema.js';

/** What a walk over the schemas for one value needs to put conditions as code. */
export interface WalkConditions {
  /** Whether a schema itself is of interest; parts in which none is are left out. */
  matters(schema: JsonSchema): boolean;
  /** Declares a variable that says whether the value satisfies a schema, and returns its name. */
  declare(schema: JsonSchema, name: string): Layout;
  /** The test whether the value has a property. */
  has(property: string): Layout;
}

/** Visits a schema and all those for the same value, with the conditions on which their annotations count. */
export function eachInPlace(
  root: JsonSchema,
  walk: WalkConditions,
  visit: (schema: JsonSchema, conditions: readonly Layout[]) => void,
): void {
  const step = (schema: JsonSchema, conditions: readonly Layout[], path: ReadonlySet<JsonSchema>): void => {
    if (path.has(schema) || !mattersWithin(schema, walk, new Set())) return;
    const within = new Set(path).add(schema);
    visit(schema, conditions);
    for (const part of [...schema.refs, ...schema.allOf]) step(part, conditions, within);
    const onlyIf = (part: JsonSchema, name: string): void => {
      if (!mattersWithin(part, walk, new Set())) return;
      step(part, [...conditions, walk.declare(part, name)], within);
    };
    schema.anyOf.forEach((part, index) => onlyIf(part, `Option${index + 1}`));
    schema.oneOf.forEach((part, index) => onlyIf(part, `Option${index + 1}`));
    for (const [name, part] of schema.dependentSchemas) step(part, [...conditions, walk.has(name)], within);
    const { if: test, then, else: otherwise } = schema;
    if (test === undefined) return;
    const parts = [test, then, otherwise].filter((part) => part !== undefined);
    if (!parts.some((part) => mattersWithin(part, walk, new Set()))) return;
    const holds = walk.declare(test, 'If');
    step(test, [...conditions, holds], within);
    if (then !== undefined) step(then, [...conditions, holds], within);
    if (otherwise !== undefined) step(otherwise, [...conditions, ['!', holds]], within);
  };
  step(root, [], new Set());
}

/** Whether a schema, or one for the same value within it, is of interest. */
function mattersWithin(schema: JsonSchema, walk: WalkConditions, seen: Set<JsonSchema>): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  if (walk.matters(schema)) return true;
  const { not } = schema;
  return inPlaceSchemas(schema).some((part) => part !== not && mattersWithin(part, walk, seen));
}
