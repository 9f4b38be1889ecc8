import type { AvroType, Field, RecordType } from '../../runtime/resolution/schema.js';

/** The schema as registries compare it: for Apache Avro's check a timestamp is a long, and a decimal bytes. */
export function withoutLogicalTypes(type: AvroType): AvroType {
  const records = new Map<RecordType, RecordType>();

  const plain = (inner: AvroType): AvroType => {
    switch (inner.kind) {
      case 'record': {
        const known = records.get(inner);
        if (known !== undefined) return known;
        const fields: Field[] = [];
        const made: RecordType = { ...inner, fields };
        records.set(inner, made);
        for (const field of inner.fields) fields.push({ ...field, type: plain(field.type) });
        return made;
      }
      case 'array':
        return { ...inner, items: plain(inner.items) };
      case 'map':
        return { ...inner, values: plain(inner.values) };
      case 'union':
        return { ...inner, branches: inner.branches.map(plain) };
      case 'enum':
        return inner;
      default:
        return { ...inner, logical: undefined };
    }
  };

  return plain(type);
}
