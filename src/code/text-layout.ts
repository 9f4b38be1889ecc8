/** Text with places where a line may end: all of a group's or none. */
export type Layout =
  | string
  | readonly Layout[]
  | { readonly kind: 'line'; readonly flat: '' | ' ' }
  | { readonly kind: 'hardline' }
  | { readonly kind: 'indent' | 'group'; readonly content: Layout }
  /** Text for a group that is broken over lines. */
  | { readonly kind: 'ifBroken'; readonly content: Layout };

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

export function ifBroken(...content: readonly Layout[]): Layout {
  return { kind: 'ifBroken', content };
}

export function join(separator: Layout, parts: readonly Layout[]): Layout {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

interface Command {
  readonly layout: Layout;
  readonly depth: number;
  readonly flat: boolean;
}

const INDENT = '  ';

/** The text in which each group is on one line if it fits in the width, from the outermost inwards. */
export function printLayout(layout: Layout, width: number): string {
  const lines: string[] = [];
  let current = '';
  const stack: Command[] = [{ layout, depth: 0, flat: false }];
  const endLine = (depth: number): void => {
    lines.push(current.trimEnd());
    current = INDENT.repeat(depth);
  };
  for (let command = stack.pop(); command !== undefined; command = stack.pop()) {
    const { layout: part, depth, flat } = command;
    if (typeof part === 'string') current += part;
    else if (isList(part)) pushAll(stack, part, command);
    else {
      switch (part.kind) {
        case 'line':
          if (flat) current += part.flat;
          else endLine(depth);
          break;
        case 'hardline':
          endLine(depth);
          break;
        case 'indent':
          stack.push({ layout: part.content, depth: depth + 1, flat });
          break;
        case 'group': {
          const content = { layout: part.content, depth, flat: true };
          stack.push(flat || fits(content, stack, width - current.length) ? content : { ...content, flat: false });
          break;
        }
        case 'ifBroken':
          if (!flat) stack.push({ ...command, layout: part.content });
          break;
      }
    }
  }
  return [...lines, current].join('\n');
}

/** Whether the content on one line, and what stands behind it up to where a line may end, fits. */
function fits(content: Command, behind: readonly Command[], room: number): boolean {
  const stack = [content];
  let left = room;
  let next = behind.length;
  while (left >= 0) {
    const command = stack.pop() ?? behind[--next];
    if (command === undefined) return true;
    const { layout: part, flat } = command;
    if (typeof part === 'string') left -= part.length;
    else if (isList(part)) pushAll(stack, part, command);
    else {
      switch (part.kind) {
        case 'line':
          if (!flat) return true;
          left -= part.flat.length;
          break;
        case 'hardline':
          return !flat;
        case 'indent':
        case 'group':
          stack.push({ ...command, layout: part.content });
          break;
        case 'ifBroken':
          if (!flat) stack.push({ ...command, layout: part.content });
          break;
      }
    }
  }
  return false;
}

function pushAll(stack: Command[], parts: readonly Layout[], { depth, flat }: Command): void {
  for (let index = parts.length - 1; index >= 0; index--) {
    const layout = parts[index];
    if (layout !== undefined) stack.push({ layout, depth, flat });
  }
}

function isList(layout: Layout): layout is readonly Layout[] {
  return Array.isArray(layout);
}
