import { leafReader } from '../../src/runtime/avro-resolve.js';
import * as write from '../../src/runtime/avro-write.js';
import { ByteWriter } from '../../src/runtime/byte-writer.js';
import { valueKind, type LeafShape, type Shape, type UnionBranch, type UnionShape } from '../../src/runtime/value-shape.js';

/** Encodes a value of a shape with the functions that generated encoders call. Throws EncodeError. */
export function encodeShape(shape: Shape, value: unknown): Uint8Array {
  const writer = new ByteWriter();
  writeShape(writer, shape, value, 'value');
  return writer.finish();
}

function writeShape(w: ByteWriter, shape: Shape, value: unknown, at: string): void {
  switch (shape.kind) {
    case 'leaf':
      writeLeaf(w, shape, value, at);
      break;
    case 'enum':
      write.writeSymbol(w, String(value), at, shape.type.symbols);
      break;
    case 'array':
      // What is no array is refused by the function itself; so below.
      write.writeArray(w, value as unknown[], at, (item) => writeShape(w, shape.items, item, `${at}[]`));
      break;
    case 'map':
      write.writeMap(w, value as Record<string, unknown>, at, (item) => writeShape(w, shape.values, item, `${at}{}`));
      break;
    case 'union':
      writeUnion(w, shape, value, at);
      break;
    case 'record':
      for (const { field, shape: inner } of shape.fields) writeShape(w, inner, member(value, field.name), field.name);
      break;
  }
}

function writeLeaf(w: ByteWriter, shape: LeafShape, value: unknown, at: string): void {
  if (shape.form === 'null') return;
  const { read, args } = leafReader(shape.type, shape, shape.type);
  // Each reader but readLongAsDouble, which serves promotions alone, has a writer; the writer checks what it is given.
  const name = read.replace('read', 'write') as keyof typeof write;
  const writeIt = write[name] as (w: ByteWriter, value: unknown, at: string, ...args: number[]) => void;
  writeIt(w, value, at, ...args);
}

function writeUnion(w: ByteWriter, union: UnionShape, value: unknown, at: string): void {
  const index = union.branches.findIndex((branch) => isOf(branch, union, value));
  const branch = union.branches[index];
  if (branch === undefined) return write.refuseBranch(value, at, union.branches.map(({ name }) => name));
  write.writeIndex(w, index);
  writeShape(w, branch.shape, union.wrapped && value !== null ? member(value, 'value') : value, at);
}

function isOf({ name, shape }: UnionBranch, union: UnionShape, value: unknown): boolean {
  if (value === null || name === 'null') return value === null && name === 'null';
  if (union.wrapped || (shape.kind === 'record' && shape.tagged)) return member(value, '$type') === name;
  return kindOf(value) === valueKind(shape);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'Date';
  return value instanceof Uint8Array ? 'Uint8Array' : typeof value;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}
