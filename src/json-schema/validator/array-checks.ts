import { call } from '../../code/expressions.js';
import {
  allOf,
  block,
  declare,
  isAlways,
  isNever,
  statement,
  variable,
  when,
  type Code,
} from '../../code/statements.js';
import { code as text, type Layout } from '../../code/text-layout.js';
import { atLeastReason, atMostReason, MATCHING_CONTAINS, NO_DUPLICATES } from '../schema/fault-reasons.js';
import type { ContainsKeyword, JsonSchema } from '../schema/json-schema.js';
import { isAnything, target } from '../schema/schema-facts.js';
import { fail, joined, partName, type CheckContext, type Subject } from './check-context.js';
import { itemLoop } from './item-loop.js';
import { quietTest } from './quiet-test.js';
import { ARRAY, splitChecks } from './split-checks.js';
import { unevaluatedItemChecks } from './unevaluated-items.js';

/** The checks of the keywords for arrays; the subject is known to be one. */
export function arrayChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const bound = (test: Layout, words: string, keyword: string): Code =>
    when(test, [fail(context, subject, words, context.pointer(schema, keyword))]);
  const { value } = subject;
  const { minItems = 0, maxItems, prefixItems, items, contains } = schema;
  const code: Code[] = [];
  if (minItems > 0) {
    code.push(bound(text`${value}.length < ${String(minItems)}`, atLeastReason(minItems, 'item'), 'minItems'));
  }
  if (maxItems !== undefined) {
    code.push(bound(text`${value}.length > ${String(maxItems)}`, atMostReason(maxItems, 'item'), 'maxItems'));
  }
  const fixed = splitChecks(context, subject, {
    items: [...prefixItems.entries()],
    type: ARRAY,
    print: (own, of, [index, item]) => {
      const child = own.locals.claim(`item${index + 1}`);
      const part = { value: child, key: String(index), name: partName(of.name, `Item${index + 1}`) };
      const body = own.checks(item, part);
      return declare(child, text`${of.value}[${String(index)}]`, joined(allOf(text`${child} !== undefined`), body));
    },
  });
  code.push(...fixed);
  const most = prefixItems.length;
  if (items !== undefined && target(items).never) {
    code.push(bound(text`${value}.length > ${String(most)}`, atMostReason(most, 'item'), 'items'));
  } else if (items !== undefined && !isAnything(items)) {
    const index = context.locals.claim('i');
    const item = context.locals.claim('item');
    const part = { value: item, key: index, name: partName(subject.name, 'Item') };
    code.push(...itemLoop(subject, index, item, String(most), context.checks(items, part)));
  }
  if (contains !== undefined) code.push(...containsChecks(context, schema, contains, subject));
  if (schema.uniqueItems) {
    const test = call(context.use('json/equal', 'hasDuplicates'), value);
    code.push(bound(test, NO_DUPLICATES, 'uniqueItems'));
  }
  return [...code, ...unevaluatedItemChecks(context, schema, subject)];
}

function containsChecks(
  context: CheckContext,
  schema: JsonSchema,
  contains: ContainsKeyword,
  subject: Subject,
): readonly Code[] {
  const { min, max } = contains;
  if (min === 0 && max === undefined) return [];
  const count = context.locals.claim('contained');
  const item = context.locals.claim('item');
  const part = { value: item, key: undefined, name: partName(subject.name, 'Contained') };
  const { good } = quietTest(context, contains.schema, part);
  const found: Layout = isAlways(good) ? text`${subject.value}.length` : isNever(good) ? '0' : count;
  const bound = (test: Layout, reason: string, keyword: string): Code =>
    when(test, [fail(context, subject, reason, context.pointer(schema, keyword))]);
  const counting = block(text`for (const ${item} of ${subject.value})`, [when(good, [statement(text`${count}++`)])]);
  const code: Code[] = found === count ? [variable('let', count, '0'), counting] : [];
  const minimum = schema.spelled.has('minContains') || min !== 1 ? 'minContains' : 'contains';
  if (min > 0) {
    code.push(
      bound(
        found === '0' ? 'true' : text`${found} < ${String(min)}`,
        atLeastReason(min, 'item', MATCHING_CONTAINS),
        minimum,
      ),
    );
  }
  if (max !== undefined && found !== '0') {
    code.push(bound(text`${found} > ${String(max)}`, atMostReason(max, 'item', MATCHING_CONTAINS), 'maxContains'));
  }
  return code;
}
