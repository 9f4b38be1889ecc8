import { isArray, isObject } from '../../runtime/json/check.js';
import { isOneOf } from '../../runtime/json/equal.js';
import { MAX_CALLS, TOO_DEEP, type JsonFault } from '../../runtime/json/faults.js';
import { nearestFirst } from '../../runtime/json/nearest.js';
import { alternativeHints, isStructured } from '../schema/alternative-hints.js';
import {
  alternativesReason,
  enumReason,
  isSimple,
  NOT_IN_SCHEMA,
  severalReason,
  typesReason,
} from '../schema/fault-reasons.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { target } from '../schema/schema-facts.js';
import type { JsonSettings } from '../../config/json-settings.js';
import {
  addEvaluated,
  nothingEvaluated,
  Verdict,
  type Check,
  type Outcome,
  type Violation,
} from './validate-verdict.js';
import { validateArray } from './validate-array.js';
import { hasTypeOf, validateNumber, validateText } from './validate-leaf.js';
import { validateObject } from './validate-object.js';

/**
 * Interprets a schema: the faults of a value as `JSON.parse` gives it (whole numbers may be bigint), none where it is
 * valid. It stops at the first. Used where the tool itself must know, never shipped; `print-validator.ts` says the same
 * as code.
 */
export function validate(schema: JsonSchema, value: unknown, settings: JsonSettings): readonly JsonFault[] {
  const verdict = failure(schema, value, settings);
  return verdict === undefined ? [] : [verdict.fault()];
}

/** What a value violates first, undefined where it is valid. */
export function firstViolation(schema: JsonSchema, value: unknown, settings: JsonSettings): Violation | undefined {
  return failure(schema, value, settings)?.violation;
}

function failure(schema: JsonSchema, value: unknown, settings: JsonSettings): Verdict | undefined {
  const verdict = new Verdict({ file: schema.place.file, settings, isValid });
  try {
    return isValid(verdict, { schema, value, step: undefined, evaluated: undefined }) ? undefined : verdict;
  } catch (error) {
    // The caller may have left little of the call stack.
    if (!(error instanceof RangeError)) throw error;
    verdict.fail(schema, '', undefined, () => TOO_DEEP);
    return verdict;
  }
}

/** Checks whether the value is valid; reports to the verdict if not. Evaluated properties count only if it is. */
function isValid(verdict: Verdict, reference: Check): boolean {
  // What only refers to another schema costs no call, as in the printed validator.
  const schema = reference.schema.refs.length === 1 ? target(reference.schema) : reference.schema;
  const check = schema === reference.schema ? reference : { ...reference, schema };
  const { value, step } = check;
  if (schema.never) return verdict.fail(schema, '', step, () => 'is not allowed');
  const known = verdict.outcomeOf(check);
  if (known !== undefined) return concluded(verdict, check, known);
  if (verdict.depth > MAX_CALLS) return verdict.fail(schema, '', step, () => TOO_DEEP);
  verdict.depth++;
  // What this schema evaluates, its own unevaluated* keywords need to know even if nobody around it asks.
  const asks = schema.unevaluatedProperties !== undefined || schema.unevaluatedItems !== undefined;
  const evaluated = asks || check.evaluated !== undefined ? nothingEvaluated() : undefined;
  const own = { schema, value, step, evaluated };
  const valid =
    hasValidType(verdict, own) &&
    hasValidContent(verdict, own, value) &&
    inPlace(verdict, own) &&
    hasNoneUnevaluated(verdict, own);
  verdict.depth--;
  const outcome = { isValid: valid, violation: valid ? undefined : verdict.violation, evaluated };
  verdict.keep(check, outcome);
  return concluded(verdict, check, outcome);
}

function concluded(verdict: Verdict, check: Check, { isValid, violation, evaluated }: Outcome): boolean {
  if (!isValid) verdict.violation = violation;
  else if (evaluated !== undefined && check.evaluated !== undefined) addEvaluated(check.evaluated, evaluated);
  return isValid;
}

function hasValidType(verdict: Verdict, { schema, value, step }: Check): boolean {
  const { types, enum: values } = schema;
  if (types !== undefined && !hasTypeOf(value, types)) {
    return verdict.fail(schema, 'type', step, () => typesReason(types));
  }
  if (values !== undefined && !isOneOf(value, values)) {
    return verdict.fail(schema, 'enum', step, () => enumReason(values));
  }
  return true;
}

function hasValidContent(verdict: Verdict, check: Check, value: unknown): boolean {
  if (typeof value === 'string') return validateText(verdict, { ...check, value });
  if (typeof value === 'number' || typeof value === 'bigint') return validateNumber(verdict, { ...check, value });
  if (isArray(value)) return validateArray(verdict, { ...check, value });
  if (isObject(value)) return validateObject(verdict, { ...check, value });
  return true;
}

/** The keywords that apply other schemas to the same value. */
function inPlace(verdict: Verdict, check: Check): boolean {
  const { schema, step } = check;
  for (const part of schema.refs) if (!isValid(verdict, { ...check, schema: part })) return false;
  for (const part of schema.allOf) if (!isValid(verdict, { ...check, schema: part })) return false;
  if (
    schema.anyOf.length > 0 &&
    countValid(verdict, check, schema.anyOf, check.evaluated === undefined ? 1 : Infinity) === 0
  ) {
    if (failsNearest(verdict, check, schema.anyOf)) return false;
    return verdict.fail(schema, 'anyOf', step, () => alternativesReason(schema.anyOf, verdict.settings));
  }
  if (schema.oneOf.length > 0) {
    const count = countValid(verdict, check, schema.oneOf, 2);
    if (count === 0) {
      if (failsNearest(verdict, check, schema.oneOf)) return false;
      return verdict.fail(schema, 'oneOf', step, () => alternativesReason(schema.oneOf, verdict.settings));
    }
    if (count > 1) return verdict.fail(schema, 'oneOf', step, () => severalReason(schema.oneOf));
  }
  if (schema.not !== undefined && isValid(verdict, { ...check, schema: schema.not, evaluated: undefined })) {
    return verdict.fail(schema, 'not', step, () => NOT_IN_SCHEMA);
  }
  if (schema.if !== undefined) {
    const branch = countValid(verdict, check, [schema.if], 1) === 1 ? schema.then : schema.else;
    if (branch !== undefined && !isValid(verdict, { ...check, schema: branch })) return false;
  }
  return true;
}

/** Whether one of the alternatives, none of which holds, comes near: then what it finds is taken down. */
function failsNearest(verdict: Verdict, check: Check, alternatives: readonly JsonSchema[]): boolean {
  const possible = alternatives.filter((schema) => !target(schema).never);
  const structured = possible.filter(isStructured);
  const [only, ...more] = structured;
  if (only === undefined || possible.every((schema) => isSimple(schema, verdict.settings))) return false;
  const [index = -1] = more.length === 0 ? [] : nearestFirst(check.value, structured.map(alternativeHints));
  const nearest = more.length === 0 ? only : structured[index];
  return nearest !== undefined && !isValid(verdict, { ...check, schema: nearest, evaluated: undefined });
}

/** How many of the schemas hold, as far as `enough`. Anything that those evaluate counts. */
function countValid(verdict: Verdict, check: Check, schemas: readonly JsonSchema[], enough: number): number {
  let count = 0;
  for (const schema of schemas) {
    const evaluated = check.evaluated === undefined ? undefined : nothingEvaluated();
    if (!isValid(verdict, { ...check, schema, evaluated })) continue;
    if (evaluated !== undefined && check.evaluated !== undefined) addEvaluated(check.evaluated, evaluated);
    if (++count >= enough) break;
  }
  return count;
}

function hasNoneUnevaluated(verdict: Verdict, check: Check): boolean {
  const { schema, value, step, evaluated } = check;
  if (evaluated === undefined) return true;
  if (isArray(value) && schema.unevaluatedItems !== undefined) {
    for (const [index, item] of value.entries()) {
      if (evaluated.items.has(index)) continue;
      const place = { within: step, key: index };
      if (!isValid(verdict, { schema: schema.unevaluatedItems, value: item, step: place, evaluated: undefined })) {
        return false;
      }
      evaluated.items.add(index);
    }
  }
  if (isObject(value) && schema.unevaluatedProperties !== undefined) {
    for (const [key, item] of Object.entries(value)) {
      if (evaluated.properties.has(key)) continue;
      const place = { within: step, key };
      if (!isValid(verdict, { schema: schema.unevaluatedProperties, value: item, step: place, evaluated: undefined })) {
        return false;
      }
      evaluated.properties.add(key);
    }
  }
  return true;
}
