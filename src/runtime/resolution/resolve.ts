import { defaultValue } from './default-value.js';
import { leafReader } from './leaf-reader.js';
import type {
  RecordResolution,
  Resolution,
  Skip,
  Step,
  UnreadableResolution,
} from './resolution.js';
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
} from './schema.js';
import { isReadable, unknownSymbols, unreadableParts } from './unreadable.js';
import { DecodeError } from '../errors.js';
import type { FieldShape, RecordShape, Shape, UnionShape } from './value-shape.js';

/** Why the reader cannot read what the writer writes. */
export interface ResolutionFault {
  /** The reader's field, as `Record.field`, or its type. */
  readonly at: string;
  readonly reason: string;
}

/** Not ok only if the reader can read no value at all that the writer can write. */
export type ResolveResult =
  | { readonly ok: true; readonly resolution: Resolution }
  | { readonly ok: false; readonly faults: readonly ResolutionFault[] };

/**
 * Resolves a writer's schema to a reader's, by the specification ("Schema Resolution"). One resolution serves the
 * generator, which prints it as code, and the interpreter, which walks it.
 *
 * Where the specification leaves a choice: a branch of the reader's union with the writer's own type and full name
 * goes before the first that matches, as in Avro's Java implementation, so that a schema always reads its own data
 * unchanged; and units of time or scales of decimals that differ are rejected, because a reader cannot distinguish
 * the numbers.
 *
 * What cannot be resolved is an error only if a value contains it: a branch of the writer's union, a symbol, an item of an
 * array, a value of a map.
 */
export function resolve(writer: AvroType, reader: Shape): ResolveResult {
  const resolver = new Resolver(writer, new Resolver(writer));
  const at = typeName(reader);
  const resolution = resolver.resolve(writer, reader, at);
  if (resolver.faults.length > 0) return { ok: false, faults: resolver.faults };
  const root = { resolution, writer, at };
  const faults = unreadableParts(root);
  return faults.length === 0 || isReadable(root) ? { ok: true, resolution } : { ok: false, faults };
}

class Resolver {
  readonly faults: ResolutionFault[] = [];
  /** Chooses the branch of a reader's union: the first that reads every item, if there is one. Undefined in itself. */
  private readonly whole: Resolver | undefined;
  private readonly recursive: ReadonlySet<RecordType>;
  private readonly sizeOf = minimumSizes();
  /** What each pair of records came to. In the order of their making, so that a failed attempt can be taken back. */
  private readonly records = new Map<string, RecordResolution>();
  /** Pairs that do not resolve, whatever stands around them. */
  private readonly failed = new Map<string, readonly ResolutionFault[]>();
  private readonly skips = new Map<RecordType, Skip>();

  constructor(writer: AvroType, whole?: Resolver) {
    this.whole = whole;
    this.recursive = recursiveRecords(writer);
  }

  resolve(writer: AvroType, reader: Shape, at: string): Resolution {
    if (writer.kind === 'union') return this.fromUnion(writer.branches, reader, at);
    if (reader.kind === 'union') return this.toUnion(writer, reader, at);
    const mismatch = mismatchOf(writer, reader);
    if (mismatch !== undefined) return this.fault(at, mismatch);
    switch (reader.kind) {
      case 'record':
        return writer.kind === 'record'
          ? this.record(writer, reader)
          : this.fault(at, 'not a record');
      case 'enum':
        return writer.kind === 'enum'
          ? this.enumeration(writer, reader.type, at)
          : this.fault(at, 'not an enum');
      case 'array':
        if (writer.kind !== 'array') return this.fault(at, 'not an array');
        return {
          kind: 'array',
          reader,
          items: this.member(writer.items, reader.items, `${at}[]`),
          itemBytes: this.sizeOf(writer.items),
        };
      case 'map':
        if (writer.kind !== 'map') return this.fault(at, 'not a map');
        return {
          kind: 'map',
          reader,
          values: this.member(writer.values, reader.values, `${at}{}`),
        };
      case 'leaf':
        return reader.form === 'null'
          ? { kind: 'null' }
          : { kind: 'leaf', ...leafReader(writer, reader, reader.type) };
    }
  }

  /** The items of an array or the values of a map: there may be none, so that they fail when one is read. */
  private member(writer: AvroType, reader: Shape, at: string): Resolution {
    if (this.whole === undefined) return this.resolve(writer, reader, at);
    const made = this.attempt(writer, reader, at);
    return 'kind' in made ? made : { kind: 'unreadable', reason: reasonOf(made, at) };
  }

  private enumeration(writer: EnumType, reader: EnumType, at: string): Resolution {
    const known = new Set(reader.symbols);
    const symbols = writer.symbols.map((symbol) => (known.has(symbol) ? symbol : reader.default));
    const isReadable = symbols.length === 0 || symbols.some((symbol) => symbol !== undefined);
    return isReadable
      ? { kind: 'enum', reader, symbols }
      : this.fault(at, unknownSymbols(writer.symbols));
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
    const made: RecordResolution = {
      kind: 'record',
      writer,
      reader,
      recursive: this.recursive.has(writer),
      steps,
      defaults,
    };
    this.records.set(pair, made);
    const targets = matchFields(writer, reader);
    const name = shortName(reader.type.fullName);
    for (const field of writer.fields) {
      const target = targets.get(field);
      if (target === undefined)
        steps.push({ kind: 'skip', name: field.name, skip: this.skip(field.type) });
      else {
        const resolution = this.resolve(field.type, target.shape, `${name}.${target.field.name}`);
        steps.push({ kind: 'read', field: target, resolution });
      }
    }
    const read = new Set(targets.values());
    for (const field of reader.fields) {
      if (read.has(field)) continue;
      defaults.push(field);
      const reason = defaultFault(field);
      if (reason !== undefined)
        this.fault(
          `${name}.${field.field.name}`,
          `the writer's "${writer.fullName}" has no such field, and ${reason}`,
        );
    }
    if (this.faults.length > faultsBefore) this.failed.set(pair, this.faults.slice(faultsBefore));
    return made;
  }

  /** Resolves, and when that fails takes back what was made on the way: it may rest on what failed. */
  private attempt(
    writer: AvroType,
    reader: Shape,
    at: string,
  ): Resolution | readonly ResolutionFault[] {
    const faultsBefore = this.faults.length;
    const recordsBefore = this.records.size;
    const resolution = this.resolve(writer, reader, at);
    const faults = this.faults.splice(faultsBefore);
    if (faults.length === 0) return resolution;
    if (this.records.size > recordsBefore)
      for (const pair of [...this.records.keys()].slice(recordsBefore)) this.records.delete(pair);
    return faults;
  }

  private fromUnion(branches: readonly AvroType[], reader: Shape, at: string): Resolution {
    const reasons: string[] = [];
    const made = branches.map((branch): Resolution => {
      const resolution = this.attempt(branch, reader, at);
      if ('kind' in resolution) return resolution;
      const reason = shortened(
        `the writer's ${branchName(branch)} cannot be read: ${reasonOf(resolution, at)}`,
      );
      reasons.push(reason);
      return { kind: 'unreadable', reason };
    });
    if (reasons.length === branches.length && branches.length > 0)
      return this.fault(at, listed(reasons));
    return { kind: 'union', branches: made };
  }

  private toUnion(writer: AvroType, reader: UnionShape, at: string): Resolution {
    const failed: { readonly type: AvroType; readonly faults: readonly ResolutionFault[] }[] = [];
    const candidates = [
      ...reader.branches.filter((branch) => isSameType(writer, branch.type)),
      ...reader.branches.filter((branch) => !isSameType(writer, branch.type)),
    ];
    const { whole } = this;
    const best =
      whole && candidates.find(({ shape }) => 'kind' in whole.attempt(writer, shape, at));
    for (const branch of best === undefined ? candidates : [best]) {
      const value = this.attempt(writer, branch.shape, at);
      if ('kind' in value)
        return reader.wrapped && branch.name !== 'null'
          ? { kind: 'wrapped', name: branch.name, value }
          : value;
      failed.push({ type: branch.type, faults: value });
    }
    // Where there is a branch of the writer's own type, only its faults matter.
    const meant = failed.find(({ type }) => isSameType(writer, type));
    if (meant !== undefined) {
      this.faults.push(...meant.faults);
      return { kind: 'unreadable', reason: reasonOf(meant.faults, at) };
    }
    const reasons = failed.map(({ faults }) => reasonOf(faults, at));
    return this.fault(
      at,
      `none of the reader's union branches accepts the writer's ${branchName(writer)}: ${listed(reasons)}`,
    );
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
        return {
          kind: 'array',
          items: this.skip(writer.items),
          itemBytes: this.sizeOf(writer.items),
        };
      case 'map':
        return { kind: 'map', values: this.skip(writer.values) };
      case 'union':
        return { kind: 'union', branches: writer.branches.map((branch) => this.skip(branch)) };
      case 'record': {
        const known = this.skips.get(writer);
        if (known !== undefined) return known;
        const fields: { name: string; skip: Skip }[] = [];
        const made: Skip = {
          kind: 'record',
          writer,
          recursive: this.recursive.has(writer),
          fields,
        };
        this.skips.set(writer, made);
        for (const field of writer.fields)
          fields.push({ name: field.name, skip: this.skip(field.type) });
        return made;
      }
    }
  }

  private fault(at: string, reason: string): UnreadableResolution {
    this.faults.push({ at, reason });
    return { kind: 'unreadable', reason };
  }
}

/** Why a reader's field cannot take its default: it has none, or one that its form cannot hold, such as a date past the last Date. */
function defaultFault({ field, shape }: FieldShape): string | undefined {
  if (field.default === undefined) return "the reader's field has no default";
  try {
    defaultValue(shape, field.default);
    return undefined;
  } catch (error) {
    if (error instanceof DecodeError) return `the reader's default cannot be read: ${error.reason}`;
    throw error;
  }
}

/** Reasons are made of the reasons further in: with two at each level, a text would double and double. */
const MAX_REASON = 500;

function listed(reasons: readonly string[]): string {
  return shortened(reasons.join('; '));
}

function shortened(text: string): string {
  return text.length <= MAX_REASON ? text : `${text.slice(0, MAX_REASON)}…`;
}

/** Faults as one reason; those further in than `at` name their own place. */
function reasonOf(faults: readonly ResolutionFault[], at: string): string {
  return listed(
    faults.map((fault) => (fault.at === at ? fault.reason : `${fault.at}: ${fault.reason}`)),
  );
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
    const renamed = field.field.aliases
      .map((alias) => byName.get(alias))
      .find((from) => from !== undefined && !targets.has(from));
    if (renamed !== undefined) targets.set(renamed, field);
  }
  return targets;
}

/** Why two types that are no unions do not match, without a look inside them. */
function mismatchOf(writer: AvroType, reader: Exclude<Shape, UnionShape>): string | undefined {
  const readerType = reader.kind === 'array' || reader.kind === 'map' ? reader : reader.type;
  if (writer.kind !== readerType.kind && !promotes(writer.kind, readerType.kind)) {
    return `the writer's ${writer.kind} is not ${withArticle(readerType.kind)}`;
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
      : `the writer's decimals have scale ${from.scale}, the reader's have ${to.scale}`;
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

/** The same type by kind and, where it has one, full name. */
function isSameType(writer: AvroType, reader: AvroType): boolean {
  return branchName(writer) === branchName(reader) && writer.kind === reader.kind;
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

/** Puts the indefinite article before the name of a type: `a long`, `an int`, but `null`. */
function withArticle(type: string): string {
  if (type === 'null') return type;
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;
}
