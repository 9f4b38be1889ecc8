import type { Document, Node, YAMLParseError } from 'yaml';
import { placesIn } from '../../sources/text-places.js';
import type { ReadFailure } from './template-view.js';
import { itemsOf, type Place, type TemplateNode } from './node.js';

/** A text as nodes, or why it could not be read. */
type ReadText =
  | {
      readonly ok: true;
      readonly root: TemplateNode;
      /** Keys that are there twice in one map: the last one counts. */
      readonly duplicates: readonly { readonly key: string; readonly at: Place | undefined }[];
    }
  | ReadFailure;

type Yaml = typeof import('yaml');

/** How deep values may nest. */
const MAX_DEPTH = 200;

/**
 * Reads YAML, and JSON, which is a part of it, tolerantly: duplicate keys are reported and not refused, and short tags of
 * CloudFormation become the functions that they stand for (`!Ref X` is `{ Ref: X }`). `file` is for places, where several
 * files make one template.
 */
export async function readYaml(text: string, file?: string): Promise<ReadText> {
  const yaml = await import('yaml');
  const source = text.replace(/^\uFEFF/, '');
  const place = placesIn(source);
  const placeAt = (offset: number): Place => (file === undefined ? place(offset) : { file, ...place(offset) });
  const document = parse(yaml, source);
  if (document === undefined) return { ok: false, message: 'nested too deeply', at: undefined };
  const [error] = document.errors;
  if (error !== undefined) return { ok: false, message: messageOf(error), at: placeAt(error.pos[0]) };
  const reader = new NodeReader(yaml, document, placeAt);
  const root = reader.read(document.contents, undefined, 0);
  return reader.failure ?? { ok: true, root, duplicates: reader.duplicates };
}

function messageOf({ code, message }: Pick<YAMLParseError, 'code' | 'message'>): string {
  return code === 'MULTIPLE_DOCS' ? 'the file has several YAML documents; a template is one' : message;
}

function parse(yaml: Yaml, source: string): Document.Parsed | undefined {
  try {
    const options = { version: '1.1', uniqueKeys: false, prettyErrors: false, logLevel: 'error' } as const;
    return yaml.parseDocument(source, options);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

class NodeReader {
  readonly duplicates: { readonly key: string; readonly at: Place | undefined }[] = [];
  /** What keeps the text from being read. */
  failure: ReadFailure | undefined;
  private readonly yaml: Yaml;
  private readonly document: Document.Parsed;
  private readonly placeAt: (offset: number) => Place;
  /** How many nodes aliases have repeated. */
  private repeated = 0;

  constructor(yaml: Yaml, document: Document.Parsed, placeAt: (offset: number) => Place) {
    this.yaml = yaml;
    this.document = document;
    this.placeAt = placeAt;
  }

  /** `key`: the place of the key that the node stands behind, which is where people look for it. */
  read(node: unknown, key: Place | undefined, depth: number): TemplateNode {
    const { isAlias, isMap, isNode, isScalar, isSeq } = this.yaml;
    if (!isNode(node)) return { kind: 'scalar', value: null, at: key };
    const at = key ?? this.placeOf(node);
    if (depth > MAX_DEPTH || this.repeated > 100_000) return { kind: 'unknown', text: '…', at };
    if (isAlias(node)) {
      this.repeated++;
      const target = node.resolve(this.document);
      if (target === undefined)
        this.failure ??= { ok: false, message: `the anchor ${JSON.stringify(node.source)} does not exist`, at };
      return this.read(target, at, depth + 1);
    }
    const read = isMap(node)
      ? this.readMap(node.items, at, depth)
      : isSeq(node)
        ? { kind: 'list' as const, items: node.items.map((item) => this.read(item, undefined, depth + 1)), at }
        : isScalar(node)
          ? { kind: 'scalar' as const, value: scalarOf(node.value), at }
          : { kind: 'unknown' as const, text: '…', at };
    const name = functionOf(node.tag);
    return name === undefined ? read : { kind: 'map', entries: new Map([[name, read]]), at };
  }

  private readMap(
    items: readonly { readonly key: unknown; readonly value: unknown }[],
    at: Place | undefined,
    depth: number,
  ): TemplateNode {
    const entries = new Map<string, TemplateNode>();
    const merged: TemplateNode[] = [];
    for (const { key, value } of items) {
      // As it is written: in YAML 1.1, a key such as N would be false.
      const name = this.yaml.isScalar(key) ? (key.source ?? String(key.value)) : undefined;
      if (name === undefined || !this.yaml.isNode(key)) continue;
      const place = this.placeOf(key);
      if (name === '<<') {
        merged.push(this.read(value, place, depth + 1));
        continue;
      }
      if (entries.has(name)) this.duplicates.push({ key: name, at: place });
      entries.set(name, this.read(value, place, depth + 1));
    }
    // The map's own keys come first, then those of the maps that it merges, in their order.
    for (const node of merged.flatMap(itemsOf))
      if (node.kind === 'map')
        for (const [name, entry] of node.entries) if (!entries.has(name)) entries.set(name, entry);
    return { kind: 'map', entries, at };
  }

  private placeOf({ range }: Node): Place | undefined {
    return range === null || range === undefined ? undefined : this.placeAt(range[0]);
  }
}

function scalarOf(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? String(value) : null;
}

/** `!Ref` is `Ref`, `!GetAtt` is `Fn::GetAtt`; the tags of YAML itself are no functions. */
function functionOf(tag: string | undefined): string | undefined {
  if (tag === undefined || !/^![A-Za-z]/.test(tag)) return undefined;
  const name = tag.slice(1);
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}
