import { docComment, propertyName, stringLiteral } from '../../code/source-text.js';
import type { DeclarationText, ObjectMember, ObjectText, TupleItem, TypeText } from './parse-types.js';
import { DATE } from './type-schema.js';
import {
  group,
  hardline,
  ifBroken,
  indent,
  join,
  line,
  printLayout,
  softline,
  type Layout,
} from '../../code/text-layout.js';

/** How globals are written: behind `globalThis` where a type has their name. */
export type GlobalNames = Readonly<Record<'Date' | 'Record', string>>;

/** The width that generated code keeps to. */
const WIDTH = 100;

/** A declaration as prettier would print it with single quotes: an interface for an object with properties, else a type. */
export function layoutDeclaration(
  { name, type, doc: paragraphs }: DeclarationText & { readonly doc: readonly string[] },
  globals: GlobalNames,
): string {
  const doc = docComment(paragraphs);
  const layout = new TypeLayout(globals);
  if (type.kind === 'object' && type.members.length > 0) {
    return `${doc}${printLayout([`export interface ${name} {`, indent(hardline, layout.members(type)), hardline, '}'], WIDTH)}\n`;
  }
  return `${doc}${printLayout(['export type ', name, ' =', layout.assigned(type), ';'], WIDTH)}\n`;
}

/** A type on one line, for use within other code. */
export function typeExpression(type: TypeText, globals: GlobalNames): string {
  return printLayout(group(new TypeLayout(globals).type(type)), Infinity);
}

class TypeLayout {
  readonly #globals: GlobalNames;

  constructor(globals: GlobalNames) {
    this.#globals = globals;
  }

  /** A type behind `=`: on a line of its own if it fits there and cannot be broken where it begins. */
  assigned(type: TypeText): Layout {
    const members = barredMembers(type);
    if (members !== undefined) return group(indent(line, this.#barred(members)));
    return isUnbreakable(type) ? group(indent(line, this.type(type))) : [' ', this.type(type)];
  }

  members({ members, index }: ObjectText): Layout {
    return join(
      hardline,
      this.#members(members, index).map((member) => [member, ';']),
    );
  }

  type(type: TypeText): Layout {
    switch (type.kind) {
      case 'word':
        return type.text === DATE.tsType ? this.#globals.Date : type.text;
      case 'string':
        return quoted(type.value);
      case 'array':
        return [this.#operand(type.items), '[]'];
      case 'tuple':
        return this.#tuple(type.items);
      case 'object':
        return this.#object(type);
      case 'union':
        if (!isObjectOrNull(type.members)) return this.#barred(type.members);
        return join(
          ' | ',
          type.members.map((member) => this.type(member)),
        );
      case 'intersection':
        return this.#intersection(type.members);
    }
  }

  #members(members: readonly ObjectMember[], index: TypeText | undefined): readonly Layout[] {
    const lines = members.map(({ name, optional, type, doc = [] }): Layout => {
      const docLines = docComment(doc).split('\n').slice(0, -1);
      const key = `${propertyKey(name)}${optional ? '?' : ''}:`;
      return [docLines.map((docLine): Layout => [docLine, hardline]), key, this.#behindColon(type)];
    });
    return index === undefined ? lines : [...lines, ['[key: string]:', this.#behindColon(index)]];
  }

  #behindColon(type: TypeText): Layout {
    const members = barredMembers(type);
    return members === undefined ? [' ', this.type(type)] : group(indent(line, this.#barred(members)));
  }

  /** A union whose members, on lines of their own, all have a bar in front. */
  #barred(members: readonly TypeText[]): Layout {
    return group(ifBroken('| '), this.#bars(members));
  }

  #bars(members: readonly TypeText[]): Layout {
    const parts = members.map((member) => (member.kind === 'intersection' ? this.#operand(member) : this.type(member)));
    return join(
      [line, '| '],
      parts.map((part) => indent(part)),
    );
  }

  #intersection(members: readonly TypeText[]): Layout {
    let isIndented = false;
    const parts = members.map((member, index): Layout => {
      const part = this.#operand(member);
      const before = members[index - 1];
      if (before === undefined) return part;
      if (!isBraced(before) && !isBraced(member)) return indent(' &', line, part);
      if (isBraced(before) !== isBraced(member)) isIndented = index > 1;
      return [' & ', isIndented ? indent(part) : part];
    });
    return group(parts);
  }

  #tuple(items: readonly TupleItem[]): Layout {
    if (items.length === 0) return '[]';
    const parts = items.map(({ type, modifier }): Layout => {
      switch (modifier) {
        case '...':
          return ['...', this.#operand(type)];
        case '?':
          return [this.#operand(type), '?'];
        case '':
          return items.length > 1 ? this.#item(type) : this.type(type);
      }
    });
    return group('[', indent(softline, join([',', line], parts)), ifBroken(','), softline, ']');
  }

  #object({ members, index, isRecursive }: ObjectText): Layout {
    if (members.length > 0) {
      const parts = this.#members(members, index);
      return group('{', indent(line, join([';', line], parts)), ifBroken(';'), line, '}');
    }
    if (isRecursive && index !== undefined)
      return group('{', indent(line, '[key: string]:', this.#behindColon(index)), ifBroken(';'), line, '}');
    const value: Layout = index === undefined ? 'never' : this.type(index);
    return [this.#globals.Record, group('<', indent(softline, 'string,', line, value), softline, '>')];
  }

  /** A union among other items stands in parentheses where it is broken. */
  #item(type: TypeText): Layout {
    const members = barredMembers(type);
    if (members === undefined) return this.type(type);
    return group(indent(ifBroken('(', softline), this.#barred(members)), softline, ifBroken(')'));
  }

  /** In parentheses where an operator next to it would take only a part. */
  #operand(type: TypeText): Layout {
    const members = barredMembers(type);
    if (members !== undefined) return ['(', group(indent(softline, this.#barred(members)), softline), ')'];
    return type.kind === 'intersection' || type.kind === 'union' ? ['(', this.type(type), ')'] : this.type(type);
  }
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

function propertyKey(name: string): string {
  const text = propertyName(name);
  return text.startsWith("'") ? quoted(name) : text;
}

/** In the quotes that need fewer escapes, as prettier has it. */
function quoted(text: string): string {
  const literal = stringLiteral(text);
  const count = (sign: string) => text.split(sign).length;
  if (count("'") <= count('"')) return literal;
  return `"${literal.slice(1, -1).replaceAll("\\'", "'").replaceAll('"', '\\"')}"`;
}
