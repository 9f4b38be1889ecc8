import { call } from '../../code/expressions.js';
import { allOf, CONTINUE, statement, variable, when, type Code } from '../../code/statements.js';
import { flatText } from '../../code/print-layout.js';
import { code as text, join, nameOf, type Layout } from '../../code/text-layout.js';
import { eachInPlace } from '../schema/in-place-walk.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { isAnything } from '../schema/schema-facts.js';
import { both, partName, type CheckContext, type Subject } from './check-context.js';
import { conditionVariables } from './condition-variables.js';
import { itemLoop } from './item-loop.js';
import { quietTest } from './quiet-test.js';

/** The items that a schema evaluates where its conditions hold. */
interface EvaluatedItems {
  readonly conditions: readonly Layout[];
  prefix: number;
  all: boolean;
  readonly contains: JsonSchema[];
}

/** The checks of `unevaluatedItems`: what is evaluated is known beforehand but for schemas that may or may not apply. */
export function unevaluatedItemChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const { unevaluatedItems: rest } = schema;
  if (rest === undefined || isAnything(rest)) return [];
  const groups = new Map<string, EvaluatedItems>([['', { conditions: [], prefix: 0, all: false, contains: [] }]]);
  const variables = conditionVariables(context, subject);
  eachInPlace(
    schema,
    {
      matters: evaluatesItems,
      ...variables,
      // An array is not an object, so schemas that depend on a property do not apply.
      has: () => 'false',
    },
    (part, conditions) => {
      const key = flatText(join(' && ', conditions));
      const group = groups.get(key) ?? { conditions, prefix: 0, all: false, contains: [] };
      groups.set(key, group);
      group.prefix = Math.max(group.prefix, part.prefixItems.length);
      if (part.items !== undefined || (part !== schema && part.unevaluatedItems !== undefined)) group.all = true;
      if (part.contains?.evaluates === true) group.contains.push(part.contains.schema);
    },
  );
  const certain = groups.get('');
  if (certain?.all === true) return [];
  const index = context.locals.claim('i');
  const item = context.locals.claim('item');
  const conditional = [...groups.values()].filter(
    ({ conditions }) => conditions.length > 0 && !conditions.includes('false'),
  );
  const code: Code[] = [];
  let start: Layout = String(certain?.prefix ?? 0);
  if (conditional.some(({ prefix, all }) => all || prefix > 0)) {
    const evaluated = context.locals.claim('evaluated');
    code.push(variable('let', evaluated, start));
    for (const { conditions, prefix, all } of conditional) {
      const end = all ? text`${subject.value}.length` : String(prefix);
      const more = call(text`${nameOf('Math')}.max`, evaluated, end);
      if (all || prefix > 0) code.push(when(allOf(...conditions), [statement(text`${evaluated} = ${more}`)]));
    }
    start = evaluated;
  }
  const skips = [...groups.values()].flatMap(({ conditions, contains }) =>
    contains.map((part) => {
      const contained = { value: item, key: undefined, name: partName(subject.name, 'Contained') };
      const { good } = quietTest(context, part, contained);
      return when(both(allOf(...conditions), good), [CONTINUE]);
    }),
  );
  const part = { value: item, key: index, name: partName(subject.name, 'Item') };
  code.push(...itemLoop(subject, index, item, start, [...skips, ...context.checks(rest, part)]));
  return variables.above(code);
}

function evaluatesItems({ prefixItems, items, unevaluatedItems, contains }: JsonSchema): boolean {
  return (
    prefixItems.length > 0 || items !== undefined || unevaluatedItems !== undefined || contains?.evaluates === true
  );
}
