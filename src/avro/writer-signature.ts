import type { AvroType, RecordType } from '../runtime/avro-schema.js';

/**
 * Makes a function that gives a writer's record as text: equal for records whose bytes are read by the same code.
 * Docs, defaults, aliases and attributes do not count; names do, since errors bear them.
 */
export function writerSignatures(): (record: RecordType) => string {
  const known = new Map<RecordType, string>();
  return (record) => {
    const made = known.get(record) ?? signature(record, new Set());
    known.set(record, made);
    return made;
  };
}

function signature(type: AvroType, seen: Set<AvroType>): string {
  switch (type.kind) {
    case 'array':
      return `[${signature(type.items, seen)}]`;
    case 'map':
      return `{${signature(type.values, seen)}}`;
    case 'union':
      return `(${type.branches.map((branch) => signature(branch, seen)).join('|')})`;
    case 'record': {
      if (seen.has(type)) return type.fullName;
      seen.add(type);
      return `${type.fullName}<${type.fields.map((field) => `${field.name}:${signature(field.type, seen)}`).join(',')}>`;
    }
    case 'enum':
      return `${type.fullName}=${type.symbols.join('|')}`;
    case 'fixed':
      return `${type.fullName}#${type.size}`;
    default:
      return type.kind;
  }
}
