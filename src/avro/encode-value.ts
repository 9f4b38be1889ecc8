import { fieldDefaultOf } from './field-default.js';
import * as write from '../runtime/simulate/avro-write.js';
import type { ByteWriter } from '../runtime/simulate/byte-writer.js';
import { shortName } from '../runtime/resolution/schema.js';
import { valueKind, type Shape, type UnionBranch, type UnionShape } from '../runtime/resolution/value-shape.js';
import { leafFunctions } from './printers/leaf-functions.js';

/** Writes a value of a shape's type: what a generated encoder does, at generation; fields that are left out take their defaults. Throws an EncodeError for any other value. */
export function encodeValue(w: ByteWriter, shape: Shape, value: unknown, at: string): void {
  switch (shape.kind) {
    case 'leaf': {
      if (shape.form === 'null') return;
      const { write: writer, args } = leafFunctions(shape);
      // Each checks the value itself.
      const leaf = write[writer] as (w: ByteWriter, value: unknown, at: string, ...args: readonly number[]) => void;
      leaf(w, value, at, ...args);
      return;
    }
    case 'enum':
      write.writeSymbol(w, String(value), at, shape.type.symbols);
      return;
    case 'array':
      write.writeArray(w, value as readonly unknown[], at, (item) => encodeValue(w, shape.items, item, `${at}[]`));
      return;
    case 'map':
      write.writeMap(w, value as Readonly<Record<string, unknown>>, at, (entry) =>
        encodeValue(w, shape.values, entry, `${at}{}`),
      );
      return;
    case 'record': {
      const name = shortName(shape.type.fullName);
      const record = Object(value) as Readonly<Record<string, unknown>>;
      for (const part of shape.fields) {
        const { name: key } = part.field;
        const given = Object.hasOwn(record, key) ? record[key] : fieldDefaultOf(part)?.value;
        encodeValue(w, part.shape, given, `${name}.${key}`);
      }
      return;
    }
    case 'union': {
      const { index, branch, inner } = branchOf(shape, value, at);
      write.writeIndex(w, index);
      encodeValue(w, branch.shape, inner, at);
    }
  }
}

/** The branch of a union that a value is of, and the value itself without what wraps it. Throws an EncodeError if there is none. */
export function branchOf(
  shape: UnionShape,
  value: unknown,
  at: string,
): { readonly index: number; readonly branch: UnionBranch; readonly inner: unknown } {
  const index = branchIndex(shape, value);
  const branch = shape.branches[index];
  if (branch === undefined)
    return write.refuseBranch(
      value,
      at,
      shape.branches.map(({ name }) => name),
    );
  const inner = shape.wrapped && branch.name !== 'null' ? (value as { readonly value: unknown }).value : value;
  return { index, branch, inner };
}

function branchIndex({ branches, wrapped }: UnionShape, value: unknown): number {
  const kind = kindOf(value);
  if (kind === 'null') return branches.findIndex(({ name }) => name === 'null');
  const type =
    kind === 'object' && typeof value === 'object' && value !== null && '$type' in value ? value.$type : undefined;
  if (wrapped) return branches.findIndex(({ name }) => name === type);
  const alike = branches.flatMap(({ name, shape }, index) => (valueKind(shape) === kind ? [{ name, index }] : []));
  return (alike.length > 1 ? alike.find(({ name }) => name === type) : alike[0])?.index ?? -1;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Uint8Array) return 'Uint8Array';
  return value instanceof Date ? 'Date' : typeof value;
}
