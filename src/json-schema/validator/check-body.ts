import { when, type Code } from '../../code/statements.js';
import type { JsonSchema, JsonType } from '../schema/json-schema.js';
import { hasArrayKeywords, hasObjectKeywords, jsonTypeOf, possibleTypes, target } from '../schema/schema-facts.js';
import { arrayChecks } from './array-checks.js';
import { fail, failingCall, joined, tableName, type CheckContext, type Subject } from './check-context.js';
import { inPlaceChecks } from './in-place-checks.js';
import { enumCheck, numberChecks, textChecks, typesCheck, typeTest, type LeafCheck } from './leaf-checks.js';
import { objectChecks } from './object-checks.js';
import { hasType } from './quiet-test.js';

/** The statements that check a value, empty where any will do; `own` for the schema whose function they stand in. */
export function checks(context: CheckContext, reference: JsonSchema, subject: Subject, own = false): readonly Code[] {
  const schema = target(reference);
  if (!own && context.isFunction(schema)) {
    return failingCall(context, subject, context.call(schema, subject, 'faults'));
  }
  if (schema.never) return [fail(context, subject, 'is not allowed', context.pointer(schema, ''))];
  const leaf = { value: subject.value, name: tableName(subject.name) };
  const possible = possibleTypes(schema);
  if (schema.enum !== undefined) {
    const values = schema.enum.filter((item) => possible === undefined || hasType(item, possible));
    if (values.length === 0) return [fail(context, subject, 'is not allowed', context.pointer(schema, 'enum'))];
    const check = enumCheck(context, values, leaf);
    const types = new Set(values.map(jsonTypeOf));
    return guarded(context, schema, subject, check, contentChecks(context, schema, subject, types, true));
  }
  const content = contentChecks(context, schema, subject, schema.types, false);
  if (schema.types === undefined) return content;
  return guarded(context, schema, subject, typesCheck(context, schema.types, subject.value), content);
}

/** A check, and what is to be checked only where it holds. */
function guarded(
  context: CheckContext,
  schema: JsonSchema,
  subject: Subject,
  check: LeafCheck,
  then: readonly Code[],
): readonly Code[] {
  const failing = fail(context, subject, check.reason, context.pointer(schema, check.keyword));
  if (!context.all) return [when(check.bad, [failing]), ...then];
  return [when(check.bad, [failing], then)];
}

/** The checks of the keywords for values of one type each, and of the schemas for the same value. */
function contentChecks(
  context: CheckContext,
  schema: JsonSchema,
  subject: Subject,
  types: ReadonlySet<JsonType> | undefined,
  narrowed: boolean,
): readonly Code[] {
  const leaf = { value: subject.value, name: tableName(subject.name) };
  const group = (type: JsonType, of: readonly JsonType[], code: () => readonly Code[]): readonly Code[] => {
    if (types !== undefined && !of.some((one) => types.has(one))) return [];
    const body = code();
    if (body.length === 0) return [];
    const certain = !narrowed && types !== undefined && [...types].every((one) => of.includes(one));
    return certain ? body : joined(typeTest(context, type, subject.value).good, body);
  };
  const leaves = (list: readonly LeafCheck[]): readonly Code[] =>
    list.map(({ bad, reason, keyword }) =>
      when(bad, [fail(context, subject, reason, context.pointer(schema, keyword))]),
    );
  return [
    ...group('string', ['string'], () => leaves(textChecks(context, schema, leaf))),
    ...group('number', ['integer', 'number'], () => leaves(numberChecks(context, schema, leaf))),
    ...group('array', ['array'], () => (hasArrayKeywords(schema) ? arrayChecks(context, schema, subject) : [])),
    ...group('object', ['object'], () => (hasObjectKeywords(schema) ? objectChecks(context, schema, subject) : [])),
    ...inPlaceChecks(context, schema, subject),
  ];
}
