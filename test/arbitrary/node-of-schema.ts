import type { NamedNode, PrimitiveNode, RecordNode, SchemaNode } from './schema-node.js';

const PRIMITIVES: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
]);

/** The schema that JSON stands for, as far as values go: without defaults and aliases. Wants a valid schema, and throws where it is surely not one. */
export function nodeOfSchema(schema: unknown): SchemaNode {
  const named = new Map<string, NamedNode>();

  const read = (part: unknown, namespace: string): SchemaNode => {
    if (typeof part === 'string') return reference(part, namespace);
    if (Array.isArray(part)) return { kind: 'union', branches: part.map((branch) => read(branch, namespace)) };
    const { type, name, namespace: given, fields, symbols, items, values, size, ...attributes } = objectOf(part);
    if (isPrimitive(type)) return { kind: type, attributes };
    if (type === 'array') return { kind: 'array', items: read(items, namespace) };
    if (type === 'map') return { kind: 'map', values: read(values, namespace) };
    const naming = namingOf({ name: textOf(name), given, namespace });
    switch (type) {
      case 'fixed':
        return remember({ kind: 'fixed', ...naming, size: Number(size), attributes });
      case 'enum':
        return remember({ kind: 'enum', ...naming, symbols: listOf(symbols).map(textOf), default: undefined });
      case 'record':
      case 'error': {
        const record: RecordNode = remember({ kind: 'record', ...naming, fields: [] });
        for (const field of listOf(fields).map(objectOf)) {
          const node = read(field.type, naming.namespace);
          record.fields.push({
            name: textOf(field.name),
            type: node,
            aliases: [],
            order: undefined,
            doc: undefined,
            default: undefined,
          });
        }
        return record;
      }
      default:
        throw new Error(`no such type: ${JSON.stringify(type)}`);
    }
  };

  const reference = (name: string, namespace: string): SchemaNode => {
    if (isPrimitive(name)) return { kind: name, attributes: {} };
    const node = named.get(name.includes('.') || namespace === '' ? name : `${namespace}.${name}`);
    if (node === undefined) throw new Error(`unknown type: ${name}`);
    return node;
  };

  const remember = <T extends NamedNode>(node: T): T => {
    named.set(node.namespace === '' ? node.name : `${node.namespace}.${node.name}`, node);
    return node;
  };

  return read(schema, '');
}

function namingOf(from: {
  name: string;
  given: unknown;
  namespace: string;
}): Pick<NamedNode, 'namespace' | 'name' | 'aliases' | 'dotted'> {
  const dot = from.name.lastIndexOf('.');
  const namespace = dot >= 0 ? from.name.slice(0, dot) : typeof from.given === 'string' ? from.given : from.namespace;
  return { namespace, name: from.name.slice(dot + 1), aliases: [], dotted: false };
}

function isPrimitive(type: unknown): type is PrimitiveNode['kind'] {
  return typeof type === 'string' && PRIMITIVES.has(type);
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error(`no object: ${JSON.stringify(value)}`);
  return Object.fromEntries(Object.entries(value));
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`no list: ${JSON.stringify(value)}`);
  return value;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`no text: ${JSON.stringify(value)}`);
  return value;
}
