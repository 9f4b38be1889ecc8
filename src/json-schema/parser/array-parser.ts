import { call } from '../../code/expressions.js';
import { runtimeName } from '../../code/runtime-name.js';
import { block, returns, statement, variable, type Code } from '../../code/statements.js';
import { code as text } from '../../code/text-layout.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { partName } from '../validator/check-context.js';
import { givesUp, ITEMS, MORE, READER, type ParserContext } from './parser-context.js';
import { nested } from './nested.js';

/** The statements that parse an array. */
export function arrayBody(context: ParserContext, schema: JsonSchema, isNested: boolean): readonly Code[] {
  const { items, minItems = 0, maxItems, uniqueItems } = schema;
  const first = call(runtimeName('json-parser/parse-array', 'firstItem'), READER);
  const next = call(runtimeName('json-parser/parse-array', 'nextItem'), READER);
  const { statements, value } =
    items === undefined
      ? { statements: [], value: call(runtimeName('json-parser/parse-any', 'parseAny'), READER) }
      : context.value(items, partName(context.name, 'Item'));
  const head = text`for (let ${MORE} = ${first}; ${MORE}; ${MORE} = ${next})`;
  const hasDuplicates = call(context.use('json/equal', 'hasDuplicates'), ITEMS);
  return [
    ...nested(isNested, 'enterNested'),
    variable('const', text`${ITEMS}: unknown[]`, '[]'),
    block(head, [...statements, statement(call(text`${ITEMS}.push`, value))]),
    ...(minItems > 0 ? [givesUp(text`${ITEMS}.length < ${String(minItems)}`)] : []),
    ...(maxItems === undefined ? [] : [givesUp(text`${ITEMS}.length > ${String(maxItems)}`)]),
    ...(uniqueItems ? [givesUp(hasDuplicates)] : []),
    ...nested(isNested, 'leaveNested'),
    returns(ITEMS),
  ];
}
