import { decodedName, OPTIONAL } from './type-schema.js';

/** A type as it is written. */
export type TypeText =
  /** A keyword, a literal or a name. */
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
  /** Paragraphs. */
  readonly doc?: readonly string[];
}

export interface DeclarationText {
  readonly name: string;
  readonly type: TypeText;
}

/**
 * Reads the declarations that json-schema-to-typescript writes, without their comments. Throws at anything else: it would
 * be a bug. `recursive`: names of types that lead back to themselves.
 */
export function parseTypes(text: string, recursive: ReadonlySet<string> = new Set()): readonly DeclarationText[] {
  return new TypeParser(text, recursive).declarations();
}

const TOKEN = /\s*(?:\/\*\*[^]*?\*\/\s*)?("(?:[^"\\]|\\.)*"|-?\d[\w.+-]*|[\w$]+|\.\.\.|\[\]|[{}[\]()|&:?=,]|$)/y;

class TypeParser {
  private readonly text: string;
  private readonly recursive: ReadonlySet<string>;
  /** How many words so far are names of recursive types. */
  private recursions = 0;
  private at = 0;
  private token = '';

  constructor(text: string, recursive: ReadonlySet<string>) {
    this.text = text;
    this.recursive = recursive;
    this.next();
  }

  declarations(): readonly DeclarationText[] {
    const declarations: DeclarationText[] = [];
    while (this.token !== '') {
      this.expect('export');
      const isInterface = this.token === 'interface';
      this.expect(isInterface ? 'interface' : 'type');
      const name = this.take();
      if (!isInterface) this.expect('=');
      declarations.push({ name, type: this.type() });
    }
    return declarations;
  }

  private type(): TypeText {
    const members = [this.intersection()];
    while (this.skip('|')) members.push(this.intersection());
    return grouped('union', members);
  }

  private intersection(): TypeText {
    const members = [this.postfix()];
    while (this.skip('&')) members.push(this.postfix());
    return grouped('intersection', members);
  }

  private postfix(): TypeText {
    let type = this.primary();
    while (this.skip('[]')) type = { kind: 'array', items: type };
    return type;
  }

  private primary(): TypeText {
    if (this.skip('{')) return this.object();
    if (this.skip('[]')) return { kind: 'tuple', items: [] };
    if (this.skip('[')) return this.tuple();
    if (this.skip('(')) {
      const type = this.type();
      this.expect(')');
      return type;
    }
    const token = this.take();
    // What is between the quotes was written by JSON.stringify.
    if (token.startsWith('"')) return { kind: 'string', value: String(JSON.parse(token)) };
    if (!/^(?:-?\d|[A-Za-z_$])/.test(token)) throw this.surprise(token);
    if (this.recursive.has(token)) this.recursions++;
    return { kind: 'word', text: token };
  }

  private tuple(): TypeText {
    const items: TupleItem[] = [];
    let modifier: TupleItem['modifier'] = '';
    while (!this.skip(']')) {
      if (items.length > 0 || modifier === '?') this.expect(',');
      if (this.skip(OPTIONAL.tsType)) {
        modifier = '?';
        if (items.length === 0) continue;
        this.expect(',');
      }
      if (this.skip('...')) items.push({ type: this.type(), modifier: '...' });
      else items.push({ type: this.type(), modifier });
    }
    return { kind: 'tuple', items };
  }

  private object(): TypeText {
    const members: ObjectMember[] = [];
    let index: TypeText | undefined;
    let isRecursive = false;
    while (!this.skip('}')) {
      this.skip(',');
      if (this.skip('[')) {
        for (const token of ['k', ':', 'string', ']', ':']) this.expect(token);
        const before = this.recursions;
        index = this.type();
        isRecursive = this.recursions > before;
        continue;
      }
      const token = this.take();
      const name = decodedName(token.startsWith('"') ? String(JSON.parse(token)) : token);
      const optional = this.skip('?');
      this.expect(':');
      members.push({ name, optional, type: this.type() });
    }
    // An object without properties.
    const isNever = index?.kind === 'word' && index.text === 'never';
    return { kind: 'object', members, index: isNever ? undefined : index, isRecursive };
  }

  private skip(token: string): boolean {
    const isNext = this.token === token;
    if (isNext) this.next();
    return isNext;
  }

  private expect(token: string): void {
    if (!this.skip(token)) throw this.surprise(this.token);
  }

  private take(): string {
    const token = this.token;
    this.next();
    return token;
  }

  private next(): void {
    TOKEN.lastIndex = this.at;
    const found = TOKEN.exec(this.text);
    if (found === null) throw this.surprise(this.text.slice(this.at, this.at + 20));
    this.at = TOKEN.lastIndex;
    this.token = found[1] ?? '';
  }

  private surprise(token: string): Error {
    return new Error(`json-schema-to-typescript wrote something unknown before position ${this.at}: ${token}`);
  }
}

/** Without groups within the group; a union also without what another member contains, and with null at its end. */
function grouped(kind: 'union' | 'intersection', given: readonly TypeText[]): TypeText {
  const [alone] = given;
  if (alone !== undefined && given.length === 1) return alone;
  const members = given.flatMap((member) => (member.kind === kind ? member.members : [member]));
  const distinct = kind === 'union' ? distinctMembers(members) : members;
  const [only, ...others] = distinct;
  return only !== undefined && others.length === 0 ? only : { kind, members: distinct };
}

function distinctMembers(members: readonly TypeText[]): readonly TypeText[] {
  const distinct = [...new Map(members.map((member) => [JSON.stringify(member), member])).values()];
  const words = new Set<string | undefined>(
    distinct.flatMap((member) => (member.kind === 'word' ? [member.text] : [])),
  );
  const narrow = distinct.filter((member) => !words.has(wideWord(member)));
  const last = narrow.filter((member) => member.kind === 'word' && LAST.includes(member.text));
  return [...narrow.filter((member) => !last.includes(member)), ...last];
}

/** What stands at the end of a union. */
const LAST = ['null', 'undefined'];

/** The type of a literal. */
function wideWord(type: TypeText): string | undefined {
  if (type.kind === 'string') return 'string';
  if (type.kind !== 'word') return undefined;
  if (type.text === 'true' || type.text === 'false') return 'boolean';
  if (!/^-?\d/.test(type.text)) return undefined;
  return type.text.endsWith('n') ? 'bigint' : 'number';
}
