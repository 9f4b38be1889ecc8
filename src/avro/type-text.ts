import { stringLiteral } from '../code/source-text.js';
import { flatText } from '../code/print-layout.js';
import { code, group, ifBroken, indent, join, line, namesIn, softline, type Layout } from '../code/text-layout.js';
import type { LeafForm, Shape } from '../runtime/resolution/value-shape.js';
import type { NamedTypes } from './named-types.js';

/** How a file spells the types it uses: its own names for declared types and for the globals that those may shadow. */
export interface TypeReferences {
  declared(name: string): Layout;
  /** `Date`, or `globalThis.Date` where a declared type has that name. */
  global(name: 'Date' | 'Uint8Array' | 'Record'): Layout;
}

/** The TypeScript type of a shape's values. */
export function typeText(shape: Shape, names: NamedTypes, spelling: TypeReferences): Layout {
  return union(typeMembers(shape, names, spelling));
}

function union(members: readonly Layout[]): Layout {
  const [only, ...others] = members;
  return others.length === 0 ? (only ?? 'never') : group(bars(members));
}

function bars(members: readonly Layout[]): Layout {
  return join(
    [line, '| '],
    members.map((member) => indent(member)),
  );
}

/** What has a type, `=` or `:` at its end, and that type: a member a line where they do not fit on one. */
export function typed(left: Layout, members: readonly Layout[]): Layout {
  const [only, ...others] = members;
  if (others.length === 0) return [left, ' ', only ?? 'never'];
  return [left, group(indent(line, group(ifBroken('| '), bars(members))))];
}

/** The members of that type: several for a union, null last, as people write it. */
function members(shape: Shape, names: NamedTypes, spelling: TypeReferences): readonly Layout[] {
  switch (shape.kind) {
    case 'leaf':
      return [leafText(shape.form, spelling)];
    case 'enum':
      return [spelling.declared(names.nameOf(shape.type))];
    case 'record':
      return [spelling.declared(names.nameOf(shape))];
    case 'array': {
      const items = typeMembers(shape.items, names, spelling);
      if (items.length < 2) return [[...items, '[]']];
      return [['(', group(indent(softline, group(ifBroken('| '), bars(items))), softline), ')[]']];
    }
    case 'map': {
      const values = typeText(shape.values, names, spelling);
      return [[spelling.global('Record'), group('<', indent(softline, 'string,', line, values), softline, '>')]];
    }
    case 'union':
      return shape.branches.flatMap(({ name, shape: branch }) => {
        const branchMembers = typeMembers(branch, names, spelling);
        return shape.wrapped && name !== 'null' ? [wrapped(name, union(branchMembers))] : branchMembers;
      });
  }
}

function wrapped(name: string, value: Layout): Layout {
  const parts = [code`readonly $type: ${stringLiteral(name)}`, code`readonly value: ${value}`];
  return group('{', indent(line, join([';', line], parts)), ifBroken(';'), line, '}');
}

/** The same, each once and null last. */
export function typeMembers(shape: Shape, names: NamedTypes, spelling: TypeReferences): readonly Layout[] {
  const distinct = new Map(members(shape, names, spelling).map((member) => [identity(member), member]));
  if (distinct.size === 0) return ['never'];
  const last = distinct.delete('null') ? ['null'] : [];
  return [...distinct.values(), ...last];
}

/** The text of a type, and where its names are from: a declared `Uint8Array` is not the global one. */
function identity(type: Layout): string {
  return [flatText(type), ...namesIn(type).flatMap(({ from }) => from?.module ?? [])].join(' ');
}

function leafText(form: LeafForm, spelling: TypeReferences): Layout {
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
