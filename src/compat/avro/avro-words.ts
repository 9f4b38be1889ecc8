import { shortName, type AvroType, type LogicalType } from '../../runtime/resolution/schema.js';

/** A type in a few words, as the schema says it: `long (timestamp-millis)`, `array<string | null>`, `enum Status`. */
export function avroWords(type: AvroType): string {
  switch (type.kind) {
    case 'record':
    case 'enum':
      return `${type.kind} ${shortName(type.fullName)}`;
    case 'fixed':
      return `fixed(${type.size}) ${shortName(type.fullName)}${logicalWords(type.logical)}`;
    case 'array':
      return `array<${avroWords(type.items)}>`;
    case 'map':
      return `map<${avroWords(type.values)}>`;
    case 'union': {
      const words = type.branches.map(avroWords);
      const others = words.filter((word) => word !== 'null');
      const members = others.length < words.length ? [...others, 'null'] : others;
      return members.length > 1 ? members.join(' | ') : `union of ${members.join('') || 'nothing'}`;
    }
    default:
      return `${type.kind}${logicalWords(type.logical)}`;
  }
}

/** The branches of a union in the schema's order. */
export function orderedWords(types: readonly AvroType[]): string {
  return types.map(avroWords).join(' | ');
}

function logicalWords(logical: LogicalType | undefined): string {
  if (logical === undefined) return '';
  return logical.name === 'decimal' ? ` (decimal ${logical.precision}, ${logical.scale})` : ` (${logical.name})`;
}
