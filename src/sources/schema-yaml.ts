import type { Document, Node } from 'yaml';

import { conflictMarkerAt } from '../diagnostics/conflict-marker.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { pointerSteps } from '../paths/json-pointer.js';
import { unmerged, type SchemaFile } from './schema-file.js';
import { schemaFormat } from './schema-format.js';
import { placesIn } from './text-places.js';

/** How deep the values of a file may nest, as in JSON. */
const MAX_NESTING = 1_000;

/** How many values all aliases together may repeat. */
const MAX_REPEATED = 100_000;

type Yaml = typeof import('yaml');

/**
 * Reads a schema's text as YAML 1.2, as far as it says what JSON can say: one document, texts for keys, no tags but the
 * core ones. Returns the problems, each with its line and column, where it is not.
 */
export async function readSchemaYaml(file: string, text: string): Promise<SchemaFile | readonly Diagnostic[]> {
  const yaml = await import('yaml');
  const source = text.replace(/^\uFEFF/, '');
  const place = placesIn(source);
  const problem = (message: string, offset: number): Diagnostic => ({
    code: 'schema-syntax',
    severity: 'error',
    message,
    location: { file, ...place(offset) },
  });
  const document = parse(yaml, source);
  if (document === undefined) return [problem(TOO_DEEP, 0)];
  const faults = [...document.errors, ...document.warnings];
  // The parser turns some of the errors of a full stack into its own.
  if (faults.some(({ message }) => message.includes('call stack'))) return [problem(TOO_DEEP, 0)];
  const conflict = faults.length > 0 ? conflictMarkerAt(source) : undefined;
  if (conflict !== undefined) return [unmerged(file, place(conflict))];
  if (faults.length > 0) return faults.slice(0, 3).map(({ message, pos }) => problem(`not YAML: ${message}`, pos[0]));
  const reading: YamlReading = { yaml, anchors: new Map(), targets: new Map(), repeated: 0, fault: undefined };
  const json = readNode(reading, document.contents, { depth: 0, repeated: false });
  if (reading.fault !== undefined) return [problem(reading.fault.message, reading.fault.offset)];
  return {
    file,
    format: schemaFormat(json, file),
    json,
    locate: (pointer) => ({ file, pointer, ...place(pointerOffset(reading, document.contents, pointer)) }),
  };
}

const TOO_DEEP = `nested more than ${MAX_NESTING} deep`;

/** Undefined where the text nests deeper than the parser's stack. */
function parse(yaml: Yaml, source: string): Document.Parsed | undefined {
  try {
    // Whether keys are unique is for the reader to see: the parser takes the square of their number for it.
    return yaml.parseDocument(source, {
      intAsBigInt: true,
      prettyErrors: false,
      resolveKnownTags: false,
      uniqueKeys: false,
    });
  } catch (error) {
    // What JavaScript throws when the stack is full.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface At {
  readonly depth: number;
  /** Whether it is within what an alias repeats. */
  readonly repeated: boolean;
}

/** How far the nodes of a document are turned into what JSON would be; ends at the first fault. */
interface YamlReading {
  fault: { readonly message: string; readonly offset: number } | undefined;
  readonly yaml: Yaml;
  readonly anchors: Map<string, Node>;
  /** What each alias stands for. */
  readonly targets: Map<Node, Node>;
  repeated: number;
}

function readNode(reading: YamlReading, node: unknown, { depth, repeated }: At): unknown {
  if (reading.fault !== undefined || node === null) return null;
  const { isAlias, isMap, isNode, isScalar, isSeq } = reading.yaml;
  if (!isNode(node)) return null;
  if (depth > MAX_NESTING) return stop(reading, node, TOO_DEEP);
  if (repeated && ++reading.repeated > MAX_REPEATED) {
    return stop(reading, node, `aliases repeat more than ${MAX_REPEATED} values`);
  }
  if (isAlias(node)) {
    const target = reading.anchors.get(node.source);
    if (target === undefined)
      return stop(reading, node, `the anchor "${node.source}" is not defined before this alias`);
    reading.targets.set(node, target);
    return readNode(reading, target, { depth: depth + 1, repeated: true });
  }
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, node);
  const inner = { depth: depth + 1, repeated };
  if (isSeq(node)) return node.items.map((item) => readNode(reading, item, inner));
  if (isScalar(node)) return scalarOf(reading, node, node.value);
  if (!isMap(node)) return stop(reading, node, 'neither a value, a list nor a map');
  const entries = new Map<string, unknown>();
  for (const { key, value } of node.items) {
    const name = keyOf(reading, key);
    if (name === undefined) return stop(reading, isNode(key) ? key : node, 'a key that is not a string');
    if (entries.has(name)) return stop(reading, isNode(key) ? key : node, `duplicate key ${JSON.stringify(name)}`);
    if (name === '<<') return stop(reading, isNode(key) ? key : node, 'merge keys ("<<") are not supported');
    entries.set(name, readNode(reading, value, inner));
  }
  return Object.fromEntries(entries);
}

/** Where a JSON pointer leads in the text; as far as it leads anywhere. */
function pointerOffset(reading: YamlReading, root: unknown, pointer: string): number {
  const { isMap, isNode, isSeq } = reading.yaml;
  let [node, offset] = [targetOf(reading, root), offsetOf(root)];
  for (const step of pointerSteps(pointer)) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => keyOf(reading, key) === step);
      if (pair === undefined) break;
      const at = isNode(pair.value) ? pair.value : pair.key;
      [node, offset] = [targetOf(reading, at), offsetOf(at)];
    } else if (isSeq(node) && isNode(node.items[Number(step)])) {
      const item = node.items[Number(step)];
      [node, offset] = [targetOf(reading, item), offsetOf(item)];
    } else break;
  }
  return offset;
}

function targetOf(reading: YamlReading, node: unknown): unknown {
  return reading.yaml.isNode(node) ? (reading.targets.get(node) ?? node) : node;
}

function keyOf(reading: YamlReading, key: unknown): string | undefined {
  if (!reading.yaml.isScalar(key)) return undefined;
  const { value, source } = key;
  return typeof value === 'string' ? value : (source ?? String(value));
}

function scalarOf(reading: YamlReading, node: Node, value: unknown): unknown {
  switch (typeof value) {
    case 'bigint':
      return BigInt(Number(value)) === value && Number.isSafeInteger(Number(value)) ? Number(value) : value;
    case 'number':
      return Number.isFinite(value) ? value : stop(reading, node, 'a number that JSON does not have');
    case 'string':
    case 'boolean':
      return value;
    default:
      return value === null ? null : stop(reading, node, 'a value that JSON does not have');
  }
}

function stop(reading: YamlReading, node: Node, message: string): null {
  reading.fault ??= { message, offset: offsetOf(node) };
  return null;
}

/** Where a node starts in the text. */
function offsetOf(node: unknown): number {
  return typeof node === 'object' &&
    node !== null &&
    'range' in node &&
    Array.isArray(node.range) &&
    typeof node.range[0] === 'number'
    ? node.range[0]
    : 0;
}
