import { isArray, isLonger, isNumeric, isObject, isShorter, isWhole } from '../../runtime/json/check.js';
import { isMultipleOf } from '../../runtime/json/multiple.js';
import { compilePattern } from '../pattern/compile-pattern.js';
import { isWithinLength, tooLongReason } from '../pattern/pattern-bound.js';
import {
  atMostReason,
  formatReason,
  limitReason,
  MATCHES_PATTERN,
  minLengthReason,
  multipleReason,
} from '../schema/fault-reasons.js';
import { formatCheck } from '../schema/format-check.js';
import { NUMBER_PREDICATES, TEXT_PREDICATES } from './format-predicates.js';
import type { JsonType } from '../schema/json-schema.js';
import type { Check, Verdict } from './validate-verdict.js';

/** Whether a value is of one of the types; a number that is none, as `1e999` is read, is of no type. */
export function hasTypeOf(value: unknown, types: ReadonlySet<JsonType>): boolean {
  if (value === null) return types.has('null');
  if (typeof value === 'boolean') return types.has('boolean');
  if (typeof value === 'string') return types.has('string');
  if (isArray(value)) return types.has('array');
  if (isObject(value)) return types.has('object');
  return (types.has('number') && isNumeric(value)) || (types.has('integer') && isWhole(value));
}

/** Whether a text satisfies the keywords for strings. */
export function validateText(verdict: Verdict, { schema, step, value }: Check & { readonly value: string }): boolean {
  const { minLength, maxLength, pattern } = schema;
  if (minLength !== undefined && isShorter(value, minLength)) {
    return verdict.fail(schema, 'minLength', step, () => minLengthReason(minLength));
  }
  if (maxLength !== undefined && isLonger(value, maxLength)) {
    return verdict.fail(schema, 'maxLength', step, () => atMostReason(maxLength, 'character'));
  }
  if (pattern !== undefined) {
    const compiled = compilePattern(pattern);
    if (value.length > compiled.maxLength && !isWithinLength(schema, compiled.maxLength)) {
      return verdict.fail(schema, 'pattern', step, () => tooLongReason(compiled.maxLength));
    }
    if (!compiled.test(value)) return verdict.fail(schema, 'pattern', step, () => MATCHES_PATTERN);
  }
  const format = formatCheck(schema, 'string', verdict.settings);
  if (format !== undefined && TEXT_PREDICATES.get(schema.format ?? '')?.(value) === false) {
    return verdict.fail(schema, 'format', step, () => formatReason(format));
  }
  return true;
}

/** Whether a number satisfies the keywords for numbers. */
export function validateNumber(
  verdict: Verdict,
  { schema, step, value }: Check & { readonly value: number | bigint },
): boolean {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = schema;
  const failsLimit = (...[keyword, limit]: Parameters<typeof limitReason>): false =>
    verdict.fail(schema, keyword, step, () => limitReason(keyword, limit));
  if (minimum !== undefined && !(value >= minimum)) return failsLimit('minimum', minimum);
  if (exclusiveMinimum !== undefined && !(value > exclusiveMinimum))
    return failsLimit('exclusiveMinimum', exclusiveMinimum);
  if (maximum !== undefined && !(value <= maximum)) return failsLimit('maximum', maximum);
  if (exclusiveMaximum !== undefined && !(value < exclusiveMaximum))
    return failsLimit('exclusiveMaximum', exclusiveMaximum);
  if (multipleOf !== undefined && isNumeric(value) && !isMultipleOf(value, multipleOf, 0)) {
    return verdict.fail(schema, 'multipleOf', step, () => multipleReason(multipleOf));
  }
  const format = formatCheck(schema, 'number', verdict.settings);
  if (format !== undefined && NUMBER_PREDICATES.get(schema.format ?? '')?.(value) === false) {
    return verdict.fail(schema, 'format', step, () => formatReason(format));
  }
  return true;
}
