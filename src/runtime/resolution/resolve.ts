import { defaultFault } from './default-value.js';
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
  type RecordType,
} from './schema.js';
import { matchFields } from './match-fields.js';
import { listed, reasonOf, shortened, type ResolutionFault } from './resolution-fault.js';
import { makeSkips } from './skips.js';
import { isSameType, typeMismatch } from './type-mismatch.js';
import { isReadable, unknownSymbols, unreadableParts } from './unreadable.js';
import type { FieldShape, RecordShape, Shape, UnionShape } from './value-shape.js';

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
  private readonly skip: (writer: AvroType) => Skip;

  constructor(writer: AvroType, whole?: Resolver) {
    this.whole = whole;
    this.recursive = recursiveRecords(writer);
    this.skip = makeSkips(this.recursive);
  }

  resolve(writer: AvroType, reader: Shape, at: string): Resolution {
    if (writer.kind === 'union') return this.fromUnion(writer.branches, reader, at);
    if (reader.kind === 'union') return this.toUnion(writer, reader, at);
    const mismatch = typeMismatch(writer, reader);
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

  private fault(at: string, reason: string): UnreadableResolution {
    this.faults.push({ at, reason });
    return { kind: 'unreadable', reason };
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
