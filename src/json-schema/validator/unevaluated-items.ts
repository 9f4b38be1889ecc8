import { itemLoop } from './array-checks.js';
import { both, checks, quietTest, type CheckContext, type Subject } from './check-body.js';
import { allOf, asTest, declare, line, when, type Code } from '../../code/code-lines.js';
import { eachInPlace } from '../schema/in-place-walk.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { partName } from './object-checks.js';
import { isAnything } from '../schema/schema-facts.js';

/** The items that a schema evaluates where its conditions hold. */
interface EvaluatedItems {
  prefix: number;
  all: boolean;
  readonly contains: JsonSchema[];
}

/** The checks of `unevaluatedItems`: what is evaluated is known beforehand but for schemas that may or may not apply. */
export function unevaluatedItemChecks(context: CheckContext, schema: JsonSchema, subject: Subject): readonly Code[] {
  const { unevaluatedItems: rest } = schema;
  if (rest === undefined || isAnything(rest)) return [];
  const groups = new Map<string, EvaluatedItems>([['', { prefix: 0, all: false, contains: [] }]]);
  const declared: [name: string, test: string][] = [];
  eachInPlace(
    schema,
    {
      matters: evaluatesItems,
      declare: (part, name) => {
        const variable = context.locals.claim('matches');
        const test = quietTest(context, part, { ...subject, name: partName(subject.name, name) });
        declared.push([variable, asTest(test.good, '||')]);
        return variable;
      },
      // An array is not an object, so schemas that depend on a property do not apply.
      has: () => 'false',
    },
    (part, conditions) => {
      const key = conditions.join(' && ');
      const group = groups.get(key) ?? { prefix: 0, all: false, contains: [] };
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
  const conditional = [...groups].filter(([condition]) => condition !== '' && !condition.includes('false'));
  const code: Code[] = [];
  let start = `${certain?.prefix ?? 0}`;
  if (conditional.some(([, { prefix, all }]) => all || prefix > 0)) {
    const evaluated = context.locals.claim('evaluated');
    code.push(line(`let ${evaluated} = ${start};`));
    for (const [condition, { prefix, all }] of conditional) {
      const end = all ? `${subject.value}.length` : `${prefix}`;
      if (all || prefix > 0) code.push(when(condition, [line(`${evaluated} = Math.max(${evaluated}, ${end});`)]));
    }
    start = evaluated;
  }
  const skips = [...groups].flatMap(([condition, { contains }]) =>
    contains.map((part) => {
      const contained = { value: item, key: undefined, name: partName(subject.name, 'Contained') };
      const { good } = quietTest(context, part, contained);
      return when(condition === '' ? good : both(allOf(condition), good), [line('continue;')]);
    }),
  );
  const part = { value: item, key: index, name: partName(subject.name, 'Item') };
  code.push(...itemLoop(subject, index, item, start, [...skips, ...checks(context, rest, part)]));
  return declared.reduceRight<readonly Code[]>((then, [name, test]) => declare(name, test, then), code);
}

function evaluatesItems({ prefixItems, items, unevaluatedItems, contains }: JsonSchema): boolean {
  return (
    prefixItems.length > 0 || items !== undefined || unevaluatedItems !== undefined || contains?.evaluates === true
  );
}
