import type { EnumType } from '../../runtime/resolution/schema.js';
import { readFaults } from './read-faults.js';
import { branchesOf, pairBranches, type AvroNode } from './avro-node.js';
import { worstFault, type AvroReader, type Fault } from './avro-reader.js';
import { avroWords } from './avro-words.js';

/** A reader that takes all bytes for those of its own schema: names mean nothing, and what stands where means all. */
export const layoutReader: AvroReader = {
  value,
  union,
  recordName: () => undefined,
  enumName: () => undefined,
  lacking: (_, { field }) =>
    field.type.kind === 'null'
      ? undefined
      : misread(`there is no "${field.name}" in the bytes, and the bytes that follow are read instead`),
  surplus: ({ name, type }) =>
    type.kind === 'null' ? undefined : misread(`the bytes of "${name}" are read as the fields after it`),
  renamed: () => undefined,
  fieldOrder: () => misread('the bytes of one field are read as another'),
  symbol: symbols,
  symbolOrder: symbols,
};

function misread(reason: string): Fault {
  return { kind: 'refused', reason };
}

/** Kinds that are written in the same way. */
const ALIKE: ReadonlySet<string> = new Set(['int long', 'long int', 'string bytes', 'bytes string']);

function value(writer: AvroNode, reader: AvroNode): Fault | undefined {
  const [from, to] = [writer.type, reader.type];
  if (from.kind !== to.kind && !ALIKE.has(`${from.kind} ${to.kind}`)) return readAs(writer, reader);
  // The name of a fixed is not written.
  const named = from.kind === 'fixed' && to.kind === 'fixed' ? { ...from, fullName: to.fullName } : from;
  return worstFault(readFaults(named, reader.shape));
}

/** Branches are identified only by their index. */
function union(writer: AvroNode, reader: AvroNode): Fault | undefined {
  if (writer.type.kind !== 'union') return misread("the bytes do not contain the union's branch index");
  if (reader.type.kind !== 'union') return misread('the branch index is read as part of the value');
  const [from, to] = [branchesOf(writer), branchesOf(reader)];
  const pairs = pairBranches(from, to);
  const faults = from.flatMap((branch, index): Fault[] => {
    const other = to[index];
    if (other === undefined)
      return [misread(`the reader's union does not have branch ${index + 1} (${avroWords(branch.type)})`)];
    // Changes inside the same branch are reported at their own path, those of a leaf here.
    const isLeaf = branch.shape.kind === 'leaf' && other.shape.kind === 'leaf';
    const fault = isLeaf ? value(branch, other) : pairs.get(other) === branch ? undefined : readAs(branch, other);
    return fault === undefined ? [] : [fault];
  });
  return worstFault(faults);
}

function readAs(writer: AvroNode, reader: AvroNode): Fault {
  return misread(`the bytes of ${avroWords(writer.type)} are read as ${avroWords(reader.type)}`);
}

/** Symbols are identified only by their index. */
function symbols(writer: EnumType, reader: EnumType): Fault | undefined {
  const index = writer.symbols.findIndex((written, at) => reader.symbols[at] !== written);
  if (index < 0) return undefined;
  const [written = '', read] = [writer.symbols[index], reader.symbols[index]];
  return misread(
    read === undefined ? `"${written}" is not one of the reader's symbols` : `"${written}" is read as "${read}"`,
  );
}
