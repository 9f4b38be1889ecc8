import { INDEX_MARK, OPTIONAL_MARK, RECURSIVE_INDEX_MARK } from './type-schema.js';

/** A type as it is written. */
export type TypeText =
  /** A keyword, a literal or a mark. */
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly items: TypeText }
  | { readonly kind: 'tuple'; readonly items: readonly TupleItem[] }
  | ObjectText
  | { readonly kind: 'union' | 'intersection'; readonly members: readonly TypeText[] };

export interface ObjectText {
  readonly kind: 'object';
  readonly members: readonly ObjectMember[];
  readonly index: TypeText | undefined;
  /** Whether its index leads back to the type that it is a part of: TypeScript does not take that for a `Record`. */
  readonly isRecursive: boolean;
}

export interface TupleItem {
  readonly type: TypeText;
  readonly modifier: '' | '?' | '...';
}

export interface ObjectMember {
  readonly name: string;
  readonly optional: boolean;
  readonly type: TypeText;
  readonly comment: string | undefined;
}

export interface DeclarationText {
  readonly name: string;
  readonly type: TypeText;
  readonly comment: string | undefined;
}

/** Reads the declarations that json-schema-to-typescript writes. Throws at anything else: it would be a bug. */
export function parseTypes(text: string): readonly DeclarationText[] {
  return new TypeParser(text).declarations();
}

const TOKEN = /\s*(?:(\/\*\*[^]*?\*\/)|("(?:[^"\\]|\\.)*")|(-?\d[\w.+-]*|[\w$]+)|(\.\.\.|[{}[\]()|&:?=,])|($))/y;

class TypeParser {
  readonly #text: string;
  #at = 0;
  #token = '';

  constructor(text: string) {
    this.#text = text;
    this.#next();
  }

  declarations(): readonly DeclarationText[] {
    const declarations: DeclarationText[] = [];
    while (this.#token !== '') {
      const comment = this.#comment();
      this.#expect('export');
      const isInterface = this.#token === 'interface';
      this.#expect(isInterface ? 'interface' : 'type');
      const name = this.#take();
      if (!isInterface) this.#expect('=');
      declarations.push({ name, type: this.#type(), comment });
    }
    return declarations;
  }

  #type(): TypeText {
    const members = [this.#intersection()];
    while (this.#skip('|')) members.push(this.#intersection());
    return grouped('union', members);
  }

  #intersection(): TypeText {
    const members = [this.#postfix()];
    while (this.#skip('&')) members.push(this.#postfix());
    return grouped('intersection', members);
  }

  #postfix(): TypeText {
    let type = this.#primary();
    while (this.#skip('[')) {
      this.#expect(']');
      type = { kind: 'array', items: type };
    }
    return type;
  }

  #primary(): TypeText {
    if (this.#skip('{')) return this.#object();
    if (this.#skip('[')) return this.#tuple();
    if (this.#skip('(')) {
      const type = this.#type();
      this.#expect(')');
      return type;
    }
    const token = this.#take();
    // What is between the quotes was written by JSON.stringify.
    if (token.startsWith('"')) return { kind: 'string', value: String(JSON.parse(token)) };
    if (!/^(?:-?\d|[A-Za-z_$])/.test(token)) throw this.#surprise(token);
    return { kind: 'word', text: token };
  }

  #tuple(): TypeText {
    const items: TupleItem[] = [];
    let modifier: TupleItem['modifier'] = '';
    while (!this.#skip(']')) {
      if (items.length > 0 || modifier === '?') this.#expect(',');
      if (this.#skip(OPTIONAL_MARK)) {
        modifier = '?';
        if (items.length === 0) continue;
        this.#expect(',');
      }
      if (this.#skip('...')) items.push({ type: this.#type(), modifier: '...' });
      else items.push({ type: this.#type(), modifier });
    }
    return { kind: 'tuple', items };
  }

  #object(): TypeText {
    const members: ObjectMember[] = [];
    let index: TypeText | undefined;
    let isRecursive = false;
    while (!this.#skip('}')) {
      const comment = this.#comment();
      const name = this.#take();
      const optional = this.#skip('?');
      this.#expect(':');
      const type = this.#type();
      if (name !== INDEX_MARK && name !== RECURSIVE_INDEX_MARK) members.push({ name, optional, type, comment });
      else {
        index = type;
        isRecursive = name === RECURSIVE_INDEX_MARK;
      }
    }
    return { kind: 'object', members, index, isRecursive };
  }

  /** The mark in a comment; lines that tell a tuple's length say nothing that the type does not. */
  #comment(): string | undefined {
    if (!this.#token.startsWith('/**')) return undefined;
    const lines = this.#take()
      .slice(3, -2)
      .split('\n')
      .map((line) => line.replace(/^ \* ?/, '').trim())
      .filter((line) => line !== '' && !/^@(?:min|max)Items \d+$/.test(line));
    const [mark, ...others] = lines;
    if (others.length > 0 || (mark !== undefined && !/^D\d+$/.test(mark))) throw this.#surprise(lines.join(' '));
    return mark;
  }

  #skip(token: string): boolean {
    const isNext = this.#token === token;
    if (isNext) this.#next();
    return isNext;
  }

  #expect(token: string): void {
    if (!this.#skip(token)) throw this.#surprise(this.#token);
  }

  #take(): string {
    const token = this.#token;
    this.#next();
    return token;
  }

  #next(): void {
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.#text);
    if (found === null) throw this.#surprise(this.#text.slice(this.#at, this.#at + 20));
    this.#at = TOKEN.lastIndex;
    this.#token = found[0].trim();
  }

  #surprise(token: string): Error {
    return new Error(`json-schema-to-typescript wrote something unknown before position ${this.#at}: ${token}`);
  }
}

function grouped(kind: 'union' | 'intersection', members: readonly TypeText[]): TypeText {
  const [only] = members;
  return members.length === 1 && only !== undefined ? only : { kind, members };
}
