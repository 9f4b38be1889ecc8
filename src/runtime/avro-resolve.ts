import {
  branchName,
  minimumSizes,
  recursiveRecords,
  shortName,
  type AvroType,
  type EnumType,
  type Field,
  type FixedType,
  type NamedType,
  type PrimitiveType,
  type RecordType,
} from './avro-schema.js';
import type { ArrayShape, FieldShape, LeafShape, MapShape, RecordShape, Shape, UnionShape } from './value-shape.js';

/** The functions of avro-read that read a leaf. */
export type LeafReader =
  | 'readBoolean'
  | 'readInt'
  | 'readLong'
  | 'readLongNumber'
  | 'readLongDigits'
  | 'readLongAsDouble'
  | 'readFloat'
  | 'readDouble'
  | 'readString'
  | 'readBytes'
  | 'readBytesBase64'
  | 'readFixed'
  | 'readFixedBase64'
  | 'readDecimal'
  | 'readFixedDecimal'
  | 'readFixedUuid'
  | 'readDate'
  | 'readDateAsDate'
  | 'readTimestamp'
  | 'readInstant'
  | 'readLocal'
  | 'readDuration';

/** What can be passed over without a look inside. */
export type LeafSkip = 'skipVarint' | 'skipBytes' | 'skipFixed';

export interface LeafResolution {
  readonly kind: 'leaf';
  readonly read: LeafReader;
  /** Behind the reader and the field. */
  readonly args: readonly number[];
}

/** A writer's field: read into a field of the reader's, or passed over. */
export type Step =
  | { readonly kind: 'read'; readonly field: FieldShape; readonly resolution: Resolution }
  | { readonly kind: 'skip'; readonly name: string; readonly skip: Skip };

export interface RecordResolution {
  readonly kind: 'record';
  readonly writer: RecordType;
  readonly reader: RecordShape;
  /** Whether the writer's record can hold itself: its depth is counted. */
  readonly recursive: boolean;
  /** In the writer's order. */
  readonly steps: readonly Step[];
  /** The reader's fields that the writer lacks: they take their defaults. */
  readonly defaults: readonly FieldShape[];
}

export interface EnumResolution {
  readonly kind: 'enum';
  readonly reader: EnumType;
  /** For each of the writer's symbols the reader's; undefined where it has none and no default. */
  readonly symbols: readonly (string | undefined)[];
}

export interface ArrayResolution {
  readonly kind: 'array';
  readonly reader: ArrayShape;
  readonly items: Resolution;
  /** The fewest bytes that an item takes. */
  readonly itemBytes: number;
}

export interface MapResolution {
  readonly kind: 'map';
  readonly reader: MapShape;
  readonly values: Resolution;
}

/** The writer's schema is a union: its index tells which resolution to follow. */
export interface UnionResolution {
  readonly kind: 'union';
  readonly branches: readonly Resolution[];
}

/** The value comes as `{ $type, value }`, for a reader's union that JavaScript could not tell apart. */
export interface WrappedResolution {
  readonly kind: 'wrapped';
  /** The reader's branch. */
  readonly name: string;
  readonly value: Resolution;
}

/** A branch of the writer's union that the reader cannot take: an error once a record bears it. */
export interface UnreadableResolution {
  readonly kind: 'unreadable';
  readonly reason: string;
}

/** How to go from a writer's bytes to the reader's value, with schema resolution already done. Recursive where the schemas are. */
export type Resolution =
  | { readonly kind: 'null' }
  | LeafResolution
  | RecordResolution
  | EnumResolution
  | ArrayResolution
  | MapResolution
  | UnionResolution
  | WrappedResolution
  | UnreadableResolution;

/** How to pass over a writer's value. */
export type Skip =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'leaf'; readonly skip: LeafSkip; readonly args: readonly number[] }
  | { readonly kind: 'record'; readonly writer: RecordType; readonly recursive: boolean; readonly fields: readonly { readonly name: string; readonly skip: Skip }[] }
  | { readonly kind: 'array'; readonly items: Skip; readonly itemBytes: number }
  | { readonly kind: 'map'; readonly values: Skip }
  | { readonly kind: 'union'; readonly branches: readonly Skip[] };

/** Why the reader cannot read what the writer writes. */
export interface ResolutionFault {
  /** The reader's field, as `Record.field`, or its type. */
  readonly at: string;
  readonly reason: string;
}

export type ResolveResult =
  | { readonly ok: true; readonly resolution: Resolution }
  | { readonly ok: false; readonly faults: readonly ResolutionFault[] };

/**
 * Resolves a writer's schema to a reader's, by the specification ("Schema Resolution"). One resolution serves the
 * generator, which prints it as code, and the interpreter, which walks it.
 *
 * Where the specification leaves a choice: a branch of the reader's union with the writer's own type and full name
 * goes before the first that matches, as in Avro's Java implementation, so that a schema always reads its own data
 * unchanged; and units of time or scales of decimals that differ are refused, since no reader could tell.
 */
export function resolve(writer: AvroType, reader: Shape): ResolveResult {
  const resolver = new Resolver(writer);
  const resolution = resolver.resolve(writer, reader, typeName(reader));
  return resolver.faults.length === 0 ? { ok: true, resolution } : { ok: false, faults: resolver.faults };
}

class Resolver {
  readonly faults: ResolutionFault[] = [];
  private readonly recursive: ReadonlySet<RecordType>;
  private readonly sizeOf = minimumSizes();
  /** What each pair of records came to. In the order of their making, so that a failed attempt can be taken back. */
  private readonly records = new Map<string, RecordResolution>();
  /** Pairs that do not resolve, whatever stands around them. */
  private readonly failed = new Map<string, readonly ResolutionFault[]>();
  private readonly skips = new Map<RecordType, Skip>();

  constructor(writer: AvroType) {
    this.recursive = recursiveRecords(writer);
  }

  resolve(writer: AvroType, reader: Shape, at: string): Resolution {
    if (writer.kind === 'union') return this.fromUnion(writer.branches, reader, at);
    if (reader.kind === 'union') return this.toUnion(writer, reader, at);
    const mismatch = mismatchOf(writer, reader);
    if (mismatch !== undefined) return this.fault(at, mismatch);
    switch (reader.kind) {
      case 'record':
        return writer.kind === 'record' ? this.record(writer, reader) : this.fault(at, 'not a record');
      case 'enum':
        return writer.kind === 'enum' ? enumResolution(writer, reader.type) : this.fault(at, 'not an enum');
      case 'array':
        if (writer.kind !== 'array') return this.fault(at, 'not an array');
        return { kind: 'array', reader, items: this.resolve(writer.items, reader.items, `${at}[]`), itemBytes: this.sizeOf(writer.items) };
      case 'map':
        if (writer.kind !== 'map') return this.fault(at, 'not a map');
        return { kind: 'map', reader, values: this.resolve(writer.values, reader.values, `${at}{}`) };
      case 'leaf':
        return reader.form === 'null' ? { kind: 'null' } : { kind: 'leaf', ...leafReader(writer, reader, reader.type) };
    }
  }

  private record(writer: RecordType, reader: RecordShape): RecordResolution | UnreadableResolution {
    const pair = `${writer.fullName} ${reader.type.fullName}`;
    const known = this.records.get(pair);
    if (known !== undefined) return known;
    const reasons = this.failed.get(pair);
    if (reasons !== undefined) {
      this.faults.push(...reasons);
      return { kind: 'unreadable', reason: reasons[0]?.reason ?? '' };
    }
    const faultsBefore = this.faults.length;
    const steps: Step[] = [];
    const defaults: FieldShape[] = [];
    const made: RecordResolution = { kind: 'record', writer, reader, recursive: this.recursive.has(writer), steps, defaults };
    this.records.set(pair, made);
    const targets = matchFields(writer, reader);
    const name = shortName(reader.type.fullName);
    for (const field of writer.fields) {
      const target = targets.get(field);
      if (target === undefined) steps.push({ kind: 'skip', name: field.name, skip: this.skip(field.type) });
      else {
        const resolution = this.resolve(field.type, target.shape, `${name}.${target.field.name}`);
        steps.push({ kind: 'read', field: target, resolution });
      }
    }
    const read = new Set(targets.values());
    for (const field of reader.fields) {
      if (read.has(field)) continue;
      defaults.push(field);
      if (field.field.default === undefined) {
        this.fault(`${name}.${field.field.name}`, `the writer's "${writer.fullName}" has no such field, and the reader's has no default`);
      }
    }
    if (this.faults.length > faultsBefore) this.failed.set(pair, this.faults.slice(faultsBefore));
    return made;
  }

  /** Resolves, and when that fails takes back what was made on the way: it may rest on what failed. */
  private attempt(writer: AvroType, reader: Shape, at: string): Resolution | ResolutionFault {
    const faultsBefore = this.faults.length;
    const recordsBefore = this.records.size;
    const resolution = this.resolve(writer, reader, at);
    const [fault] = this.faults.splice(faultsBefore);
    if (fault === undefined) return resolution;
    for (const pair of [...this.records.keys()].slice(recordsBefore)) this.records.delete(pair);
    return fault;
  }

  private fromUnion(branches: readonly AvroType[], reader: Shape, at: string): Resolution {
    const reasons: string[] = [];
    const made = branches.map((branch): Resolution => {
      const resolution = this.attempt(branch, reader, at);
      if ('kind' in resolution) return resolution;
      const reason = `the writer's ${branchName(branch)} cannot be read: ${resolution.reason}`;
      reasons.push(reason);
      return { kind: 'unreadable', reason };
    });
    if (reasons.length === branches.length && branches.length > 0) return this.fault(at, reasons.join('; '));
    return { kind: 'union', branches: made };
  }

  private toUnion(writer: AvroType, reader: UnionShape, at: string): Resolution {
    const reasons: string[] = [];
    const candidates = [
      ...reader.branches.filter((branch) => isSameType(writer, branch.type)),
      ...reader.branches.filter((branch) => !isSameType(writer, branch.type)),
    ];
    for (const branch of candidates) {
      const value = this.attempt(writer, branch.shape, at);
      if ('kind' in value) return reader.wrapped && branch.name !== 'null' ? { kind: 'wrapped', name: branch.name, value } : value;
      reasons.push(value.reason);
    }
    return this.fault(at, `no branch of the reader's union takes the writer's ${branchName(writer)}: ${reasons.join('; ')}`);
  }

  private skip(writer: AvroType): Skip {
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
        return { kind: 'array', items: this.skip(writer.items), itemBytes: this.sizeOf(writer.items) };
      case 'map':
        return { kind: 'map', values: this.skip(writer.values) };
      case 'union':
        return { kind: 'union', branches: writer.branches.map((branch) => this.skip(branch)) };
      case 'record': {
        const known = this.skips.get(writer);
        if (known !== undefined) return known;
        const fields: { name: string; skip: Skip }[] = [];
        const made: Skip = { kind: 'record', writer, recursive: this.recursive.has(writer), fields };
        this.skips.set(writer, made);
        for (const field of writer.fields) fields.push({ name: field.name, skip: this.skip(field.type) });
        return made;
      }
    }
  }

  private fault(at: string, reason: string): UnreadableResolution {
    this.faults.push({ at, reason });
    return { kind: 'unreadable', reason };
  }
}

/** Which of the reader's fields each of the writer's goes to: by name, else by an alias of the reader's. */
function matchFields(writer: RecordType, reader: RecordShape): ReadonlyMap<Field, FieldShape> {
  const byName = new Map(writer.fields.map((field) => [field.name, field]));
  const targets = new Map<Field, FieldShape>();
  const unmatched: FieldShape[] = [];
  for (const field of reader.fields) {
    const same = byName.get(field.field.name);
    if (same === undefined) unmatched.push(field);
    else targets.set(same, field);
  }
  for (const field of unmatched) {
    const renamed = field.field.aliases.map((alias) => byName.get(alias)).find((from) => from !== undefined && !targets.has(from));
    if (renamed !== undefined) targets.set(renamed, field);
  }
  return targets;
}

/** Why two types that are no unions do not match, without a look inside them. */
function mismatchOf(writer: AvroType, reader: Exclude<Shape, UnionShape>): string | undefined {
  const readerType = reader.kind === 'array' || reader.kind === 'map' ? reader : reader.type;
  if (writer.kind !== readerType.kind && !promotes(writer.kind, readerType.kind)) {
    return `the writer's ${writer.kind} is no ${readerType.kind}`;
  }
  if ('fullName' in writer && 'fullName' in readerType && !namesMatch(writer, readerType)) {
    return `the writer's "${writer.fullName}" is neither the reader's "${readerType.fullName}" nor one of its aliases`;
  }
  if (writer.kind === 'fixed' && readerType.kind === 'fixed' && writer.size !== readerType.size) {
    return `the writer's "${writer.fullName}" has ${writer.size} bytes, the reader's ${readerType.size}`;
  }
  return reader.kind === 'leaf' ? logicalMismatch(writer, reader.type) : undefined;
}

function namesMatch(writer: NamedType, reader: NamedType): boolean {
  return shortName(writer.fullName) === shortName(reader.fullName) || reader.aliases.includes(writer.fullName);
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
    return from.scale === to.scale ? undefined : `the writer's decimals have scale ${from.scale}, the reader's ${to.scale}`;
  }
  const fromUnit = timeUnit(from.name);
  const toUnit = timeUnit(to.name);
  return fromUnit === undefined || toUnit === undefined || fromUnit === toUnit
    ? undefined
    : `the writer's ${from.name} is no ${to.name}`;
}

function timeUnit(name: string): string | undefined {
  return /^(?:local-)?(?:timestamp|time)-(millis|micros|nanos)$/.exec(name)?.[1];
}

/** The same type by kind and, where it has one, full name. */
function isSameType(writer: AvroType, reader: AvroType): boolean {
  return branchName(writer) === branchName(reader) && writer.kind === reader.kind;
}

function enumResolution(writer: EnumType, reader: EnumType): EnumResolution {
  const known = new Set(reader.symbols);
  return { kind: 'enum', reader, symbols: writer.symbols.map((symbol) => (known.has(symbol) ? symbol : reader.default)) };
}

/** How bytes of the writer's leaf become the reader's form of it; the two are known to match. */
export function leafReader(
  writer: AvroType,
  { form }: LeafShape,
  reader: PrimitiveType | FixedType,
): { readonly read: LeafReader; readonly args: readonly number[] } {
  const size = reader.kind === 'fixed' ? reader.size : undefined;
  switch (form) {
    case 'null':
    case 'boolean':
      return { read: 'readBoolean', args: [] };
    case 'number':
      return { read: numberReader(writer.kind, reader.kind), args: [] };
    case 'bigint':
      return { read: 'readLong', args: [] };
    case 'digits':
      return { read: 'readLongDigits', args: [] };
    case 'text':
      return { read: 'readString', args: [] };
    case 'uuid':
      return { read: size === undefined ? 'readString' : 'readFixedUuid', args: [] };
    case 'bytes':
      return size === undefined ? { read: 'readBytes', args: [] } : { read: 'readFixed', args: [size] };
    case 'base64':
      return size === undefined ? { read: 'readBytesBase64', args: [] } : { read: 'readFixedBase64', args: [size] };
    case 'decimal': {
      const scale = reader.logical?.name === 'decimal' ? reader.logical.scale : 0;
      return size === undefined ? { read: 'readDecimal', args: [scale] } : { read: 'readFixedDecimal', args: [scale, size] };
    }
    case 'Date':
      if (reader.logical?.name === 'date') return { read: 'readDateAsDate', args: [] };
      return { read: 'readTimestamp', args: [1_000 ** (fractionDigits(reader) / 3 - 1)] };
    case 'date':
      return { read: 'readDate', args: [] };
    case 'instant':
      return { read: 'readInstant', args: [fractionDigits(reader)] };
    case 'local':
      return { read: 'readLocal', args: [fractionDigits(reader)] };
    case 'duration':
      return { read: 'readDuration', args: [] };
  }
}

/** The digits behind a second's point that a timestamp's unit gives. */
export function fractionDigits(type: PrimitiveType | FixedType): 3 | 6 | 9 {
  const unit = timeUnit(type.logical?.name ?? '');
  return unit === 'nanos' ? 9 : unit === 'micros' ? 6 : 3;
}

function numberReader(writer: AvroType['kind'], reader: AvroType['kind']): LeafReader {
  if (reader === 'long') return 'readLongNumber';
  switch (writer) {
    case 'int':
      return 'readInt';
    case 'long':
      return 'readLongAsDouble';
    case 'float':
      return 'readFloat';
    default:
      return 'readDouble';
  }
}

function typeName(shape: Shape): string {
  switch (shape.kind) {
    case 'leaf':
      return shape.type.kind;
    case 'record':
    case 'enum':
      return shortName(shape.type.fullName);
    default:
      return shape.kind;
  }
}
