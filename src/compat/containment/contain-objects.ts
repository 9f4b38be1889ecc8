import type { JsonSchema } from '../../json-schema/schema/json-schema.js';
import { validate } from '../../json-schema/validate/validate.js';
import type { Containment } from './containment.js';
import { violation, under, type Violation, type Step } from './difference.js';
import { entailedSubschemas } from './entailed-subschemas.js';
import { syntheticSchema } from '../../json-schema/schema/synthetic-schema.js';
import {
  lacking,
  having,
  matches,
  nameOf,
  namesIn,
  otherProperties,
  propertyAt,
  propertyCountIn,
  type OtherProperties,
} from './property-facts.js';
import { requiredNames, type Conjunction } from './conjunction.js';
import { sizeDifferences } from './size-differences.js';
import { haveDisjointPrefixes } from './pattern-prefix.js';
import { atomsIn } from './value-facts.js';

/** Which objects a schema refuses. */
export function objectDifferences(
  containment: Containment,
  given: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  if (!atomsIn(given).has('object')) return [];
  const types = containment.named('type object', () => ({ types: new Set(['object'] as const) }));
  const conjunction = containment.with(given, { positive: [types] });
  return [
    ...requiredDifferences(containment, conjunction, reader),
    ...namedDifferences(containment, conjunction, reader),
    ...patternDifferences(containment, conjunction, reader),
    ...restDifferences(containment, conjunction, { reader, keyword: 'additionalProperties', evaluating: [reader] }),
    ...unevaluatedDifferences(containment, conjunction, reader),
    ...nameDifferences(containment, conjunction, reader),
    ...dependentDifferences(containment, conjunction, reader),
    ...sizeDifferences(reader, PROPERTIES, () => propertyCountIn(containment, conjunction)),
  ];
}

function requiredDifferences(_: Containment, { positive }: Conjunction, reader: JsonSchema): readonly Violation[] {
  const required = requiredNames(positive);
  const reason = 'is required, but may be missing';
  return reader.required
    .filter((name) => !required.has(name))
    .map((name) =>
      violation(reader, 'required', { kind: 'required', reason, property: name, counterexamples: [lacking(name)] }),
    );
}

function namedDifferences(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  return [...reader.properties].flatMap(([name, schema]) =>
    propertyDifferences(containment, conjunction, name, schema),
  );
}

/** What of a schema the value of a property may not satisfy. */
function propertyDifferences(
  containment: Containment,
  conjunction: Conjunction,
  name: string,
  schema: JsonSchema,
): readonly Violation[] {
  const value = propertyAt(containment, conjunction, name);
  const step: Step = { kind: 'property', name, segment: name };
  const differences = containment.prover.contains(() => containment.differences(value, schema));
  const [first] = differences;
  if (first === undefined || value.positive.length > 0) return under(step, differences);
  if (schema.never) return under(step, differences);
  // One difference instead of many: what it is that the writer says nothing of.
  const reason = "is not described by the writer's schema, so it may be anything";
  return under(step, [
    {
      ...first,
      kind: 'undeclared',
      keyword: '',
      place: schema.place,
      reason,
      path: [],
      reader: schema,
      counterexamples: differences.slice(0, 3).flatMap(atOnce),
    },
  ]);
}

/** What a value has to be like for a difference within it: only for those of the value itself. */
function atOnce({ path, counterexamples }: Violation): readonly JsonSchema[] {
  return path.length === 0 ? counterexamples : [];
}

function patternDifferences(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  if (reader.patternProperties.size === 0) return [];
  const differences: Violation[] = [];
  const names = [...namesIn(containment, conjunction)];
  const others = otherProperties(containment, conjunction);
  for (const [pattern, schema] of reader.patternProperties) {
    containment.prover.spend(names.length);
    for (const name of names) {
      if (matches(pattern, name)) differences.push(...propertyDifferences(containment, conjunction, name, schema));
    }
    const shared = others.find((other) => other.pattern === pattern);
    for (const other of others) {
      // Names that match a pattern that both have are a kind of their own.
      if (shared !== undefined && other.pattern === undefined) continue;
      if (other.pattern !== undefined && haveDisjointPrefixes(other.pattern, pattern)) continue;
      // A name that matches it and one more has a value for both.
      const both = shared === undefined ? [] : shared.conjunction.positive;
      const conjunction = containment.of([...other.conjunction.positive, ...both]);
      differences.push(...otherDifferences(containment, { ...other, conjunction }, { schema, names, pattern }));
    }
  }
  return differences;
}

interface Rest {
  readonly reader: JsonSchema;
  readonly keyword: 'additionalProperties' | 'unevaluatedProperties';
  /** The schemas that have something to say of properties otherwise. */
  readonly evaluating: readonly JsonSchema[];
}

/** What `additionalProperties` or `unevaluatedProperties` refuses. */
function restDifferences(containment: Containment, conjunction: Conjunction, rest: Rest): readonly Violation[] {
  const { reader, keyword, evaluating } = rest;
  const schema = reader[keyword];
  if (schema === undefined) return [];
  const differences: Violation[] = [];
  const evaluated = (name: string) =>
    evaluating.some(
      ({ properties, patternProperties }) =>
        properties.has(name) || [...patternProperties.keys()].some((pattern) => matches(pattern, name)),
    );
  const names = [...namesIn(containment, conjunction)];
  for (const name of names) {
    if (evaluated(name)) continue;
    differences.push(...propertyDifferences(containment, conjunction, name, schema));
  }
  const known = [...names, ...evaluating.flatMap(({ properties }) => [...properties.keys()])];
  const patterns = new Set(evaluating.flatMap(({ patternProperties }) => [...patternProperties.keys()]));
  for (const other of otherProperties(containment, conjunction)) {
    if (other.pattern !== undefined && patterns.has(other.pattern)) continue;
    differences.push(...otherDifferences(containment, other, { schema, names: known, pattern: undefined }));
  }
  if (!schema.never) return differences;
  const reason = 'may be present, but the reader does not allow it';
  return differences.map((difference) =>
    difference.kind === 'never' && difference.reader === schema && difference.path.length === 1
      ? {
          ...difference,
          kind: 'closed',
          reason,
          place: violation(reader, keyword, { kind: 'closed', reason, counterexamples: [] }).place,
        }
      : difference,
  );
}

/** What of a schema the properties may not satisfy that no schema names. */
function otherDifferences(
  containment: Containment,
  other: OtherProperties,
  reader: { readonly schema: JsonSchema; readonly names: readonly string[]; readonly pattern: string | undefined },
): readonly Violation[] {
  const { schema, names, pattern } = reader;
  const patterns = [...new Set([other.pattern ?? [], pattern ?? []].flat())];
  const step: Step = { kind: 'other', patterns, names, segment: '*' };
  return under(
    step,
    containment.prover.contains(() => containment.differences(other.conjunction, schema)),
  );
}

function unevaluatedDifferences(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  if (reader.unevaluatedProperties === undefined) return [];
  const evaluating = entailedSubschemas(containment, conjunction, reader);
  const coversAll = evaluating.some(
    (part) => part.additionalProperties !== undefined || (part !== reader && part.unevaluatedProperties !== undefined),
  );
  if (coversAll) return [];
  return restDifferences(containment, conjunction, { reader, keyword: 'unevaluatedProperties', evaluating });
}

function nameDifferences(containment: Containment, conjunction: Conjunction, reader: JsonSchema): readonly Violation[] {
  const { propertyNames } = reader;
  if (propertyNames === undefined) return [];
  const differences: Violation[] = [];
  for (const name of namesIn(containment, conjunction)) {
    if (validate(propertyNames, name, containment.settings).length === 0) continue;
    const value = propertyAt(containment, conjunction, name);
    if (containment.prover.contains(() => containment.isEmpty(value))) continue;
    const reason = 'may be present, but its name is not allowed';
    differences.push(
      violation(reader, 'propertyNames', { kind: 'name', reason, property: name, counterexamples: [having(name)] }),
    );
  }
  for (const other of otherProperties(containment, conjunction)) {
    if (containment.prover.contains(() => containment.isEmpty(other.conjunction))) continue;
    const name = nameOf(containment, conjunction, other.pattern);
    const refused = containment.prover.contains(() => containment.differences(name, propertyNames));
    differences.push(...under({ kind: 'name' }, refused));
  }
  return differences;
}

function dependentDifferences(
  containment: Containment,
  conjunction: Conjunction,
  reader: JsonSchema,
): readonly Violation[] {
  const differences: Violation[] = [];
  const withProperty = (name: string) => {
    const required = containment.named(`having ${name}`, () => ({ required: [name] }));
    return { positive: [required], negative: [] };
  };
  for (const [name, names] of reader.dependentRequired) {
    const narrowed = containment.with(conjunction, withProperty(name));
    const required = requiredNames(narrowed.positive);
    const missing = names.filter((other) => !required.has(other));
    if (missing.length === 0 || containment.isEmpty(narrowed)) continue;
    for (const other of missing) {
      const reason = `is required with ${JSON.stringify(name)}, but may be missing`;
      const counterexamples = [syntheticSchema({ allOf: [having(name), lacking(other)] })];
      differences.push(
        violation(reader, 'dependentRequired', { kind: 'dependent', reason, property: other, counterexamples }),
      );
    }
  }
  for (const [name, schema] of reader.dependentSchemas) {
    const narrowing = withProperty(name);
    const refused = containment.differences(containment.with(conjunction, narrowing), schema);
    differences.push(...under({ kind: 'case', ...narrowing }, refused));
  }
  return differences;
}

/** The keywords that bound the number of properties. */
const PROPERTIES = { type: 'object', least: 'minProperties', most: 'maxProperties', unit: 'property' } as const;
