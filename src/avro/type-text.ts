import { stringLiteral } from '../code/source-text.js';
import type { LeafForm, Shape } from '../runtime/resolution/value-shape.js';
import type { NamedTypes } from './named-types.js';

/** How a file spells the types it uses: its own names for declared types and for the globals that those may shadow. */
export interface TypeReferences {
  declared(name: string): string;
  /** `Date`, or `globalThis.Date` where a declared type has that name. */
  global(name: 'Date' | 'Uint8Array' | 'Record'): string;
}

/** The TypeScript type of a shape's values. */
export function typeText(shape: Shape, names: NamedTypes, spelling: TypeReferences): string {
  return typeMembers(shape, names, spelling).join(' | ');
}

/** The members of that type: several for a union, null last, as people write it. */
export function typeMembers(shape: Shape, names: NamedTypes, spelling: TypeReferences): readonly string[] {
  switch (shape.kind) {
    case 'leaf':
      return [leafText(shape.form, spelling)];
    case 'enum':
      return [spelling.declared(names.nameOf(shape.type))];
    case 'record':
      return [spelling.declared(names.nameOf(shape))];
    case 'array': {
      const items = typeMembers(shape.items, names, spelling);
      return [items.length > 1 ? `(${items.join(' | ')})[]` : `${items.join('')}[]`];
    }
    case 'map':
      return [`${spelling.global('Record')}<string, ${typeText(shape.values, names, spelling)}>`];
    case 'union': {
      const members = shape.branches.flatMap(({ name, shape: branch }) => {
        const text = typeText(branch, names, spelling);
        return shape.wrapped && name !== 'null'
          ? `{ readonly $type: ${stringLiteral(name)}; readonly value: ${text} }`
          : text;
      });
      const distinct = new Set(members);
      if (distinct.size === 0) return ['never'];
      return distinct.delete('null') ? [...distinct, 'null'] : [...distinct];
    }
  }
}

function leafText(form: LeafForm, spelling: TypeReferences): string {
  switch (form) {
    case 'null':
    case 'boolean':
    case 'number':
    case 'bigint':
      return form;
    case 'bigintString':
    case 'string':
    case 'uuid':
    case 'base64':
    case 'decimal':
    case 'date':
    case 'isoInstant':
    case 'isoLocal':
      return 'string';
    case 'bytes':
      return spelling.global('Uint8Array');
    case 'Date':
      return spelling.global('Date');
    case 'duration':
      return '{ months: number; days: number; milliseconds: number }';
  }
}

/** A declaration that ends in a union: on one line of 100 columns if it fits, else a member a line. */
export function brokenUnion(prefix: string, members: readonly string[], suffix: string, indent: string): string {
  const line = `${indent}${prefix} ${members.join(' | ')}${suffix}`;
  if (line.length <= 100 || members.length < 2) return `${line}\n`;
  return `${indent}${prefix}\n${members.map((member) => `${indent}  | ${member}`).join('\n')}${suffix}\n`;
}
