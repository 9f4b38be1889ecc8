import { compilePattern } from '../pattern/compile-pattern.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { isValid, type Check } from './validate.js';
import type { Verdict } from './validate-verdict.js';

/** Whether an object satisfies the keywords for objects, `unevaluatedProperties` excepted. */
export function validateObject(verdict: Verdict, check: Check & { readonly value: object }): boolean {
  const { schema, step } = check;
  const entries = Object.entries(check.value);
  for (const name of schema.required) {
    if (!Object.hasOwn(check.value, name)) {
      return verdict.fail(schema, 'required', step, `must have the property ${JSON.stringify(name)}`);
    }
  }
  if (schema.minProperties !== undefined && entries.length < schema.minProperties) {
    return verdict.fail(schema, 'minProperties', step, `must have at least ${schema.minProperties} properties`);
  }
  if (schema.maxProperties !== undefined && entries.length > schema.maxProperties) {
    return verdict.fail(schema, 'maxProperties', step, `must have at most ${schema.maxProperties} properties`);
  }
  return hasDependents(verdict, check) && entries.every(([name, value]) => isEntryValid(verdict, check, name, value));
}

function hasDependents(verdict: Verdict, check: Check & { readonly value: object }): boolean {
  const { schema, step, value } = check;
  for (const [name, dependents] of schema.dependentRequired) {
    if (!Object.hasOwn(value, name)) continue;
    const missing = dependents.find((dependent) => !Object.hasOwn(value, dependent));
    if (missing === undefined) continue;
    const reason = `must have the property ${JSON.stringify(missing)} together with ${JSON.stringify(name)}`;
    return verdict.fail(schema, 'dependentRequired', step, reason);
  }
  for (const [name, dependent] of schema.dependentSchemas) {
    if (Object.hasOwn(value, name) && !isValid(verdict, { ...check, schema: dependent })) return false;
  }
  return true;
}

function isEntryValid(verdict: Verdict, check: Check, name: string, value: unknown): boolean {
  const { schema } = check;
  const step = { within: check.step, key: name };
  const { propertyNames } = schema;
  if (
    propertyNames !== undefined &&
    !isValid(verdict, { schema: propertyNames, value: name, step, evaluated: undefined })
  ) {
    return false;
  }
  const applying = propertySchemas(schema, name);
  if (applying.length > 0) check.evaluated?.properties.add(name);
  return applying.every((part) => isValid(verdict, { schema: part, value, step, evaluated: undefined }));
}

/** The schemas that one schema has for a property: by its name, by patterns, or else for additional ones. */
export function propertySchemas(schema: JsonSchema, name: string): readonly JsonSchema[] {
  const applying: JsonSchema[] = [];
  const named = schema.properties.get(name);
  if (named !== undefined) applying.push(named);
  for (const [pattern, part] of schema.patternProperties) {
    if (compilePattern(pattern).test(name)) applying.push(part);
  }
  if (applying.length === 0 && schema.additionalProperties !== undefined) applying.push(schema.additionalProperties);
  return applying;
}
