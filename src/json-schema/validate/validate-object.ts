import { missingReason } from '../../runtime/json/faults.js';
import { compilePattern } from '../pattern/compile-pattern.js';
import { tooLongNameReason } from '../pattern/pattern-bound.js';
import type { Check, Verdict } from './validate-verdict.js';
import { atLeastReason, atMostReason, togetherReason } from '../schema/fault-reasons.js';
import { propertySchemas } from '../schema/property-schemas.js';

/** Whether an object satisfies the keywords for objects, `unevaluatedProperties` excepted. */
export function validateObject(verdict: Verdict, check: Check & { readonly value: object }): boolean {
  const { schema, step } = check;
  const { minProperties, maxProperties } = schema;
  const entries = Object.entries(check.value);
  for (const name of schema.required) {
    if (!Object.hasOwn(check.value, name)) {
      return verdict.fail(schema, 'required', step, () => missingReason(name));
    }
  }
  if (minProperties !== undefined && entries.length < minProperties) {
    return verdict.fail(schema, 'minProperties', step, () => atLeastReason(minProperties, 'property'));
  }
  if (maxProperties !== undefined && entries.length > maxProperties) {
    return verdict.fail(schema, 'maxProperties', step, () => atMostReason(maxProperties, 'property'));
  }
  return hasDependents(verdict, check) && entries.every(([name, value]) => isEntryValid(verdict, check, name, value));
}

function hasDependents(verdict: Verdict, check: Check & { readonly value: object }): boolean {
  const { schema, step, value } = check;
  for (const [name, dependents] of schema.dependentRequired) {
    if (!Object.hasOwn(value, name)) continue;
    const missing = dependents.find((dependent) => !Object.hasOwn(value, dependent));
    if (missing === undefined) continue;
    return verdict.fail(schema, 'dependentRequired', step, () => togetherReason(name, missing));
  }
  for (const [name, dependent] of schema.dependentSchemas) {
    if (Object.hasOwn(value, name) && !verdict.isValid({ ...check, schema: dependent })) return false;
  }
  return true;
}

function isEntryValid(verdict: Verdict, check: Check, name: string, value: unknown): boolean {
  const { schema } = check;
  const step = { within: check.step, key: name };
  const { propertyNames } = schema;
  if (
    propertyNames !== undefined &&
    !verdict.isValid({ schema: propertyNames, value: name, step, evaluated: undefined })
  ) {
    return false;
  }
  for (const pattern of schema.patternProperties.keys()) {
    const { maxLength } = compilePattern(pattern);
    if (name.length > maxLength)
      return verdict.fail(schema, 'patternProperties', step, () => tooLongNameReason(maxLength));
  }
  const applying = propertySchemas(schema, name);
  if (applying.length > 0) check.evaluated?.properties.add(name);
  return applying.every((part) => verdict.isValid({ schema: part, value, step, evaluated: undefined }));
}
