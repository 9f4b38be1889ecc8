import type { Skip } from './resolution.js';
import { minimumSizes, type AvroType, type RecordType } from './schema.js';

/** How values that the reader has no field for are passed over. `recursive`: the records that hold themselves. */
export function makeSkips(recursive: ReadonlySet<RecordType>): (writer: AvroType) => Skip {
  const sizeOf = minimumSizes();
  const records = new Map<RecordType, Skip>();

  function skip(writer: AvroType): Skip {
    switch (writer.kind) {
      case 'null':
        return { kind: 'nothing' };
      case 'boolean':
        return { kind: 'leaf', skip: 'skipFixed', args: [1] };
      case 'int':
      case 'long':
      case 'enum':
        return { kind: 'leaf', skip: 'skipVarint', args: [] };
      case 'float':
        return { kind: 'leaf', skip: 'skipFixed', args: [4] };
      case 'double':
        return { kind: 'leaf', skip: 'skipFixed', args: [8] };
      case 'bytes':
      case 'string':
        return { kind: 'leaf', skip: 'skipBytes', args: [] };
      case 'fixed':
        return { kind: 'leaf', skip: 'skipFixed', args: [writer.size] };
      case 'array':
        return {
          kind: 'array',
          items: skip(writer.items),
          itemBytes: sizeOf(writer.items),
        };
      case 'map':
        return { kind: 'map', values: skip(writer.values) };
      case 'union':
        return { kind: 'union', branches: writer.branches.map(skip) };
      case 'record': {
        const known = records.get(writer);
        if (known !== undefined) return known;
        const fields: { name: string; skip: Skip }[] = [];
        const made: Skip = {
          kind: 'record',
          writer,
          recursive: recursive.has(writer),
          fields,
        };
        records.set(writer, made);
        for (const field of writer.fields)
          fields.push({ name: field.name, skip: skip(field.type) });
        return made;
      }
    }
  }

  return skip;
}
