import { literalKey } from '../code/source-text.js';
import { valueLiteral } from '../code/value-literal.js';
import type { RecordShape } from '../runtime/resolution/value-shape.js';
import { fieldDefaultOf } from './field-default.js';
import type { TypeReferences } from './type-text.js';

/**
 * Prints the statement that fills in the defaults of an `input` to make the record `value`, as the first lines of a
 * function; none for a record without defaults.
 */
export function printDefaults(shape: RecordShape, type: string, spelling: TypeReferences): readonly string[] {
  const entries = shape.fields.flatMap((field) => {
    const found = fieldDefaultOf(field);
    if (found === undefined) return [];
    const key = `${literalKey(field.field.name)}: `;
    const global = (name: 'Date' | 'Uint8Array'): string => spelling.global(name);
    return [`${key}${valueLiteral(found.value, global, '  ', key.length + 4)}`];
  });
  if (entries.length === 0) return [];
  const head = `const value: Required<${type}> = {`;
  const line = `${head} ${[...entries, '...input'].join(', ')} };`;
  if (line.length <= 98 && !line.includes('\n')) return [line];
  return [head, ...[...entries, '...input'].flatMap((entry) => `  ${entry},`.split('\n')), '};'];
}
