/** A regular expression, taken apart as far as is needed to make texts that match it. */
export type PatternNode =
  /** One character: `source` is a regular expression for it. */
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  /** `(?=…)` and `(?!…)`. */
  | { readonly kind: 'ahead'; readonly part: PatternNode; readonly negative: boolean }
  /** What is not taken into account, so that texts made may fail to match: `\b`, `(?<=…)`. */
  | { readonly kind: 'ignored' };

/** A pattern's syntax, and the characters that are written in it. */
export interface PatternSyntax {
  readonly root: PatternNode;
  readonly characters: ReadonlySet<string>;
}

/** Reads a pattern that is known to compile with `flags` ('u' or ''). */
export function readPattern(pattern: string, flags: string): PatternSyntax {
  const reader = new PatternReader(pattern, flags === 'u');
  return { root: reader.choice(), characters: reader.characters };
}

/** Escapes that stand for one character or one of a set. */
const ESCAPE =
  /\\(?:u\{[\da-fA-F]+\}|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[pP]\{[^}]*\}|[^])/uy;
const COUNT = /\{(\d+)(?:(,)(\d*))?\}/y;
const CLASS = /\[(?:\\[^]|[^\\\]])*\]/y;
const BACK_REFERENCE = /\\(?:[1-9]\d*|k<([^>]*)>)/y;
const GROUP = /\((?:\?(?:<([^>=!]+)>|([:=!]|<[=!])))?/y;
const SETS = /^\\[dDwWsSpPbB]/;

class PatternReader {
  readonly characters = new Set<string>();
  private at = 0;
  private readonly groups: { readonly name: string | undefined; node: PatternNode }[] = [];
  private readonly text: string;
  private readonly unicode: boolean;

  constructor(text: string, unicode: boolean) {
    this.text = text;
    this.unicode = unicode;
  }

  choice(): PatternNode {
    const parts = [this.sequence()];
    while (this.text[this.at] === '|') {
      this.at++;
      parts.push(this.sequence());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'choice', parts };
  }

  private sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.at < this.text.length && this.text[this.at] !== '|' && this.text[this.at] !== ')') {
      parts.push(this.repeated(this.term()));
    }
    return { kind: 'sequence', parts };
  }

  private repeated(part: PatternNode): PatternNode {
    const bounds = this.bounds();
    if (bounds === undefined) return part;
    // Lazy or greedy, the texts that match are the same.
    if (this.text[this.at] === '?') this.at++;
    return { kind: 'repeat', part, ...bounds };
  }

  private bounds(): { readonly min: number; readonly max: number } | undefined {
    const sign = this.text[this.at];
    if (sign === '*' || sign === '+' || sign === '?') {
      this.at++;
      return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
    }
    const [, min, comma, max] = this.take(COUNT) ?? [];
    if (min === undefined) return undefined;
    if (comma === undefined) return { min: Number(min), max: Number(min) };
    return { min: Number(min), max: max === undefined || max === '' ? Infinity : Number(max) };
  }

  private term(): PatternNode {
    const sign = this.text[this.at];
    switch (sign) {
      case '^':
      case '$':
        this.at++;
        return { kind: sign === '^' ? 'start' : 'end' };
      case '(':
        return this.group();
      case '[':
        return this.characterClass();
      case '.':
        this.at++;
        return { kind: 'character', source: '.' };
      case '\\':
        return this.backReference() ?? this.escape();
      default:
        return this.literal();
    }
  }

  private literal(): PatternNode {
    const code = this.text.codePointAt(this.at) ?? 0;
    const character = this.unicode ? String.fromCodePoint(code) : this.text.charAt(this.at);
    this.at += character.length;
    this.characters.add(character);
    return { kind: 'character', source: /[/\]{}]/.test(character) ? `\\${character}` : character };
  }

  private group(): PatternNode {
    const [, name, sign] = this.take(GROUP) ?? [];
    const group: { readonly name: string | undefined; node: PatternNode } = { name, node: { kind: 'ignored' } };
    if (sign === undefined) this.groups.push(group);
    const part = this.choice();
    this.at++;
    group.node = part;
    if (sign === '=' || sign === '!') return { kind: 'ahead', part, negative: sign === '!' };
    return sign === '<=' || sign === '<!' ? { kind: 'ignored' } : part;
  }

  /** The group that is referred to once more: its texts include the right one. */
  private backReference(): PatternNode | undefined {
    const start = this.at;
    const [text, name] = this.take(BACK_REFERENCE) ?? [];
    if (text === undefined) return undefined;
    const group =
      name === undefined ? this.groups[Number(text.slice(1)) - 1] : this.groups.find((one) => one.name === name);
    if (group !== undefined) return group.node;
    this.at = start;
    return undefined;
  }

  private escape(): PatternNode {
    const [source = ''] = this.take(ESCAPE) ?? [];
    if (source === '\\b' || source === '\\B') return { kind: 'ignored' };
    this.note(source);
    return { kind: 'character', source };
  }

  private characterClass(): PatternNode {
    const [source = ''] = this.take(CLASS) ?? [];
    ESCAPE.lastIndex = 0;
    for (const [part] of source.slice(1, -1).matchAll(new RegExp(`${ESCAPE.source}|[^]`, 'gu'))) this.note(part);
    return { kind: 'character', source };
  }

  /** Takes down the character that an escape or a literal stands for. */
  private note(source: string): void {
    if (SETS.test(source)) return;
    const character = source.startsWith('\\') ? characterOf(source.slice(1)) : source;
    if (character !== undefined) this.characters.add(character);
  }

  private take(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.text);
    if (match === null) return undefined;
    this.at = sticky.lastIndex;
    return match;
  }
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', 0: '\0' };

function characterOf(escape: string): string | undefined {
  const hex = /^(?:u\{([\da-fA-F]+)\}|u([\da-fA-F]{4})(?:\\u([\da-fA-F]{4}))?|x([\da-fA-F]{2}))$/.exec(escape);
  if (hex !== null) {
    const [, braced, first, second, byte] = hex;
    const units = [braced ?? first ?? byte ?? '0', ...(second === undefined ? [] : [second])];
    if (braced !== undefined) return String.fromCodePoint(Number.parseInt(braced, 16));
    return String.fromCharCode(...units.map((digits) => Number.parseInt(digits, 16)));
  }
  const control = /^c([A-Za-z])$/.exec(escape)?.[1];
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) % 32);
  return CONTROLS[escape] ?? escape;
}
