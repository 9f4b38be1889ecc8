import { hasDuplicates } from '../../runtime/json/equal.js';
import { atLeastReason, atMostReason, MATCHING_CONTAINS, NO_DUPLICATES } from '../schema/fault-reasons.js';
import type { Check, Verdict } from './validate-verdict.js';

/** Whether an array satisfies the keywords for arrays, `unevaluatedItems` excepted. */
export function validateArray(verdict: Verdict, check: Check & { readonly value: readonly unknown[] }): boolean {
  const { schema, step, value } = check;
  const { minItems, maxItems } = schema;
  if (minItems !== undefined && value.length < minItems) {
    return verdict.fail(schema, 'minItems', step, () => atLeastReason(minItems, 'item'));
  }
  if (maxItems !== undefined && value.length > maxItems) {
    return verdict.fail(schema, 'maxItems', step, () => atMostReason(maxItems, 'item'));
  }
  if (schema.uniqueItems && hasDuplicates(value)) {
    return verdict.fail(schema, 'uniqueItems', step, () => NO_DUPLICATES);
  }
  return value.every((item, index) => isItemValid(verdict, check, item, index)) && hasContained(verdict, check);
}

function isItemValid(verdict: Verdict, check: Check, value: unknown, index: number): boolean {
  const schema = check.schema.prefixItems[index] ?? check.schema.items;
  if (schema === undefined) return true;
  check.evaluated?.items.add(index);
  return verdict.isValid({ schema, value, step: { within: check.step, key: index }, evaluated: undefined });
}

function hasContained(verdict: Verdict, check: Check & { readonly value: readonly unknown[] }): boolean {
  const { schema, step } = check;
  const { contains } = schema;
  if (contains === undefined) return true;
  const { min, max } = contains;
  let count = 0;
  for (const [index, value] of check.value.entries()) {
    const place = { within: step, key: index };
    if (!verdict.isValid({ schema: contains.schema, value, step: place, evaluated: undefined })) continue;
    count++;
    if (contains.evaluates) check.evaluated?.items.add(index);
  }
  if (count < min) {
    return verdict.fail(schema, 'contains', step, () => atLeastReason(min, 'item', MATCHING_CONTAINS));
  }
  if (max !== undefined && count > max) {
    return verdict.fail(schema, 'maxContains', step, () => atMostReason(max, 'item', MATCHING_CONTAINS));
  }
  return true;
}
