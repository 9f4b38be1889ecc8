import { exactJson } from '../../diagnostics/exact-json.js';
import { schemaChoices } from '../../json-schema/schema/schema-choices.js';
import type { JsonSchema, JsonType } from '../../json-schema/schema/json-schema.js';
import type { Containment } from './containment.js';
import { propertyAt } from './property-facts.js';
import { requiredNames, type Refinement, type Conjunction } from './conjunction.js';
import { atomsIn } from './value-facts.js';

/** Maximum number of discriminator values that are split. */
const MAX_VALUES = 200;

/**
 * The cases of a conjunction, by the first of its alternatives that has not been split yet; undefined where there is none.
 * If the reader schema has alternatives, the types and the values of their discriminator are split, too.
 */
export function caseSplit(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Refinement[] | undefined {
  for (const schema of conjunction.positive) {
    const cases = casesOfSchema(schema, `${containment.conjunctions.numberOf(schema)}`, conjunction.split);
    if (cases !== undefined) return cases;
  }
  if (reader.never) return undefined;
  return casesOfTypes(containment, conjunction) ?? casesOfDiscriminator(containment, conjunction, reader);
}

function casesOfSchema(
  schema: JsonSchema,
  number: string,
  done: ReadonlySet<string>,
): readonly Refinement[] | undefined {
  for (const { keyword, cases } of schemaChoices(schema)) {
    const split = `${number} ${keyword}`;
    if (!done.has(split)) return cases.map((only) => ({ ...only, split }));
  }
  return undefined;
}

const TYPES: readonly JsonType[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

function casesOfTypes(containment: Containment, conjunction: Conjunction): readonly Refinement[] | undefined {
  const atoms = atomsIn(conjunction);
  const types = TYPES.filter((type) =>
    type === 'number' ? atoms.has('integer') || atoms.has('fraction') : atoms.has(type),
  );
  if (types.length < 2 || conjunction.split.has('types')) return undefined;
  return types.map((type) => ({
    positive: [containment.named(`type ${type}`, () => ({ types: new Set([type]) }))],
    split: 'types',
  }));
}

/** The cases of an object by the discriminator of the reader's alternatives. */
function casesOfDiscriminator(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Refinement[] | undefined {
  const names = discriminators([...reader.anyOf, ...reader.oneOf, ...(reader.if === undefined ? [] : [reader.if])]);
  const required = requiredNames(conjunction.positive);
  for (const name of names) {
    const split = `value of ${name}`;
    if (conjunction.split.has(split) || !required.has(name)) continue;
    const values = containment.valuesIn(propertyAt(containment, conjunction, name));
    if (values === undefined || values.length > MAX_VALUES || values.length < 2) continue;
    return values.map((value, index) => {
      const valued = containment.named(`${conjunction.key} ${name} ${index}`, () => ({
        properties: new Map([[name, containment.named(`value ${exactJson(value)}`, () => ({ enum: [value] }))]]),
      }));
      return { positive: [valued], split };
    });
  }
  return undefined;
}

/** The properties of which at least one alternative lists the values. */
function discriminators(branches: readonly JsonSchema[]): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set(branches);
  for (const branch of seen) {
    for (const part of [...branch.refs, ...branch.allOf]) seen.add(part);
    for (const [name, { enum: values }] of branch.properties) if (values !== undefined) names.add(name);
  }
  return names;
}
