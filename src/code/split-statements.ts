import type { Code } from './statements.js';

/**
 * About how many steps of control flow the TypeScript compiler follows in one function: past twice as many it reports
 * that the function is too large (TS2563).
 */
const MAX_STEPS = 2_000;
/** In each of the functions that a longer one is split into. */
const STEPS_IN_PART = 500;

/** Groups the statements for each of many items for functions of their own; one group where one function holds them all. */
export function splitStatements<Item>(
  items: readonly Item[],
  print: (item: Item) => readonly Code[],
): readonly { readonly items: readonly Item[]; readonly body: readonly Code[] }[] {
  const printed = items.map((item) => ({ item, body: print(item) }));
  const total = stepsIn(printed.flatMap(({ body }) => body));
  const groups: { readonly items: Item[]; readonly body: Code[]; steps: number }[] = [];
  for (const { item, body } of printed) {
    const last = groups.at(-1);
    const steps = stepsIn(body);
    if (last !== undefined && (total <= MAX_STEPS || last.steps + steps <= STEPS_IN_PART)) {
      last.items.push(item);
      last.body.push(...body);
      last.steps += steps;
    } else groups.push({ items: [item], body: [...body], steps });
  }
  return groups;
}

function stepsIn(statements: readonly Code[]): number {
  return statements.reduce((sum, one) => sum + stepsOf(one), 0);
}

function stepsOf(statement: Code): number {
  switch (statement.kind) {
    case 'statement':
      return 1;
    case 'if':
      return statement.test.tests.length + stepsIn(statement.then) + stepsIn(statement.otherwise);
    case 'switch':
      return statement.cases.reduce((sum, { body }) => sum + 1 + stepsIn(body), 1);
    case 'block':
    case 'group':
      return 1 + stepsIn(statement.body);
  }
}
