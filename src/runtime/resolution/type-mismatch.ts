import {
  branchName,
  shortName,
  type AvroType,
  type FixedType,
  type NamedType,
  type PrimitiveType,
} from './schema.js';
import type { Shape, UnionShape } from './value-shape.js';

/** Why two types that are no unions do not match, without a look inside them. */
export function typeMismatch(
  writer: AvroType,
  reader: Exclude<Shape, UnionShape>,
): string | undefined {
  const readerType = reader.kind === 'array' || reader.kind === 'map' ? reader : reader.type;
  if (writer.kind !== readerType.kind && !promotes(writer.kind, readerType.kind)) {
    return `the writer's ${writer.kind} is not ${withArticle(readerType.kind)}`;
  }
  if ('fullName' in writer && 'fullName' in readerType && !namesMatch(writer, readerType)) {
    return `the writer's "${writer.fullName}" is neither the reader's "${readerType.fullName}" nor one of its aliases`;
  }
  if (writer.kind === 'fixed' && readerType.kind === 'fixed' && writer.size !== readerType.size) {
    return `the writer's "${writer.fullName}" has ${String(writer.size)} bytes, the reader's ${String(readerType.size)}`;
  }
  return reader.kind === 'leaf' ? logicalMismatch(writer, reader.type) : undefined;
}

/** The same type by kind and, where it has one, full name. */
export function isSameType(writer: AvroType, reader: AvroType): boolean {
  return branchName(writer) === branchName(reader) && writer.kind === reader.kind;
}

function namesMatch(writer: NamedType, reader: NamedType): boolean {
  return (
    shortName(writer.fullName) === shortName(reader.fullName) ||
    reader.aliases.includes(writer.fullName)
  );
}

const PROMOTIONS: ReadonlySet<string> = new Set([
  'int long',
  'int float',
  'int double',
  'long float',
  'long double',
  'float double',
  'string bytes',
  'bytes string',
]);

function promotes(writer: AvroType['kind'], reader: AvroType['kind']): boolean {
  return PROMOTIONS.has(`${writer} ${reader}`);
}

/** Two logical types of one kind whose numbers mean different things. */
function logicalMismatch(writer: AvroType, reader: PrimitiveType | FixedType): string | undefined {
  const from = 'logical' in writer ? writer.logical : undefined;
  const to = reader.logical;
  if (from === undefined || to === undefined) return undefined;
  if (from.name === 'decimal' && to.name === 'decimal') {
    return from.scale === to.scale
      ? undefined
      : `the writer's decimals have scale ${String(from.scale)}, the reader's have ${String(to.scale)}`;
  }
  // A local timestamp and one in UTC count the same; days, times of day and other units do not.
  const [fromTime, toTime] = [timeOf(from.name), timeOf(to.name)];
  return fromTime === undefined || toTime === undefined || fromTime === toTime
    ? undefined
    : `the writer's ${from.name} is not ${withArticle(to.name)}`;
}

function timeOf(logical: string): string | undefined {
  return /^(?:local-)?(date|time-.*|timestamp-.*)$/.exec(logical)?.[1];
}

/** Puts the indefinite article before the name of a type: `a long`, `an int`, but `null`. */
function withArticle(type: string): string {
  if (type === 'null') return type;
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;
}
