import { placesIn } from '../../sources/text-places.js';
import { joined } from './intrinsics.js';
import { unknown, type Place, type TemplateMap, type TemplateNode } from './node.js';

/** A block of HCL. */
export interface HclBlockNode {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: TemplateMap;
  readonly at: Place;
}

export type ReadHcl =
  | { readonly ok: true; readonly blocks: readonly HclBlockNode[] }
  | { readonly ok: false; readonly message: string; readonly at: Place };

/**
 * Reads the blocks of a Terraform file with their places. Tolerant: an expression that is not a literal, a reference to a
 * resource or `jsonencode` is unknown, however it is written, as long as its brackets and quotes match.
 */
export function readHcl(text: string): ReadHcl {
  const reader = new HclReader(text.replace(/^\uFEFF/, ''));
  try {
    return { ok: true, blocks: reader.blocks() };
  } catch (error) {
    if (!(error instanceof HclSyntaxError)) throw error;
    return { ok: false, message: error.message, at: reader.place(error.offset) };
  }
}

class HclSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const BLANK = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const INLINE_BLANK = /(?:[^\S\n]|\/\*[^]*?\*\/)+/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const REFERENCE =
  /(?:data\.)?[a-z][a-z0-9]*_\w+\.[\p{ID_Start}_][\p{ID_Continue}-]*(?:\[[^\]]*\]|\.[\p{ID_Start}_][\p{ID_Continue}-]*)*/uy;
const HEREDOC = /<<(-?)([A-Za-z_]\w*)[^\S\n]*\n/y;

/** How deep blocks and values may nest. */
const MAX_DEPTH = 100;

class HclReader {
  private readonly text: string;
  private readonly placeAt: (offset: number) => Place;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
    this.placeAt = placesIn(text);
  }

  place(offset = this.at): Place {
    return this.placeAt(offset);
  }

  /** The blocks of a file; its arguments, as in a file of variables, are left out. */
  blocks(): readonly HclBlockNode[] {
    const blocks: HclBlockNode[] = [];
    for (this.take(BLANK); this.at < this.text.length; this.take(BLANK)) {
      const entry = this.entry();
      if ('body' in entry) blocks.push(entry);
    }
    return blocks;
  }

  private entry(): HclBlockNode | { readonly name: string; readonly value: TemplateNode } {
    const at = this.place();
    const name = this.take(NAME) ?? this.string();
    if (name === undefined) throw this.error('a block or an argument is expected');
    this.take(BLANK);
    if (this.peek('=') && !this.peek('==')) {
      this.at++;
      this.take(BLANK);
      return { name, value: { ...this.value(), at } };
    }
    const labels: string[] = [];
    for (let label = this.take(NAME) ?? this.string(); label !== undefined; label = this.take(NAME) ?? this.string()) {
      labels.push(label);
      this.take(BLANK);
    }
    if (!this.peek('{')) throw this.error(`"{" or "=" is expected after ${JSON.stringify(name)}`);
    this.at++;
    return { type: name, labels, body: this.body(at), at };
  }

  /** What stands between the braces of a block: arguments, and blocks under their types. */
  private body(at: Place): TemplateMap {
    if (++this.depth > MAX_DEPTH) throw this.error('nested too deeply');
    const entries = new Map<string, TemplateNode>();
    for (this.take(BLANK); !this.peek('}'); this.take(BLANK)) {
      if (this.at >= this.text.length) throw this.error('"}" is missing');
      const entry = this.entry();
      if (!('body' in entry)) {
        entries.set(entry.name, entry.value);
        continue;
      }
      const [label] = entry.labels;
      // How many blocks a dynamic one makes, and of what, is for Terraform to say.
      if (entry.type === 'dynamic' && label !== undefined) entries.set(label, unknown(`dynamic "${label}"`, entry.at));
      else entries.set(entry.type, appended(entries.get(entry.type), entry.body));
    }
    this.at++;
    this.depth--;
    return { kind: 'map', entries, at };
  }

  /** An expression; unknown where it goes on behind what is understood of it. */
  private value(): TemplateNode {
    const start = this.at;
    const node = this.simpleValue();
    const end = this.at;
    this.take(INLINE_BLANK);
    if (node !== undefined && /^(?:[\n,)\]}#]|\/\/|$)/.test(this.text.slice(this.at, this.at + 2))) return node;
    this.at = node === undefined ? start : end;
    this.skipExpression();
    return unknown(shown(this.text.slice(start, this.at)), this.place(start));
  }

  private simpleValue(): TemplateNode | undefined {
    const at = this.place();
    const first = this.text[this.at] ?? '';
    if (first === '"') return this.template();
    if (first === '[') return this.list(at);
    if (first === '{') return this.object(at);
    if (this.matches(HEREDOC)) return this.heredoc(at);
    const number = this.take(NUMBER);
    if (number !== undefined) return { kind: 'scalar', value: Number(number), at };
    if (/[\p{ID_Start}_]/u.test(first)) return this.word(at);
    return undefined;
  }

  private word(at: Place): TemplateNode | undefined {
    const start = this.at;
    const path = this.take(REFERENCE);
    if (path !== undefined && !this.peek('(')) return referenceTo(path, at);
    this.at = start;
    const name = this.take(NAME) ?? '';
    if (name === 'jsonencode' && this.peek('(')) {
      this.at++;
      this.take(BLANK);
      const value = this.value();
      this.take(BLANK);
      if (!this.peek(')')) throw this.error('")" is missing');
      this.at++;
      return { ...value, at };
    }
    if (name === 'true' || name === 'false') return { kind: 'scalar', value: name === 'true', at };
    if (name === 'null') return { kind: 'scalar', value: null, at };
    this.at = start;
    return undefined;
  }

  private list(at: Place): TemplateNode {
    this.at++;
    const items: TemplateNode[] = [];
    for (this.take(BLANK); !this.peek(']'); this.take(BLANK)) {
      if (this.at >= this.text.length) throw this.error('"]" is missing');
      const start = this.at;
      items.push(this.value());
      this.take(BLANK);
      if (this.peek(',')) this.at++;
      if (this.at === start) throw this.error('"," or "]" is expected');
    }
    this.at++;
    const isComputed = items.some((item) => item.kind === 'unknown' && /^for\b/.test(item.text));
    return isComputed ? unknown('[for …]', at) : { kind: 'list', items, at };
  }

  private object(at: Place): TemplateNode {
    const start = this.at;
    this.at++;
    const entries = new Map<string, TemplateNode>();
    for (this.take(BLANK); !this.peek('}'); this.take(BLANK)) {
      const keyAt = this.place();
      const key = this.take(NAME) ?? this.string();
      this.take(BLANK);
      if (key === undefined || key === 'for' || !/[=:]/.test(this.text[this.at] ?? '')) {
        // A computed key, or an object made by `for`.
        this.at = start;
        this.skipExpression();
        return unknown(shown(this.text.slice(start, this.at)), at);
      }
      this.at++;
      this.take(BLANK);
      entries.set(key, { ...this.value(), at: keyAt });
      this.take(BLANK);
      if (this.peek(',')) this.at++;
    }
    this.at++;
    return { kind: 'map', entries, at };
  }

  /** A quoted text with `${…}` in it. */
  private template(): TemplateNode {
    const at = this.place();
    this.at++;
    return this.templateParts(at, () => (this.peek('"') ? 1 : 0));
  }

  private heredoc(at: Place): TemplateNode {
    HEREDOC.lastIndex = this.at;
    const [whole = '', , word = ''] = HEREDOC.exec(this.text) ?? [];
    this.at += whole.length;
    const end = new RegExp(`\\n[^\\S\\n]*${word}(?=\\n|$)`, 'y');
    return this.templateParts(at, () => {
      end.lastIndex = this.at;
      return end.exec(this.text)?.[0].length ?? 0;
    });
  }

  private templateParts(at: Place, closing: () => number): TemplateNode {
    const parts: (string | TemplateNode)[] = [];
    let plain = '';
    for (let length = closing(); length === 0; length = closing()) {
      if (this.at >= this.text.length) throw this.error('a text is not closed');
      const two = this.text.slice(this.at, this.at + 2);
      if (two === '${' || two === '%{') {
        const [start, place] = [this.at, this.place()];
        this.at += 2;
        this.take(BLANK);
        const value = two === '%{' ? undefined : this.interpolation();
        if (value === undefined) {
          this.at = start + 1;
          this.skipBracketed();
        }
        parts.push(plain, value ?? unknown(shown(this.text.slice(start + 2, this.at - 1)), place));
        plain = '';
      } else plain += this.character(two);
    }
    this.at += closing();
    return joined([...parts, plain], at);
  }

  /** What is between `${` and `}`; undefined where it is more than a value. */
  private interpolation(): TemplateNode | undefined {
    const value = this.simpleValue();
    this.take(BLANK);
    if (value === undefined || !this.peek('}')) return undefined;
    this.at++;
    return value;
  }

  private character(two: string): string {
    const next = this.text.slice(this.at, this.at + 3);
    if (next === '$${' || next === '%%{') {
      this.at += 3;
      return next.slice(1);
    }
    if (two.startsWith('\\')) {
      this.at += 2;
      return ESCAPES[two] ?? two.slice(1);
    }
    this.at++;
    return two.slice(0, 1);
  }

  /** A quoted text without anything in it; undefined where none stands here. */
  private string(): string | undefined {
    if (!this.peek('"')) return undefined;
    const node = this.template();
    return node.kind === 'scalar' ? String(node.value) : '';
  }

  /** To the end of an expression: that of its line, or the bracket that it stands in. */
  private skipExpression(): void {
    while (this.at < this.text.length) {
      const sign = this.text[this.at] ?? '';
      if (/[\n,)\]}]/.test(sign)) return;
      if (/[([{]/.test(sign)) this.skipBracketed();
      else if (sign === '"') this.template();
      else if (this.matches(HEREDOC)) this.heredoc(this.place());
      else if (sign === '#' || this.text.startsWith('//', this.at)) return;
      else if (/[?:&|=+*/<>!-]/.test(sign)) {
        // An operator: the expression goes on in the next line.
        this.at++;
        this.take(BLANK);
      } else this.at++;
    }
  }

  /** Past the bracket that closes the one here. */
  private skipBracketed(): void {
    if (++this.depth > MAX_DEPTH) throw this.error('nested too deeply');
    this.at++;
    for (this.take(BLANK); !/[)\]}]/.test(this.text[this.at] ?? ')'); this.take(BLANK)) {
      const sign = this.text[this.at] ?? '';
      if (/[([{]/.test(sign)) this.skipBracketed();
      else if (sign === '"') this.template();
      else if (this.matches(HEREDOC)) this.heredoc(this.place());
      else this.at++;
    }
    if (this.at >= this.text.length) throw this.error('a bracket is not closed');
    this.at++;
    this.depth--;
  }

  private peek(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  private matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private error(message: string): HclSyntaxError {
    return new HclSyntaxError(message, this.at);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\r': '\r', '\\t': '\t' };

/** A second block of a type makes a list of them. */
function appended(known: TemplateNode | undefined, body: TemplateMap): TemplateNode {
  if (known === undefined) return body;
  return { kind: 'list', items: known.kind === 'list' ? [...known.items, body] : [known, body], at: known.at };
}

/** `aws_iam_role.orders.arn` is a resource and an attribute of it. */
function referenceTo(path: string, at: Place): TemplateNode {
  const steps = path.replaceAll(/\[[^\]]*\]/g, '').split('.');
  const length = steps[0] === 'data' ? 3 : 2;
  const attribute = steps.slice(length).join('.');
  return {
    kind: 'reference',
    resource: steps.slice(0, length).join('.'),
    attribute: attribute === '' ? undefined : attribute,
    at,
  };
}

function shown(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
