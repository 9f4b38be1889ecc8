import { block, CONTINUE, declare, isLast, when, type Code } from '../../code/statements.js';
import { code as text, type Layout, type Name } from '../../code/text-layout.js';
import type { Subject } from './check-context.js';

/** A loop over an array's items from the one at `start` on. */
export function itemLoop(
  subject: Subject,
  index: Name,
  item: Name,
  start: Layout,
  checked: readonly Code[],
): readonly Code[] {
  const body = declare(item, text`${subject.value}[${index}]`, checked);
  if (body.length === 0) return [];
  // Where no item will do, there is no second turn.
  if (body.some(isLast) && !skips(body))
    return declare(index, start, [when(text`${subject.value}.length > ${index}`, body)]);
  return [block(text`for (let ${index} = ${start}; ${index} < ${subject.value}.length; ${index}++)`, body)];
}

/** Whether statements of a loop go on to its next turn. */
function skips(statements: readonly Code[]): boolean {
  return statements.some((one) => {
    if (one.kind === 'if') return skips(one.then) || skips(one.otherwise);
    if (one.kind === 'switch') return one.cases.some(({ body }) => skips(body));
    return one.kind === 'group' ? skips(one.body) : one === CONTINUE;
  });
}
