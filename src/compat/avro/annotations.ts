import type { Attributes, Field, NamedType } from '../../runtime/resolution/schema.js';
import type { SchemaChange } from '../comparison.js';
import { MAX_SHOWN, shownText, shownValue } from '../shown-text.js';
import { withoutSharedStart } from '../../diagnostics/without-shared-start.js';

/** The annotations of a type or field, which do not affect its data. */
export type Annotated = Partial<Pick<NamedType, 'doc' | 'aliases'> & Pick<Field, 'order'>> & {
  readonly attributes: Attributes;
};

/** The annotations that differ: doc, aliases, sort order and attributes. */
export function annotationChanges(
  before: Annotated,
  after: Annotated,
): readonly Pick<SchemaChange, 'before' | 'after'>[] {
  const [was, is] = [textsOf(before), textsOf(after)];
  const names = [...new Set([...is.keys(), ...was.keys()])];
  return names.filter((name) => was.get(name) !== is.get(name)).map((name) => bothShown(was.get(name), is.get(name)));
}

function bothShown(before: string | undefined, after: string | undefined): Pick<SchemaChange, 'before' | 'after'> {
  if (before === undefined || after === undefined) return { before: shown(before), after: shown(after) };
  const [was, is] = withoutSharedStart(before, after, MAX_SHOWN);
  return { before: shown(was), after: shown(is) };
}

function textsOf({ doc, aliases = [], order = 'ascending', attributes }: Annotated): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  if (doc !== undefined) texts.set('doc', doc);
  if (aliases.length > 0) texts.set('aliases', `aliases ${aliases.join(', ')}`);
  if (order !== 'ascending') texts.set('order', `order ${order}`);
  for (const [name, value] of Object.entries(attributes))
    texts.set(`attribute ${name}`, `${name} ${shownValue(value)}`);
  return texts;
}

function shown(text: string | undefined): string | undefined {
  return text === undefined ? undefined : shownText(text);
}
