import { group, isList, WIDTH, type Layout, type Name } from './text-layout.js';

/** How a name is spelled. */
export type Spell = (name: Name) => string;

export const asItIs: Spell = ({ name }) => name;

/** The text in which each group is on one line if it fits in the width, from the outermost inwards. */
export function printLayout(layout: Layout, width = WIDTH, spell: Spell = asItIs): string {
  return new LayoutPrinter(width, spell).print(layout);
}

/** A text, and the names in it. */
export interface NamedText {
  readonly text: string;
  readonly names: readonly Name[];
}

/** Prints a layout, and lists the names in it, each object once. */
export function printNamedLayout(layout: Layout, spell: Spell): NamedText {
  const names = new Set<Name>();
  const text = printLayout(layout, WIDTH, (name) => {
    names.add(name);
    return spell(name);
  });
  return { text, names: [...names] };
}

/** The text on one line, for comparisons. */
export function flatText(layout: Layout): string {
  if (typeof layout === 'string') return layout;
  if (!isList(layout) && layout.kind === 'name') return layout.name;
  return printLayout(group(layout), Infinity);
}

/** A place in a list of layouts, from which printing goes on. */
interface Cursor {
  readonly parts: readonly Layout[];
  next: number;
  readonly depth: number;
  /** On one line, but for groups in it that are broken. */
  readonly flat: boolean;
}

const INDENT = '  ';

class LayoutPrinter {
  private readonly width: number;
  private readonly spell: Spell;
  private readonly done: string[] = [];
  private current = '';
  private readonly stack: Cursor[] = [];

  constructor(width: number, spell: Spell) {
    this.width = width;
    this.spell = spell;
  }

  print(layout: Layout): string {
    this.open(layout, 0, false);
    for (let cursor = this.stack.at(-1); cursor !== undefined; cursor = this.stack.at(-1)) {
      const part = cursor.parts[cursor.next++];
      if (part === undefined) this.stack.pop();
      else if (typeof part === 'string') this.current += part;
      else if (isList(part)) this.open(part, cursor.depth, cursor.flat);
      else this.printPart(part, cursor);
    }
    this.done.push(this.current);
    return this.done.join('\n');
  }

  private open(layout: Layout, depth: number, flat: boolean): void {
    this.stack.push({ parts: isList(layout) ? layout : [layout], next: 0, depth, flat });
  }

  private printPart(part: Exclude<Layout, string | readonly Layout[]>, { depth, flat }: Cursor): void {
    switch (part.kind) {
      case 'name':
        this.current += this.spell(part);
        break;
      case 'line':
        if (flat) this.current += part.flat;
        else this.endLine(depth);
        break;
      case 'hardline':
        this.endLine(depth);
        break;
      case 'indent':
        this.open(part.content, depth + 1, flat);
        break;
      case 'group':
        if (part.broken === true) this.open(part.content, depth, false);
        else if (flat) this.open(part.content, depth, true);
        else if (!this.printFitting(part.content, depth)) this.open(part.content, depth, false);
        break;
      case 'ifBroken':
        if (!flat) this.open(part.content, depth, false);
        break;
      case 'choice':
        if (flat) this.open(part.states[0] ?? '', depth, true);
        else if (!part.states.some((state) => this.printFitting(state, depth)))
          this.open(part.states.at(-1) ?? '', depth, false);
        break;
    }
  }

  /** Prints content on one line, or up to where a broken group in it ends the line, if it fits. */
  private printFitting(content: Layout, depth: number): boolean {
    const room = new Room(this.width - this.current.length, this.spell);
    if (!this.fits(content, room)) return false;
    if (room.isBroken) this.open(content, depth, true);
    else this.printFlat(content);
    return true;
  }

  /** Whether the content on one line, and what stands behind it up to where a line may end, fits. */
  private fits(content: Layout, room: Room): boolean {
    if (this.current.length > this.width) return false;
    if (!room.take(content, true)) return room.hasEnded;
    for (let index = this.stack.length - 1; index >= 0; index--) {
      const { parts, next, flat } = this.stack[index] ?? NOTHING;
      for (let at = next; at < parts.length; at++) if (!room.take(parts[at] ?? '', flat)) return room.hasEnded;
    }
    return true;
  }

  /** Prints what has no broken group. */
  private printFlat(layout: Layout): void {
    if (typeof layout === 'string') this.current += layout;
    else if (isList(layout)) for (const part of layout) this.printFlat(part);
    else if (layout.kind === 'name') this.current += this.spell(layout);
    else if (layout.kind === 'line') this.current += layout.flat;
    else if (layout.kind === 'choice') this.printFlat(layout.states[0] ?? '');
    else if (layout.kind === 'indent' || layout.kind === 'group') this.printFlat(layout.content);
  }

  private endLine(depth: number): void {
    this.done.push(this.current.trimEnd());
    this.current = INDENT.repeat(depth);
  }
}

const NOTHING: Cursor = { parts: [], next: 0, depth: 0, flat: false };

/** What is left of a line. */
class Room {
  /** Whether the line ended before it was full. */
  hasEnded = false;
  /** Whether a group that is to stand on the line is broken. */
  isBroken = false;

  private left: number;
  private readonly spell: Spell;

  constructor(left: number, spell: Spell) {
    this.left = left;
    this.spell = spell;
  }

  /** Takes the room of a layout; false when the line has ended or is full. */
  take(layout: Layout, flat: boolean): boolean {
    if (typeof layout === 'string') return this.takeWidth(layout.length);
    if (isList(layout)) {
      for (const part of layout) if (!this.take(part, flat)) return false;
      return true;
    }
    switch (layout.kind) {
      case 'name':
        return this.takeWidth(this.spell(layout).length);
      case 'line':
        if (flat) return this.takeWidth(layout.flat.length);
        this.hasEnded = true;
        return false;
      case 'hardline':
        this.hasEnded = !flat;
        return false;
      case 'indent':
        return this.take(layout.content, flat);
      case 'group':
        this.isBroken ||= layout.broken === true;
        return this.take(layout.content, flat && layout.broken !== true);
      case 'choice':
        return this.take((flat ? layout.states[0] : layout.states.at(-1)) ?? '', flat);
      case 'ifBroken':
        return flat || this.take(layout.content, flat);
    }
  }

  private takeWidth(width: number): boolean {
    this.left -= width;
    return this.left >= 0;
  }
}
