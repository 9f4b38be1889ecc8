import { parseTree, type Node } from 'jsonc-parser';
import type { ByteReader } from '../runtime/byte-reader.js';
import { pointerStep } from '../runtime/json-pointer.js';
import { MAX_TRACED } from './trace-avro.js';
import type { TracedValue } from './traced.js';

/** The values of the JSON text that is left in the reader, with the bytes that each takes. The text is known to be JSON. */
export function traceJson(r: ByteReader): readonly TracedValue[] {
  const text = r.bytes.toString('utf8', r.position, r.end);
  const byteAt = byteOffsets(text, r.position);
  const values: TracedValue[] = [];
  const walk = (node: Node, path: string): void => {
    if (values.length >= MAX_TRACED) return;
    const children = node.children ?? [];
    if (node.type === 'object') {
      for (const { children: [key, value] = [] } of children)
        if (value !== undefined) walk(value, `${path}/${pointerStep(String(key?.value))}`);
    } else if (node.type === 'array')
      children.forEach((child, index) => {
        walk(child, `${path}/${index}`);
      });
    if (children.length > 0) return;
    const value: unknown = node.type === 'object' ? {} : node.type === 'array' ? [] : node.value;
    values.push({ path, type: node.type, start: byteAt(node.offset), end: byteAt(node.offset + node.length), value });
  };
  const root = parseTree(text);
  if (root !== undefined) walk(root, '');
  return values;
}

/** Where in the bytes a character is; asked in ascending order, so that the text is measured once. */
function byteOffsets(text: string, start: number): (index: number) => number {
  let [lastIndex, lastByte] = [0, start];
  return (index) => {
    if (index < lastIndex) [lastIndex, lastByte] = [0, start];
    lastByte += Buffer.byteLength(text.slice(lastIndex, index));
    lastIndex = index;
    return lastByte;
  };
}
