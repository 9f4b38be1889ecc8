import { allOf, anyOf, asTest } from '../../code/statements.js';
import { code as text } from '../../code/text-layout.js';
import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import {
  hasArrayKeywords,
  hasObjectKeywords,
  isInPlaceEmpty,
  jsonTypeOf,
  possibleTypes,
  target,
} from '../schema/schema-facts.js';
import { both, tableName, type CheckContext, type Subject } from './check-context.js';
import { enumCheck, numberChecks, textChecks, typesCheck, type LeafCheck } from './leaf-checks.js';

/** A test whether a value satisfies a schema that notes no fault. */
export function quietTest(
  context: CheckContext,
  reference: JsonSchema,
  subject: Subject,
): Pick<LeafCheck, 'good' | 'bad'> {
  const schema = target(reference);
  const simple = simpleTest(context, schema, subject);
  if (simple !== undefined) return simple;
  const checked = context.call(schema, subject, 'faults.quiet');
  return { good: allOf(checked), bad: anyOf(text`!${checked}`) };
}

/** The test of a schema that takes one expression; undefined for others. */
export function simpleTest(
  context: CheckContext,
  reference: JsonSchema,
  subject: Subject,
): Pick<LeafCheck, 'good' | 'bad'> | undefined {
  const schema = target(reference);
  if (schema.never) return { good: allOf('false'), bad: anyOf('true') };
  if (hasArrayKeywords(schema) || hasObjectKeywords(schema) || !isInPlaceEmpty(schema)) return undefined;
  const leaf = { value: subject.value, name: tableName(subject.name) };
  const possible = possibleTypes(schema);
  const isText = possible !== undefined && [...possible].every((type) => type === 'string');
  const isNumber = possible !== undefined && [...possible].every((type) => type === 'integer' || type === 'number');
  const others = isText
    ? textChecks(context, schema, leaf)
    : isNumber
      ? numberChecks(context, schema, leaf)
      : undefined;
  if (
    others === undefined &&
    (textChecks(context, schema, leaf).length > 0 || numberChecks(context, schema, leaf).length > 0)
  ) {
    return undefined;
  }
  if (schema.enum !== undefined) {
    const values = schema.enum.filter((item) => possible === undefined || hasType(item, possible));
    if (values.length === 0) return { good: allOf('false'), bad: anyOf('true') };
    if (others !== undefined && others.length > 0) return undefined;
    return enumCheck(context, values, leaf);
  }
  if (schema.types === undefined) return { good: allOf('true'), bad: anyOf('false') };
  const type = typesCheck(context, schema.types, subject.value);
  if (others === undefined || others.length === 0) return type;
  if (others.length > 2) return undefined;
  return {
    good: both(type.good, ...others.map(({ good }) => good)),
    bad: anyOf(asTest(type.bad, '||'), ...others.map(({ bad }) => asTest(bad, '||'))),
  };
}

export function hasType(value: unknown, types: ReadonlySet<JsonType>): boolean {
  const type = jsonTypeOf(value);
  return types.has(type) || (type === 'integer' && types.has('number'));
}
