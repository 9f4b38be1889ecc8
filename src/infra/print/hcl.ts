/** An expression of HCL. */
export type HclValue =
  | { readonly kind: 'expression'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly HclValue[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: HclValue])[] }
  | { readonly kind: 'call'; readonly name: string; readonly argument: HclValue };

export type HclEntry = HclAttribute | HclBlock;

interface HclAttribute {
  readonly kind: 'attribute';
  readonly name: string;
  readonly value: HclValue;
}

export interface HclBlock {
  readonly kind: 'block';
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: readonly HclEntry[];
}

/** An expression as it stands in the text. */
export function expression(text: string): HclValue {
  return { kind: 'expression', text };
}

export function attribute(name: string, value: HclValue): HclAttribute {
  return { kind: 'attribute', name, value };
}

export function block(type: string, labels: readonly string[], body: readonly HclEntry[]): HclBlock {
  return { kind: 'block', type, labels, body };
}

/** A string of HCL: `${` and `%{` in it stand for themselves. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/([$%])(?=\{)/g, '$1$1');
}

/** Blocks as text, as `terraform fmt` formats it. */
export function hclText(blocks: readonly HclBlock[]): string {
  return `${blocks.map((one) => blockLines(one).join('\n')).join('\n\n')}\n`;
}

function blockLines({ type, labels, body }: HclBlock): readonly string[] {
  const head = [type, ...labels.map((label) => JSON.stringify(label))].join(' ');
  if (body.length === 0) return [`${head} {}`];
  const groups = inGroups(body).map((group) => indented(groupLines(group)));
  return [`${head} {`, ...groups.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])), '}'];
}

/** Entries that stand without a blank line between them: arguments of one line. All others stand alone. */
function inGroups(body: readonly HclEntry[]): readonly (readonly HclEntry[])[] {
  const groups: HclEntry[][] = [];
  let isOpen = false;
  for (const entry of body) {
    const isShort = entry.kind === 'attribute' && valueLines(entry.value).length === 1;
    if (isShort && isOpen) groups.at(-1)?.push(entry);
    else groups.push([entry]);
    isOpen = isShort;
  }
  return groups;
}

function groupLines(group: readonly HclEntry[]): readonly string[] {
  const names = group.map((entry) => (entry.kind === 'attribute' ? entry.name.length : 0));
  const width = Math.max(...names);
  return group.flatMap((entry) =>
    entry.kind === 'block' ? blockLines(entry) : assigned(entry.name.padEnd(width), valueLines(entry.value)),
  );
}

function assigned(name: string, [first = '', ...rest]: readonly string[]): readonly string[] {
  return [`${name} = ${first}`, ...rest];
}

function valueLines(value: HclValue): readonly string[] {
  switch (value.kind) {
    case 'expression':
      return [value.text];
    case 'list':
      return listLines(value.items);
    case 'object':
      return objectLines(value.entries);
    case 'call': {
      const lines = valueLines(value.argument);
      const [first = ''] = lines;
      if (lines.length === 1) return [`${value.name}(${first})`];
      return [`${value.name}(${first}`, ...lines.slice(1, -1), `${lines.at(-1)})`];
    }
  }
}

/** How long a list on one line may be. */
const MAX_LIST = 80;

function listLines(items: readonly HclValue[]): readonly string[] {
  const lines = items.map(valueLines);
  const flat = `[${lines.flat().join(', ')}]`;
  if (lines.every((one) => one.length === 1) && flat.length <= MAX_LIST) return [flat];
  return ['[', ...indented(lines.flatMap((one) => [...one.slice(0, -1), `${one.at(-1)},`])), ']'];
}

/** Within an object, `=` is aligned over lines that follow each other and hold a value each. */
function objectLines(entries: readonly (readonly [string, HclValue])[]): readonly string[] {
  if (entries.length === 0) return ['{}'];
  const items = entries.map(([key, value]) => ({ key: hclKey(key), lines: valueLines(value) }));
  const lines = items.flatMap(({ key, lines: own }, index) => {
    const gap = ' '.repeat(Math.max(0, widthOf(items, index) - columns(key)));
    return assigned(`${key}${gap}`, own);
  });
  return ['{', ...indented(lines), '}'];
}

function widthOf(items: readonly { readonly key: string; readonly lines: readonly string[] }[], at: number): number {
  const isShort = (index: number): boolean => items[index]?.lines.length === 1;
  if (!isShort(at)) return 0;
  let [first, last] = [at, at];
  while (isShort(first - 1)) first--;
  while (isShort(last + 1)) last++;
  return Math.max(...items.slice(first, last + 1).map(({ key }) => columns(key)));
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How wide a key is to the formatter: it counts what a reader sees as one character. */
function columns(text: string): number {
  return [...graphemes.segment(text)].length;
}

function hclKey(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : quoted(key);
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
