import { createScanner, findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import type { ConfigPath } from './config-source.js';

/**
 * Sets `templates` in the text of a JSON config that is valid; `base` is where the config starts in it. Where the setting is
 * new it comes before `topics`, on a line of its own if that has one. Every other byte stays, comments among them.
 */
export function setTemplates(text: string, base: ConfigPath, folder: string): string {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const body = text.slice(start);
  const tree = parseTree(body, [], { allowTrailingComma: true });
  const object = tree === undefined ? undefined : findNodeAtLocation(tree, [...base]);
  const properties = object?.children ?? [];
  const value = JSON.stringify(folder);
  const [, given] = propertyOf(properties, 'templates')?.children ?? [];
  const topics = propertyOf(properties, 'topics');
  if (given !== undefined) return splice(text, start + given.offset, given.length, value);
  if (object === undefined || topics === undefined) throw new Error('the config has no topics');

  const before = properties[properties.indexOf(topics) - 1];
  const setting = `"templates": ${value},`;
  const line = lineBetween(body, {
    before,
    from: before === undefined ? object.offset + 1 : endOf(before),
    to: topics.offset,
  });
  if (line === undefined) return splice(text, start + topics.offset, 0, `${setting} `);
  const indent = /[ \t]*$/.exec(body.slice(0, topics.offset))?.[0] ?? '';
  return splice(text, start + line.offset, 0, `${indent}${setting}${line.end}`);
}

function propertyOf(properties: readonly Node[], name: string): Node | undefined {
  return properties.find(({ children }) => children?.[0]?.value === name);
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

/** The first line that starts between two properties, behind the comma and what comments stand on its line. */
function lineBetween(
  body: string,
  { before, from, to }: { readonly before: Node | undefined; readonly from: number; readonly to: number },
): { readonly offset: number; readonly end: string } | undefined {
  const scanner = createScanner(body);
  scanner.setPosition(from);
  let isOver = before === undefined;
  for (scanner.scan(); scanner.getTokenOffset() < to; scanner.scan()) {
    const token = body.slice(scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength());
    if (token === ',') isOver = true;
    if (isOver && /^[\r\n]/.test(token)) return { offset: scanner.getTokenOffset() + token.length, end: token };
  }
  return undefined;
}

function splice(text: string, at: number, length: number, insertion: string): string {
  return text.slice(0, at) + insertion + text.slice(at + length);
}
