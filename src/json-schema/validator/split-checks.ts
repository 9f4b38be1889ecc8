import { splitStatements } from '../../code/split-statements.js';
import type { Code } from '../../code/statements.js';
import type { Layout } from '../../code/text-layout.js';
import { failingCall, VALUE, type CheckContext, type Subject } from './check-context.js';

/** What the statements for one of many items of a schema are printed with. */
type PrintItem<Item> = (context: CheckContext, subject: Subject, item: Item) => readonly Code[];

/** The checks of many items of a schema, such as its properties: in functions of their own where they are too many for one. */
export function splitChecks<Item>(
  context: CheckContext,
  subject: Subject,
  { items, type, print }: { readonly items: readonly Item[]; readonly type: Layout; readonly print: PrintItem<Item> },
): readonly Code[] {
  const parts = splitStatements(items, (item) => print(context, subject, item));
  const [only, ...others] = parts;
  if (only === undefined) return [];
  if (others.length === 0) return only.body;
  const inner = { ...subject, value: VALUE, key: undefined };
  return parts.flatMap((part, index) => {
    const called = context.part(`${subject.name}Part${index + 1}`, type, (own) =>
      part.items.flatMap((item) => print(own, inner, item)),
    );
    return failingCall(context, subject, called(subject.value));
  });
}

/** The type of an object whose properties are checked. */
export const OBJECT: Layout = 'Readonly<Record<string, unknown>>';
export const ARRAY: Layout = 'readonly unknown[]';
