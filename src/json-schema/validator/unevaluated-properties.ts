import { call } from '../../code/expressions.js';
import { lowerFirst } from '../../code/identifiers.js';
import { stringLiteral } from '../../code/source-text.js';
import { allOf, anyOf, block, CONTINUE, declare, when, type Code } from '../../code/statements.js';
import { flatText } from '../../code/print-layout.js';
import { code as text, join, type Layout } from '../../code/text-layout.js';
import { eachInPlace } from '../schema/in-place-walk.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { isAnything } from '../schema/schema-facts.js';
import { both, otherEntry, partName, propertyValue, type CheckContext, type Subject } from './check-context.js';
import { conditionVariables } from './condition-variables.js';

/** The properties that a schema evaluates where its conditions hold. */
interface EvaluatedProperties {
  readonly conditions: readonly Layout[];
  readonly names: Set<string>;
  readonly patterns: Set<string>;
  all: boolean;
}

/** The checks of `unevaluatedProperties`: what is evaluated is known beforehand but for schemas that may or may not apply. */
export function unevaluatedPropertyChecks(
  context: CheckContext,
  schema: JsonSchema,
  subject: Subject,
): readonly Code[] {
  const { unevaluatedProperties: rest } = schema;
  if (rest === undefined || isAnything(rest)) return [];
  const groups = new Map<string, EvaluatedProperties>();
  const variables = conditionVariables(context, subject);
  eachInPlace(
    schema,
    {
      matters: evaluatesProperties,
      ...variables,
      has: (name) => text`${propertyValue(context, subject, name)} !== undefined`,
    },
    (part, conditions) => {
      const key = flatText(join(' && ', conditions));
      const group = groups.get(key) ?? { conditions, names: new Set(), patterns: new Set(), all: false };
      groups.set(key, group);
      for (const name of part.properties.keys()) group.names.add(name);
      for (const pattern of part.patternProperties.keys()) group.patterns.add(pattern);
      if (part.additionalProperties !== undefined) group.all = true;
      if (part !== schema && part.unevaluatedProperties !== undefined) group.all = true;
    },
  );
  if (groups.get('')?.all === true) return [];
  const key = context.locals.claim('key');
  const entry = context.locals.claim('entry');
  const skips = [...groups.values()].flatMap(({ conditions, names, patterns, all }): readonly Code[] => {
    if (all) return [when(allOf(...conditions), [CONTINUE])];
    const tests = [
      ...[...names].map((name) => text`${key} === ${stringLiteral(name)}`),
      ...[...patterns].map((pattern) =>
        call(text`${context.pattern(pattern, `${lowerFirst(subject.name)}Key`).name}.test`, key),
      ),
    ];
    if (tests.length === 0) return [];
    const evaluated = both(allOf(...conditions), anyOf(...tests));
    return [when(evaluated, [CONTINUE])];
  });
  const isMap = [...groups.values()].some(({ patterns }) => patterns.size > 0);
  const part = otherEntry(rest, isMap, { value: entry, key, name: partName(subject.name, 'Entry') });
  const body = declare(entry, text`${subject.value}[${key}]`, context.checks(rest, part));
  const loop = block(text`for (const ${key} in ${subject.value})`, [...skips, ...body]);
  return variables.above([loop]);
}

function evaluatesProperties(schema: JsonSchema): boolean {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties } = schema;
  return (
    properties.size + patternProperties.size > 0 ||
    additionalProperties !== undefined ||
    unevaluatedProperties !== undefined
  );
}
