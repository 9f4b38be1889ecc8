import type { EnumType, Field, RecordType } from '../../runtime/resolution/schema.js';
import type { FieldShape, RecordShape } from '../../runtime/resolution/value-shape.js';
import type { ReadFault } from './read-faults.js';
import type { AvroNode } from './avro-node.js';

/** What is wrong with how data is read where one thing changed, all else being equal. */
export type Fault = Pick<ReadFault, 'kind' | 'reason'>;

/** A record as it is written and as it is read. */
export interface RecordPair {
  readonly writer: RecordType;
  readonly reader: RecordShape;
}

/** What a reader makes of a writer's data, change by change. Each answers with what is wrong, or undefined. */
export interface AvroReader {
  /** Of values that are taken as a whole, of whatever types. */
  value(writer: AvroNode, reader: AvroNode): Fault | undefined;
  /** Of unions with other branches, or a union and a type that is none. `odd`: the writer's branches that are not as they were. */
  union(writer: AvroNode, reader: AvroNode, odd: readonly AvroNode[]): Fault | undefined;
  recordName(records: RecordPair): Fault | undefined;
  enumName(writer: EnumType, reader: EnumType): Fault | undefined;
  /** Of a field that the writer does not write. */
  lacking(records: RecordPair, field: FieldShape): Fault | undefined;
  /** Of a field that the reader does not have. */
  surplus(field: Field): Fault | undefined;
  /** Of a field that the writer calls otherwise. */
  renamed(records: RecordPair, from: Field, to: FieldShape): Fault | undefined;
  /** Of fields in another order. */
  fieldOrder(): Fault | undefined;
  /** Of a symbol that only one of them has. */
  symbol(writer: EnumType, reader: EnumType, symbol: string): Fault | undefined;
  /** Of symbols in another order. */
  symbolOrder(writer: EnumType, reader: EnumType): Fault | undefined;
}

/** The first fault that makes an error, or else the first. */
export function worstFault(faults: readonly Fault[]): Fault | undefined {
  return faults.find(({ kind }) => kind === 'refused') ?? faults[0];
}
