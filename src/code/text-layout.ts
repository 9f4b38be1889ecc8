/** Text with places where a line may end (all of a group's or none), and names that are spelled when it is printed. */
export type Layout =
  | string
  | readonly Layout[]
  | { readonly kind: 'line'; readonly flat: '' | ' ' }
  | { readonly kind: 'hardline' }
  | { readonly kind: 'indent'; readonly content: Layout }
  | Group
  /** Text for a group that is broken over lines. */
  | { readonly kind: 'ifBroken'; readonly content: Layout }
  /** The first that fits up to where its first line ends, each on one line but for its broken groups; else the last. */
  | { readonly kind: 'choice'; readonly states: readonly Layout[] }
  | Name;

export interface Group {
  readonly kind: 'group';
  readonly content: Layout;
  /** Even where its content would fit on one line. */
  readonly broken?: boolean;
  /** An expression that goes to a line of its own behind `=` or `:` before it is broken. */
  readonly movesDown?: boolean;
  /** Its content as the last argument of a call that is broken for it alone. */
  readonly hugged?: Layout;
  /** A list or object in brackets, with a number of entries. */
  readonly bracket?: { readonly opening: '[' | '{'; readonly size: number };
}

/** A name that code uses: its own or a global's, or with a module, another module's export. */
export interface Name {
  readonly kind: 'name';
  readonly name: string;
  readonly from?: ImportedFrom;
}

/** Where a name is exported. */
export interface ImportedFrom {
  /** As import statements have it, without an extension. */
  readonly module: string;
  readonly typeOnly: boolean;
}

/** The width that generated code keeps to. */
export const WIDTH = 100;

/** A space, or the end of a line. */
export const line: Layout = { kind: 'line', flat: ' ' };
/** Nothing, or the end of a line. */
export const softline: Layout = { kind: 'line', flat: '' };
export const hardline: Layout = { kind: 'hardline' };

export function indent(...content: readonly Layout[]): Layout {
  return { kind: 'indent', content };
}

export function group(...content: readonly Layout[]): Layout {
  return { kind: 'group', content };
}

/** A group that is broken over lines, however short. */
export function brokenGroup(...content: readonly Layout[]): Layout {
  return { kind: 'group', content, broken: true };
}

export function ifBroken(...content: readonly Layout[]): Layout {
  return { kind: 'ifBroken', content };
}

export function choice(...states: readonly [Layout, Layout, ...Layout[]]): Layout {
  return { kind: 'choice', states };
}

export function join(separator: Layout, parts: readonly Layout[]): Layout {
  const joined: Layout[] = [];
  for (const part of parts) {
    if (joined.length > 0) joined.push(separator);
    joined.push(part);
  }
  return joined;
}

/** Text of several lines, each where the layout stands. */
export function lines(text: string): Layout {
  return join(hardline, text.replace(/\n$/, '').split('\n'));
}

/** Whether a layout is a list of layouts. */
export function isList(layout: Layout): layout is readonly Layout[] {
  return Array.isArray(layout);
}

/** Whether the text of a layout begins with a word; of its parts, the first has to hold it. */
export function startsWith(layout: Layout, word: string): boolean {
  if (typeof layout === 'string') return layout.startsWith(word);
  if (isList(layout)) return layout[0] !== undefined && startsWith(layout[0], word);
  return 'content' in layout && startsWith(layout.content, word);
}

/** The names in a layout, in their order. */
export function namesIn(layout: Layout): readonly Name[] {
  const names: Name[] = [];
  someName(layout, (name) => {
    names.push(name);
    return false;
  });
  return names;
}

/** Whether code uses a name that is its own. */
export function mentions(layout: Layout, { name }: Name): boolean {
  return someName(layout, (other) => other.from === undefined && other.name === name);
}

/** Whether a test holds for one of the names in a layout, which are asked in their order. */
function someName(layout: Layout, test: (name: Name) => boolean): boolean {
  if (typeof layout === 'string') return false;
  if (isList(layout)) {
    for (const part of layout) if (someName(part, test)) return true;
    return false;
  }
  switch (layout.kind) {
    case 'name':
      return test(layout);
    case 'indent':
    case 'group':
    case 'ifBroken':
      return someName(layout.content, test);
    case 'choice':
      // The states differ in nothing but their lines.
      return someName(layout.states[0] ?? '', test);
    case 'line':
    case 'hardline':
      return false;
  }
}

/** A name of the code's own, or a global's. */
export function nameOf(name: string): Name {
  return { kind: 'name', name };
}

/** A name that another module exports. */
export function imported(module: string, name: string): Name {
  return { kind: 'name', name, from: { module, typeOnly: false } };
}

/** A type that another module exports. */
export function importedType(module: string, name: string): Name {
  return { kind: 'name', name, from: { module, typeOnly: true } };
}

/** Text with names and layouts in it. */
export function code(texts: TemplateStringsArray, ...parts: readonly Layout[]): Layout {
  const [first = ''] = texts;
  if (parts.length === 0) return first;
  const found: Layout[] = [];
  texts.forEach((text, index) => {
    if (text !== '') found.push(text);
    const part = parts[index] ?? '';
    if (part !== '') found.push(part);
  });
  return found;
}
