import { docComment, propertyName, stringLiteral } from '../../code/source-text.js';
import type { DeclarationText, ObjectMember, ObjectText, TupleItem, TypeText } from './parse-types.js';
import { DATE } from './type-schema.js';
import { printLayout } from '../../code/print-layout.js';
import { group, hardline, ifBroken, indent, join, line, softline, type Layout } from '../../code/text-layout.js';

/** How globals are written: behind `globalThis` where a type has their name. */
export type GlobalNames = Readonly<Record<'Date' | 'Record', string>>;

/** A declaration as prettier would print it with single quotes: an interface for an object with properties, else a type. */
export function layoutDeclaration(
  { name, type, doc: paragraphs }: DeclarationText & { readonly doc: readonly string[] },
  globals: GlobalNames,
): string {
  const doc = docComment(paragraphs);
  if (type.kind === 'object' && type.members.length > 0) {
    return `${doc}${printLayout([`export interface ${name} {`, indent(hardline, memberLayout(globals, type)), hardline, '}'])}\n`;
  }
  return `${doc}${printLayout(['export type ', name, ' =', assignedLayout(globals, type), ';'])}\n`;
}

/** A type on one line, for use within other code. */
export function typeExpression(type: TypeText, globals: GlobalNames): string {
  return printLayout(group(typeLayout(globals, type)), Infinity);
}

/** A type behind `=`: on a line of its own if it fits there and cannot be broken where it begins. */
function assignedLayout(globals: GlobalNames, type: TypeText): Layout {
  const members = barredMembers(type);
  if (members !== undefined) return group(indent(line, barred(globals, members)));
  return isUnbreakable(type) ? group(indent(line, typeLayout(globals, type))) : [' ', typeLayout(globals, type)];
}

function memberLayout(globals: GlobalNames, { members, index }: ObjectText): Layout {
  return join(
    hardline,
    memberLines(globals, members, index).map((member) => [member, ';']),
  );
}

function typeLayout(globals: GlobalNames, type: TypeText): Layout {
  switch (type.kind) {
    case 'word':
      return type.text === DATE.tsType ? globals.Date : type.text;
    case 'string':
      return stringLiteral(type.value);
    case 'array':
      return [operand(globals, type.items), '[]'];
    case 'tuple':
      return tupleLayout(globals, type.items);
    case 'object':
      return objectLayout(globals, type);
    case 'union':
      if (!isObjectOrNull(type.members)) return barred(globals, type.members);
      return join(
        ' | ',
        type.members.map((member) => typeLayout(globals, member)),
      );
    case 'intersection':
      return intersectionLayout(globals, type.members);
  }
}

function memberLines(
  globals: GlobalNames,
  members: readonly ObjectMember[],
  index: TypeText | undefined,
): readonly Layout[] {
  const lines = members.map(({ name, optional, type, doc = [] }): Layout => {
    const docLines = docComment(doc, 1).split('\n').slice(0, -1);
    const key = `${propertyName(name)}${optional ? '?' : ''}:`;
    return [docLines.map((docLine): Layout => [docLine, hardline]), key, behindColon(globals, type)];
  });
  return index === undefined ? lines : [...lines, ['[key: string]:', behindColon(globals, index)]];
}

function behindColon(globals: GlobalNames, type: TypeText): Layout {
  const members = barredMembers(type);
  return members === undefined ? [' ', typeLayout(globals, type)] : group(indent(line, barred(globals, members)));
}

/** A union whose members, on lines of their own, all have a bar in front. */
function barred(globals: GlobalNames, members: readonly TypeText[]): Layout {
  return group(ifBroken('| '), bars(globals, members));
}

function bars(globals: GlobalNames, members: readonly TypeText[]): Layout {
  const parts = members.map((member) =>
    member.kind === 'intersection' ? operand(globals, member) : typeLayout(globals, member),
  );
  return join(
    [line, '| '],
    parts.map((part) => indent(part)),
  );
}

function intersectionLayout(globals: GlobalNames, members: readonly TypeText[]): Layout {
  let isIndented = false;
  const parts = members.map((member, index): Layout => {
    const part = operand(globals, member);
    const before = members[index - 1];
    if (before === undefined) return part;
    if (!isBraced(before) && !isBraced(member)) return indent(' &', line, part);
    if (isBraced(before) !== isBraced(member)) isIndented = index > 1;
    return [' & ', isIndented ? indent(part) : part];
  });
  return group(parts);
}

function tupleLayout(globals: GlobalNames, items: readonly TupleItem[]): Layout {
  if (items.length === 0) return '[]';
  const parts = items.map(({ type, modifier }): Layout => {
    switch (modifier) {
      case '...':
        return ['...', operand(globals, type)];
      case '?':
        return [operand(globals, type), '?'];
      case '':
        return items.length > 1 ? item(globals, type) : typeLayout(globals, type);
    }
  });
  return group('[', indent(softline, join([',', line], parts)), ifBroken(','), softline, ']');
}

function objectLayout(globals: GlobalNames, { members, index, isRecursive }: ObjectText): Layout {
  if (members.length > 0) {
    const parts = memberLines(globals, members, index);
    return group('{', indent(line, join([';', line], parts)), ifBroken(';'), line, '}');
  }
  if (isRecursive && index !== undefined)
    return group('{', indent(line, '[key: string]:', behindColon(globals, index)), ifBroken(';'), line, '}');
  const value: Layout = index === undefined ? 'never' : typeLayout(globals, index);
  return [globals.Record, group('<', indent(softline, 'string,', line, value), softline, '>')];
}

/** A union among other items stands in parentheses where it is broken. */
function item(globals: GlobalNames, type: TypeText): Layout {
  const members = barredMembers(type);
  if (members === undefined) return typeLayout(globals, type);
  return group(indent(ifBroken('(', softline), barred(globals, members)), softline, ifBroken(')'));
}

/** In parentheses where an operator next to it would take only a part. */
function operand(globals: GlobalNames, type: TypeText): Layout {
  const members = barredMembers(type);
  if (members !== undefined) return ['(', group(indent(softline, barred(globals, members)), softline), ')'];
  return type.kind === 'intersection' || type.kind === 'union'
    ? ['(', typeLayout(globals, type), ')']
    : typeLayout(globals, type);
}

/** The members of a union; not of one of an object and null, whose braces keep their place. */
function barredMembers(type: TypeText): readonly TypeText[] | undefined {
  return type.kind === 'union' && !isObjectOrNull(type.members) ? type.members : undefined;
}

function isObjectOrNull(members: readonly TypeText[]): boolean {
  const isNull = (member: TypeText) => member.kind === 'word' && member.text === 'null';
  return members.some(isBraced) && members.filter(isNull).length === members.length - 1;
}

function isBraced(type: TypeText): boolean {
  return type.kind === 'object' && (type.members.length > 0 || (type.isRecursive && type.index !== undefined));
}

function isUnbreakable(type: TypeText): boolean {
  return type.kind === 'array' ? isUnbreakable(type.items) : type.kind === 'word' || type.kind === 'string';
}
