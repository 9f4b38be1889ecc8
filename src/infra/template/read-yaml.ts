import type { Document, Node } from 'yaml';
import { placesIn } from '../../sources/text-places.js';
import type { Place, TemplateNode } from './node.js';

/** A text as nodes, or why it could not be read. */
export type ReadText =
  | {
      readonly ok: true;
      readonly root: TemplateNode;
      /** Keys that are there twice in one map: the last one counts. */
      readonly duplicates: readonly { readonly key: string; readonly at: Place | undefined }[];
    }
  | { readonly ok: false; readonly message: string; readonly at: Place | undefined };

type Yaml = typeof import('yaml');

/** How deep values may nest. */
const MAX_DEPTH = 200;

/**
 * Reads YAML, and JSON, which is a part of it, tolerantly: duplicate keys are reported and not refused, and short tags of
 * CloudFormation become the functions that they stand for (`!Ref X` is `{ Ref: X }`).
 */
export async function readYaml(text: string): Promise<ReadText> {
  const yaml = await import('yaml');
  const source = text.replace(/^\uFEFF/, '');
  const placeAt = placesIn(source);
  const document = parse(yaml, source);
  if (document === undefined) return { ok: false, message: 'nested too deeply', at: undefined };
  const [error] = document.errors;
  if (error !== undefined) return { ok: false, message: error.message, at: placeAt(error.pos[0]) };
  const reader = new NodeReader(yaml, document, placeAt);
  const root = reader.read(document.contents, undefined, 0);
  return { ok: true, root, duplicates: reader.duplicates };
}

function parse(yaml: Yaml, source: string): Document.Parsed | undefined {
  try {
    const options = { version: '1.1', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;
    return yaml.parseDocument(source, options);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

class NodeReader {
  readonly duplicates: { readonly key: string; readonly at: Place | undefined }[] = [];
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
      return this.read(node.resolve(this.document), at, depth + 1);
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
    for (const { key, value } of items) {
      // As it is written: in YAML 1.1, a key such as N would be false.
      const name = this.yaml.isScalar(key) ? (key.source ?? String(key.value)) : undefined;
      if (name === undefined || !this.yaml.isNode(key)) continue;
      const place = this.placeOf(key);
      if (entries.has(name)) this.duplicates.push({ key: name, at: place });
      entries.set(name, this.read(value, place, depth + 1));
    }
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
