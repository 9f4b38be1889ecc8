import { applyEdits, createScanner, findNodeAtLocation, modify, parseTree, type Node } from 'jsonc-parser';
import type { ConfigPath } from './config-source.js';
import type { RawTopic } from './config-schema.js';

/** What to add to a config. */
export interface NewTopics {
  readonly topics: readonly { readonly topic: string; readonly setting: RawTopic }[];
  /** Files that the new schemas reference and that the config does not include yet. */
  readonly include: readonly string[];
}

/**
 * Adds topics behind the last one in the text of a JSON config that is valid, and files to its `include`; `base` is where the
 * config starts in it. Every other byte stays, comments among them, but for the layout of `include`.
 */
export function addTopics(text: string, base: ConfigPath, { topics, include }: NewTopics): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(mark.length);
  return mark + withIncludes(withTopics(body, base, topics), base, include);
}

/** The text of new topics, as members of an object: what to paste into a config that is code. */
export function topicsText({ topics }: Pick<NewTopics, 'topics'>): string {
  return topics.map(({ topic, setting }) => `${member(topic, setting, '')},\n`).join('');
}

function withTopics(body: string, base: ConfigPath, topics: NewTopics['topics']): string {
  if (topics.length === 0) return body;
  const object = objectAt(body, [...base, 'topics']);
  const last = object?.children?.at(-1);
  if (object === undefined || last === undefined) throw new Error('the config has no topics');
  const close = object.offset + object.length - 1;
  const { comma, lineEnd } = behind(body, { from: last.offset + last.length, to: close });
  const indent = /(?:^|\n)([ \t]*)$/.exec(body.slice(0, last.offset))?.[1];
  const separator = comma === undefined ? ',' : '';
  if (indent === undefined || lineEnd === undefined) {
    // All on one line.
    const inline = topics
      .map(({ topic, setting }) => `${JSON.stringify(topic)}: ${JSON.stringify(setting)}`)
      .join(', ');
    const at = comma ?? last.offset + last.length;
    return `${body.slice(0, at)}${separator} ${inline}${body.slice(at)}`;
  }
  const eol = body.includes('\r\n') ? '\r\n' : '\n';
  const members = topics.map(({ topic, setting }) => member(topic, setting, indent).replaceAll('\n', eol));
  const added = `${eol}${members.join(`,${eol}`)}${comma === undefined ? '' : ','}`;
  const at = last.offset + last.length;
  return `${body.slice(0, at)}${separator}${body.slice(at, lineEnd)}${added}${body.slice(lineEnd)}`;
}

function member(topic: string, setting: RawTopic, indent: string): string {
  const lines = JSON.stringify(setting, null, indent.includes('\t') ? '\t' : 2).replaceAll('\n', `\n${indent}`);
  return `${indent}${JSON.stringify(topic)}: ${lines}`;
}

/** Where the comma behind the last member ends, and where the line ends that it, and a comment on it, are on. */
function behind(
  body: string,
  { from, to }: { readonly from: number; readonly to: number },
): { readonly comma: number | undefined; readonly lineEnd: number | undefined } {
  const tokens: { readonly at: number; readonly text: string }[] = [];
  const scanner = createScanner(body);
  scanner.setPosition(from);
  for (scanner.scan(); scanner.getTokenOffset() < to; scanner.scan()) {
    const at = scanner.getTokenOffset();
    tokens.push({ at, text: body.slice(at, at + scanner.getTokenLength()) });
  }
  const comma = tokens.find(({ text }) => text === ',');
  const lineEnd = tokens.find(({ at, text }) => at > (comma?.at ?? 0) && /^[\r\n]/.test(text));
  return { comma: comma === undefined ? undefined : comma.at + 1, lineEnd: lineEnd?.at };
}

function withIncludes(body: string, base: ConfigPath, include: readonly string[]): string {
  if (include.length === 0) return body;
  const list = objectAt(body, [...base, 'include']);
  const formattingOptions = {
    insertSpaces: !body.includes('\n\t'),
    tabSize: 2,
    eol: body.includes('\r\n') ? '\r\n' : '\n',
  };
  if (list?.type !== 'array')
    return applyEdits(body, modify(body, [...base, 'include'], include, { formattingOptions }));
  return include.reduce(
    (text, file) =>
      applyEdits(text, modify(text, [...base, 'include', -1], file, { formattingOptions, isArrayInsertion: true })),
    body,
  );
}

function objectAt(body: string, path: ConfigPath): Node | undefined {
  const tree = parseTree(body, [], { allowTrailingComma: true });
  return tree === undefined ? undefined : findNodeAtLocation(tree, [...path]);
}
