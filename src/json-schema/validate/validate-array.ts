import { hasDuplicates } from '../../runtime/json/equal.js';
import type { Check, Verdict } from './validate-verdict.js';

/** Whether an array satisfies the keywords for arrays, `unevaluatedItems` excepted. */
export function validateArray(verdict: Verdict, check: Check & { readonly value: readonly unknown[] }): boolean {
  const { schema, step, value } = check;
  if (schema.minItems !== undefined && value.length < schema.minItems) {
    return verdict.fail(schema, 'minItems', step, `must have at least ${schema.minItems} items`);
  }
  if (schema.maxItems !== undefined && value.length > schema.maxItems) {
    return verdict.fail(schema, 'maxItems', step, `must have at most ${schema.maxItems} items`);
  }
  if (schema.uniqueItems && hasDuplicates(value)) {
    return verdict.fail(schema, 'uniqueItems', step, 'must not have duplicate items');
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
  let count = 0;
  for (const [index, value] of check.value.entries()) {
    const place = { within: step, key: index };
    if (!verdict.isValid({ schema: contains.schema, value, step: place, evaluated: undefined })) continue;
    count++;
    if (contains.evaluates) check.evaluated?.items.add(index);
  }
  if (count < contains.min) {
    return verdict.fail(schema, 'contains', step, `must have at least ${contains.min} items that match \`contains\``);
  }
  if (contains.max !== undefined && count > contains.max) {
    const reason = `must have at most ${contains.max} items that match \`contains\``;
    return verdict.fail(schema, 'maxContains', step, reason);
  }
  return true;
}
