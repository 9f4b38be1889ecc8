import { unknown, type Place, type TemplateMap, type TemplateNode } from '../node.js';
import { HclScanner, HclSyntaxError } from './hcl-scanner.js';
import { readKey, readValue } from './hcl-value.js';

/** A block of HCL. */
export interface HclBlockNode {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: TemplateMap;
  readonly at: Place;
}

type ReadHcl =
  | { readonly ok: true; readonly blocks: readonly HclBlockNode[] }
  | { readonly ok: false; readonly message: string; readonly at: Place };

/** Reads the blocks of a Terraform file with their places; arguments outside of them, as in a file of variables, are left out. */
export function readHcl(text: string, file?: string): ReadHcl {
  const scanner = new HclScanner(text.replace(/^\uFEFF/, ''), file);
  try {
    const blocks: HclBlockNode[] = [];
    for (scanner.skipBlank(); !scanner.isAtEnd; scanner.skipBlank()) {
      const entry = readEntry(scanner);
      if ('body' in entry) blocks.push(entry);
    }
    return { ok: true, blocks };
  } catch (error) {
    if (!(error instanceof HclSyntaxError)) throw error;
    return { ok: false, message: error.message, at: scanner.place(error.offset) };
  }
}

interface HclArgument {
  readonly name: string;
  readonly value: TemplateNode;
  readonly at: Place;
}

function readEntry(scanner: HclScanner): HclBlockNode | HclArgument {
  const at = scanner.place();
  const name = readKey(scanner);
  if (name === undefined) throw scanner.error('a block or an argument is expected');
  scanner.skipBlank();
  if (scanner.peek() === '=' && scanner.peek(2) !== '==') {
    scanner.expect('=');
    scanner.skipBlank();
    return { name, value: { ...readValue(scanner), at }, at };
  }
  const labels: string[] = [];
  for (let label = readKey(scanner); label !== undefined; label = readKey(scanner)) {
    labels.push(label);
    scanner.skipBlank();
  }
  if (!scanner.takeText('{')) throw scanner.error(`"{" or "=" is expected after ${JSON.stringify(name)}`);
  return { type: name, labels, body: scanner.nested(() => readBody(scanner, at)), at };
}

/** What stands between the braces of a block: arguments, and blocks under their types. */
function readBody(scanner: HclScanner, at: Place): TemplateMap {
  const entries = new Map<string, TemplateNode>();
  for (scanner.skipBlank(); !scanner.takeText('}'); scanner.skipBlank()) {
    if (scanner.isAtEnd) throw scanner.error('"}" is missing');
    const start = scanner.at;
    const entry = readEntry(scanner);
    if (!('body' in entry)) {
      if (entries.has(entry.name)) throw new HclSyntaxError(`${JSON.stringify(entry.name)} is set twice`, start);
      entries.set(entry.name, entry.value);
      continue;
    }
    const [label] = entry.labels;
    // How many blocks a dynamic one makes, and of what, is for Terraform to say.
    if (entry.type === 'dynamic' && label !== undefined) entries.set(label, unknown(`dynamic "${label}"`, entry.at));
    else entries.set(entry.type, appended(entries.get(entry.type), entry.body));
  }
  return { kind: 'map', entries, at };
}

/** A second block of a type makes a list of them. */
function appended(known: TemplateNode | undefined, body: TemplateMap): TemplateNode {
  if (known === undefined) return body;
  return { kind: 'list', items: known.kind === 'list' ? [...known.items, body] : [known, body], at: known.at };
}
