import { flatText } from '../../code/print-layout.js';
import { join, type Layout } from '../../code/text-layout.js';
import { stronglyConnected } from '../../runtime/resolution/strongly-connected.js';
import { inPlaceSchemas } from './schema-cycles.js';
import type { JsonSchema } from './json-schema.js';

/** Conditions that all hold. */
type Conditions = readonly Layout[];

/** What a walk over the schemas for one value needs to put conditions as code. */
export interface WalkConditions {
  /** Whether a schema itself is of interest; parts in which none is are left out. */
  matters(schema: JsonSchema): boolean;
  /** Declares a variable that says whether the value satisfies a schema, and returns its name. */
  declare(schema: JsonSchema, name: string): Layout;
  /** Declares a variable that says whether one of several lists of conditions holds, and returns its name. */
  declareAny(lists: readonly Conditions[]): Layout;
  /** The test whether the value has a property. */
  has(property: string): Layout;
}

/** The maximum number of lists of conditions for one schema that are written out. */
const MAX_LISTS = 4;

/** Visits a schema and all those for the same value, with each list of conditions on which their annotations count. */
export function eachInPlace(
  root: JsonSchema,
  walk: WalkConditions,
  visit: (schema: JsonSchema, conditions: Conditions) => void,
): void {
  // Each comes after all that lead to it, and else in the order of the keywords.
  const order = stronglyConnected([root], (schema) => annotatingSchemas(schema).toReversed()).flat();
  const mattering = new Set<JsonSchema>();
  for (const schema of order) {
    if (walk.matters(schema) || annotatingSchemas(schema).some((part) => mattering.has(part))) mattering.add(schema);
  }
  const lists = new Map<JsonSchema, Map<string, Conditions>>([[root, new Map([['', []]])]]);
  const declared = new Map<JsonSchema, Layout>();
  const holds = (part: JsonSchema, name: string): Layout => {
    const variable = declared.get(part) ?? walk.declare(part, name);
    declared.set(part, variable);
    return variable;
  };
  for (const schema of order.toReversed()) {
    const own = [...(lists.get(schema)?.values() ?? [])];
    if (!mattering.has(schema) || own.length === 0) continue;
    const always = own.some((conditions) => conditions.length === 0);
    const kept = always ? [[]] : own.length > MAX_LISTS ? [[walk.declareAny(own)]] : own;
    for (const conditions of kept) visit(schema, conditions);
    for (const { part, condition } of stepsOf(schema, mattering, { ...walk, declare: holds })) {
      const known = lists.get(part) ?? new Map<string, Conditions>();
      lists.set(part, known);
      for (const conditions of kept) {
        const all = [...conditions, ...condition];
        known.set(flatText(join(' && ', all)), all);
      }
    }
  }
}

/** The schemas that annotate the same value where they hold. */
function annotatingSchemas(schema: JsonSchema): readonly JsonSchema[] {
  return inPlaceSchemas(schema).filter((part) => part !== schema.not);
}

interface Step {
  readonly part: JsonSchema;
  readonly condition: Conditions;
}

function stepsOf(schema: JsonSchema, mattering: ReadonlySet<JsonSchema>, walk: WalkConditions): readonly Step[] {
  const onlyIf = (part: JsonSchema, index: number): Step => ({
    part,
    condition: mattering.has(part) ? [walk.declare(part, `Option${index + 1}`)] : [],
  });
  const { if: test, then, else: otherwise } = schema;
  const branches = [test, then, otherwise].filter((part) => part !== undefined);
  const holds = test !== undefined && branches.some((part) => mattering.has(part)) ? walk.declare(test, 'If') : 'true';
  return [
    ...[...schema.refs, ...schema.allOf].map((part) => ({ part, condition: [] })),
    ...schema.anyOf.map(onlyIf),
    ...schema.oneOf.map(onlyIf),
    ...[...schema.dependentSchemas].map(([name, part]) => ({ part, condition: [walk.has(name)] })),
    ...branches.map((part) => ({ part, condition: [part === otherwise ? ['!', holds] : holds] })),
  ].filter(({ part }) => mattering.has(part));
}
