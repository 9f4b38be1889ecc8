import { checks, fail, joined, quietTest, type CheckContext, type Subject } from './check-body.js';
import {
  allOf,
  block,
  declare,
  isAlways,
  isLast,
  isNever,
  line,
  mentions,
  when,
  type Code,
} from '../../code/code-lines.js';
import type { ContainsKeyword, JsonSchema } from '../schema/json-schema.js';
import { counted } from '../../diagnostics/counted.js';
import { partName } from './object-checks.js';
import { isAnything, target } from '../schema/schema-facts.js';
import { unevaluatedItemChecks } from './unevaluated-items.js';

/** The checks of the keywords for arrays; the subject is known to be one. */
export function arrayChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const bound = (test: string, words: string, keyword: string): Code =>
    when(test, [fail(context, subject, words, context.pointer(schema, keyword))]);
  const { value } = subject;
  const { minItems = 0, maxItems, prefixItems, items, contains } = schema;
  const code: Code[] = [];
  if (minItems > 0) {
    code.push(bound(`${value}.length < ${minItems}`, `must have at least ${counted(minItems, 'item')}`, 'minItems'));
  }
  if (maxItems !== undefined) {
    code.push(bound(`${value}.length > ${maxItems}`, `must have at most ${counted(maxItems, 'item')}`, 'maxItems'));
  }
  prefixItems.forEach((item, index) => {
    const child = context.locals.claim(`item${index + 1}`);
    const part = { value: child, key: `${index}`, name: partName(subject.name, `Item${index + 1}`) };
    const body = checks(context, item, part);
    code.push(...declare(child, `${value}[${index}]`, joined(allOf(`${child} !== undefined`), body)));
  });
  const most = prefixItems.length;
  if (items !== undefined && target(items).never) {
    code.push(bound(`${value}.length > ${most}`, `must have at most ${counted(most, 'item')}`, 'items'));
  } else if (items !== undefined && !isAnything(items)) {
    const index = context.locals.claim('i');
    const item = context.locals.claim('item');
    const part = { value: item, key: index, name: partName(subject.name, 'Item') };
    code.push(...itemLoop(subject, index, item, `${most}`, checks(context, items, part)));
  }
  if (contains !== undefined) code.push(...containsChecks(context, schema, contains, subject));
  if (schema.uniqueItems) {
    const test = `${context.use('json/equal', 'hasDuplicates')}(${value})`;
    code.push(bound(test, 'must not have duplicate items', 'uniqueItems'));
  }
  return [...code, ...unevaluatedItemChecks(context, schema, subject)];
}

/** A loop over an array's items from the one at `start` on. */
export function itemLoop(
  subject: Subject,
  index: string,
  item: string,
  start: string,
  checked: readonly Code[],
): readonly Code[] {
  const body = declare(item, `${subject.value}[${index}]`, checked);
  if (body.length === 0) return [];
  // Where no item will do, there is no second turn.
  if (body.some(isLast) && !mentions(body, 'continue'))
    return declare(index, start, [when(`${subject.value}.length > ${index}`, body)]);
  return [block(`for (let ${index} = ${start}; ${index} < ${subject.value}.length; ${index}++) {`, body)];
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
  const found = isAlways(good) ? `${subject.value}.length` : isNever(good) ? '0' : count;
  const bound = (test: string, words: string, keyword: string): Code =>
    when(test, [fail(context, subject, `must have ${words}`, context.pointer(schema, keyword))]);
  const counting = block(`for (const ${item} of ${subject.value}) {`, [when(good, [line(`${count}++;`)])]);
  const code: Code[] = found === count ? [line(`let ${count} = 0;`), counting] : [];
  const minimum = schema.spelled.has('minContains') || min !== 1 ? 'minContains' : 'contains';
  if (min > 0) {
    code.push(
      bound(
        found === '0' ? 'true' : `${found} < ${min}`,
        `at least ${counted(min, 'item')} matching "contains"`,
        minimum,
      ),
    );
  }
  if (max !== undefined && found !== '0') {
    code.push(bound(`${found} > ${max}`, `at most ${counted(max, 'item')} matching "contains"`, 'maxContains'));
  }
  return code;
}
