import avsc, { type Type } from 'avsc';

import type { RecordNode, SchemaNode } from './schema-node.js';

const PRIMITIVES = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const;

/** The schema of an avsc type, as far as values go: without defaults, aliases and attributes. */
export function nodeOfType(type: Type, known = new Map<Type, RecordNode>()): SchemaNode {
  const { types } = avsc;
  const open = known.get(type);
  if (open !== undefined) return open;
  if (type instanceof types.ArrayType) return { kind: 'array', items: nodeOfType(type.itemsType, known) };
  // avsc declares `valuesType` as any.
  if (type instanceof types.MapType) return { kind: 'map', values: nodeOfType(type.valuesType as Type, known) };
  if (type instanceof types.WrappedUnionType) {
    return { kind: 'union', branches: type.types.map((branch) => nodeOfType(branch, known)) };
  }
  if (type instanceof types.FixedType) return { kind: 'fixed', ...naming(type), size: type.size, attributes: {} };
  if (type instanceof types.EnumType)
    return { kind: 'enum', ...naming(type), symbols: type.symbols, default: undefined };
  if (type instanceof types.RecordType) {
    const record: RecordNode = { kind: 'record', ...naming(type), fields: [] };
    known.set(type, record);
    for (const field of type.fields) {
      record.fields.push({
        name: field.name,
        type: nodeOfType(field.type, known),
        aliases: [],
        order: undefined,
        doc: undefined,
        default: undefined,
      });
    }
    return record;
  }
  const kind = PRIMITIVES.find((name) => name === type.branchName);
  if (kind === undefined) throw new Error(`no node for the type ${type.typeName}`);
  return { kind, attributes: {} };
}

function naming(type: Type): { namespace: string; name: string; aliases: readonly string[]; dotted: boolean } {
  const fullName = type.name ?? '';
  const dot = fullName.lastIndexOf('.');
  return { namespace: fullName.slice(0, Math.max(0, dot)), name: fullName.slice(dot + 1), aliases: [], dotted: false };
}
