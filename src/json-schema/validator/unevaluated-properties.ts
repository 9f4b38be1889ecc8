import { lowerFirst } from '../../code/identifiers.js';
import { stringLiteral } from '../../code/source-text.js';
import { both, checks, quietTest, type CheckContext, type Subject } from './check-body.js';
import { allOf, anyOf, asTest, block, declare, line, when, type Code } from '../../code/code-lines.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { otherEntry, partName, propertyValue } from './object-checks.js';
import { eachInPlace } from '../schema/in-place-walk.js';
import { isAnything } from '../schema/schema-facts.js';

/** The properties that a schema evaluates where its conditions hold. */
interface EvaluatedProperties {
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
  const declared: [name: string, test: string][] = [];
  eachInPlace(
    schema,
    {
      matters: evaluatesProperties,
      declare: (part, name) => {
        const variable = context.locals.claim('matches');
        const test = quietTest(context, part, { ...subject, name: partName(subject.name, name) });
        declared.push([variable, asTest(test.good, '||')]);
        return variable;
      },
      has: (name) => `${propertyValue(context, subject, name)} !== undefined`,
    },
    (part, conditions) => {
      const key = conditions.join(' && ');
      const group = groups.get(key) ?? { names: new Set(), patterns: new Set(), all: false };
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
  const skips = [...groups].flatMap(([condition, { names, patterns, all }]): readonly Code[] => {
    if (all) return [when(condition, [line('continue;')])];
    const tests = [
      ...[...names].map((name) => `${key} === ${stringLiteral(name)}`),
      ...[...patterns].map(
        (pattern) => `${context.pattern(pattern, `${lowerFirst(subject.name)}Key`).name}.test(${key})`,
      ),
    ];
    if (tests.length === 0) return [];
    const evaluated = condition === '' ? anyOf(...tests) : both(allOf(condition), anyOf(...tests));
    return [when(evaluated, [line('continue;')])];
  });
  const isMap = [...groups.values()].some(({ patterns }) => patterns.size > 0);
  const part = otherEntry(rest, isMap, { value: entry, key, name: partName(subject.name, 'Entry') });
  const body = declare(entry, `${subject.value}[${key}]`, checks(context, rest, part));
  const loop = block(`for (const ${key} in ${subject.value}) {`, [...skips, ...body]);
  return declared.reduceRight<readonly Code[]>((code, [name, test]) => declare(name, test, code), [loop]);
}

function evaluatesProperties(schema: JsonSchema): boolean {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties } = schema;
  return (
    properties.size + patternProperties.size > 0 ||
    additionalProperties !== undefined ||
    unevaluatedProperties !== undefined
  );
}
