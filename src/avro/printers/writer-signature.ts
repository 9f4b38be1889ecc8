import type { AvroType, RecordType } from '../../runtime/resolution/schema.js';

/**
 * Makes a function that gives a writer's record as text: equal for records whose bytes are read by the same code.
 * Docs, defaults, aliases and attributes do not count; names do, because errors contain them.
 */
export function writerSignatures(): (record: RecordType) => string {
  const numbers = new Map<string, number>();
  const numberOf = new Map<RecordType, number>();
  const number = (record: RecordType): number => {
    const before = numberOf.get(record);
    if (before !== undefined) return before;
    const text = JSON.stringify(ownParts(record));
    const made = numbers.get(text) ?? numbers.size;
    numbers.set(text, made);
    numberOf.set(record, made);
    return made;
  };
  const known = new Map<RecordType, string>();
  return (record) => {
    // In one schema a name means one thing, so records are the same when all those within their reach are.
    const made =
      known.get(record) ??
      `${record.fullName} ${[...reachOf(record)]
        .map(number)
        .sort((a, b) => a - b)
        .join(' ')}`;
    known.set(record, made);
    return made;
  };
}

/** A record and everything in it, transitively. */
function reachOf(record: RecordType): ReadonlySet<RecordType> {
  const reached = new Set([record]);
  // A set goes on to what is added to it on the way.
  for (const one of reached)
    for (const field of one.fields) for (const held of recordsIn(field.type)) reached.add(held);
  return reached;
}

function recordsIn(type: AvroType): readonly RecordType[] {
  switch (type.kind) {
    case 'record':
      return [type];
    case 'array':
      return recordsIn(type.items);
    case 'map':
      return recordsIn(type.values);
    case 'union':
      return type.branches.flatMap(recordsIn);
    default:
      return [];
  }
}

/** What a record's bytes are made of; the records it holds by their names alone. */
function ownParts({ fullName, fields }: RecordType): unknown {
  return [fullName, fields.map((field) => [field.name, typeParts(field.type)])];
}

function typeParts(type: AvroType): unknown {
  switch (type.kind) {
    case 'array':
      return ['array', typeParts(type.items)];
    case 'map':
      return ['map', typeParts(type.values)];
    case 'union':
      return ['union', type.branches.map(typeParts)];
    case 'record':
      return type.fullName;
    case 'enum':
      return ['enum', type.fullName, type.symbols];
    case 'fixed':
      return ['fixed', type.fullName, type.size];
    default:
      return type.kind;
  }
}
