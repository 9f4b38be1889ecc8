import { object, property } from '../code/expressions.js';
import { variable, type Code } from '../code/statements.js';
import { code, nameOf, type Layout } from '../code/text-layout.js';
import { valueLiteral } from '../code/value-literal.js';
import type { RecordShape } from '../runtime/resolution/value-shape.js';
import { fieldDefaultOf } from './field-default.js';

/** A record that may leave out what has a default. */
export const INPUT = nameOf('input');

/** The type of a record that leaves nothing out. */
export function wholeRecord(type: Layout): Layout {
  return code`${nameOf('Required')}<${type}>`;
}

/**
 * The statement that makes a record `value` of an `input` that may leave out what has a default, as the first of a
 * function; none for a record without defaults.
 */
export function printDefaults(shape: RecordShape, type: Layout): readonly Code[] {
  const entries = shape.fields.flatMap((field) => {
    const found = fieldDefaultOf(field);
    return found === undefined ? [] : [property(field.field.name, valueLiteral(found.value))];
  });
  if (entries.length === 0) return [];
  return [variable('const', code`value: ${wholeRecord(type)}`, object([...entries, code`...${INPUT}`]))];
}
