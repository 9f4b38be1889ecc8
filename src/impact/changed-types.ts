import type { ts } from 'ts-morph';
import type { FieldImpact } from './impact.js';
import type { FieldShape, TypeShape, ValueShape } from './type-shapes.js';

/** Something of a generated type that is not as it was. */
export interface TypeChange {
  /** Where it was declared. */
  readonly declaration: ts.Node;
  /** What code calls it: the field's own name, or the type's. */
  readonly name: string;
  readonly change: FieldImpact;
  /** Whether every value that was right still is: nothing changes for code that gives one. */
  readonly isWider: boolean;
  /** For a type that is not an object: its old key. */
  readonly key: string | undefined;
}

interface ComparedTypes {
  readonly before: ReadonlyMap<string, TypeShape>;
  readonly after: ReadonlyMap<string, TypeShape>;
  readonly renames: ReadonlyMap<string, string>;
}

/** What became of the types of one generated file. Additions do not affect code that reads. */
export function changedTypes({ before, after, renames }: ComparedTypes): readonly TypeChange[] {
  return [...before.values()].flatMap((was) => {
    const is = after.get(renames.get(was.name) ?? was.name);
    const fields = [...was.fields].flatMap(([path, field]) => {
      // The tag of a record is its name: where that matters, the compiler reports it.
      if (path === '$type') return [];
      const now = is?.fields.get(path);
      const change = fieldChange(field, now);
      if (change === undefined) return [];
      const { declaration, name } = field;
      const isWider = now !== undefined && isWithin(field, now) && (now.isOptional || !field.isOptional);
      return [{ declaration, name, isWider, key: undefined, change: { type: was.name, field: path, ...change } }];
    });
    const change = wholeChange(was, is);
    if (change === undefined) return fields;
    const whole: TypeChange = {
      declaration: was.declaration,
      name: was.name,
      isWider: false,
      key: was.isObject ? undefined : keyOf(was.whole),
      change: { type: was.name, field: undefined, ...change },
    };
    return [whole, ...fields];
  });
}

type Became = Pick<FieldImpact, 'kind' | 'before' | 'after'>;

function wholeChange(was: TypeShape, is: TypeShape | undefined): Became | undefined {
  if (is === undefined) return { kind: 'vanished', before: was.isObject ? was.name : was.whole.text, after: undefined };
  if (is.name !== was.name) return { kind: 'renamed', before: was.name, after: is.name };
  return was.isObject && is.isObject ? undefined : valueChange(was.whole, is.whole);
}

function fieldChange(was: FieldShape, is: FieldShape | undefined): Became | undefined {
  if (is === undefined) return { kind: 'vanished', before: withOptional(was, was.text), after: undefined };
  const change = valueChange(was, is);
  if (change?.kind === 'type' || was.isOptional === is.isOptional) return change;
  const [before, after] = [withOptional(was, was.text), withOptional(is, is.text)];
  return { kind: is.isOptional ? 'optional' : 'type', before, after };
}

function valueChange(was: ValueShape, is: ValueShape): Became | undefined {
  const isSame = keyOf(was) === keyOf(is);
  if (isSame && was.isNullable === is.isNullable) return undefined;
  const kind = isSame && is.isNullable ? 'nullable' : 'type';
  // A name that stands for two types is ambiguous.
  const [before, after] = was.text === is.text ? [was.fullText, is.fullText] : [was.text, is.text];
  return { kind, before, after };
}

function isWithin(was: ValueShape, is: ValueShape): boolean {
  return was.keys.every((key) => is.keys.includes(key)) && (is.isNullable || !was.isNullable);
}

function keyOf({ keys }: ValueShape): string {
  return keys.join(' | ');
}

function withOptional({ isOptional }: FieldShape, text: string): string {
  return isOptional ? `${text} | undefined` : text;
}
