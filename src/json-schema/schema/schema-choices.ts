import type { JsonSchema } from './json-schema.js';

/** A choice that a schema leaves to a value: one of the cases holds for it. */
export interface SchemaChoice {
  readonly keyword: 'anyOf' | 'oneOf' | 'if';
  readonly cases: readonly SchemaCase[];
}

/** Schemas that the value satisfies, and those that it does not. */
interface SchemaCase {
  readonly positive: readonly JsonSchema[];
  readonly negative: readonly JsonSchema[];
}

export function schemaChoices({ anyOf, oneOf, if: test, then, else: otherwise }: JsonSchema): readonly SchemaChoice[] {
  const choices: SchemaChoice[] = [];
  if (anyOf.length > 0) {
    choices.push({ keyword: 'anyOf', cases: anyOf.map((branch) => ({ positive: [branch], negative: [] })) });
  }
  if (oneOf.length > 0) {
    const others = (index: number) => oneOf.filter((_, other) => other !== index);
    const cases = oneOf.map((branch, index) => ({ positive: [branch], negative: others(index) }));
    choices.push({ keyword: 'oneOf', cases });
  }
  if (test !== undefined) {
    const cases = [
      { positive: [test, ...(then === undefined ? [] : [then])], negative: [] },
      { positive: otherwise === undefined ? [] : [otherwise], negative: [test] },
    ];
    choices.push({ keyword: 'if', cases });
  }
  return choices;
}
