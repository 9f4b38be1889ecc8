import { readDefault } from './default-value.js';
import { leafFunctions } from './leaf-functions.js';
import { emptyValuesOf, levelsOf } from './record-cost.js';
import * as read from '../avro/read.js';
import type { RecordResolution, Resolution, Skip } from './resolution.js';
import { shortName } from './schema.js';
import type { ByteReader } from '../byte-reader.js';

/** The member that says which branch of a union a record is. */
const TYPE = '$type';

type Read = (r: ByteReader) => unknown;
type PassOver = (r: ByteReader) => unknown;

/**
 * Makes a decoder of a resolution without generating code: for writer schemas that were unknown at generation.
 * Its values, and the place and words of its errors, are those of the generated decoder.
 */
export function interpret(resolution: Resolution, at: string): Read {
  return new Interpreter().read(resolution, at);
}

class Interpreter {
  private readonly records = new Map<RecordResolution, Read>();
  private readonly skips = new Map<Skip, PassOver>();

  read(resolution: Resolution, at: string): Read {
    switch (resolution.kind) {
      case 'null':
        return () => null;
      case 'leaf': {
        const leaf = leafFunctions[resolution.read];
        const [first = 0, second = 0] = resolution.args;
        // By its name, for the compiler to see: most leaves are strings.
        if (leaf === read.readString) return (r) => read.readString(r, at);
        return (r) => leaf(r, at, first, second);
      }
      case 'enum': {
        const { symbols } = resolution;
        return (r) => read.readSymbol(r, at, symbols);
      }
      case 'array': {
        const { itemBytes } = resolution;
        const item = this.read(resolution.items, `${at}[]`);
        return (r) => {
          const items: unknown[] = [];
          for (
            let count = read.readBlock(r, at, itemBytes);
            count > 0;
            count = read.readBlock(r, at, itemBytes)
          ) {
            for (; count > 0; count--) items.push(item(r));
          }
          return items;
        };
      }
      case 'map': {
        const value = this.read(resolution.values, `${at}{}`);
        return (r) => {
          const map: Record<string, unknown> = {};
          for (let count = read.readBlock(r, at, 1); count > 0; count = read.readBlock(r, at, 1)) {
            for (; count > 0; count--) read.setEntry(map, read.readString(r, at), value(r));
          }
          return map;
        };
      }
      case 'union': {
        const branches = resolution.branches.map((branch) => this.read(branch, at));
        return (r) => branches[read.readIndex(r, at, branches.length)]?.(r);
      }
      case 'wrapped': {
        const value = this.read(resolution.value, at);
        const $type = resolution.name;
        return (r) => ({ $type, value: value(r) });
      }
      case 'unreadable':
        return (r) => r.fail(resolution.reason, at);
      case 'record':
        return this.record(resolution);
    }
  }

  private record(resolution: RecordResolution): Read {
    const known = this.records.get(resolution);
    if (known !== undefined) return known;
    const { reader } = resolution;
    const name = shortName(reader.type.fullName);
    const names = reader.fields.map(({ field }) => field.name);
    const steps: Step[] = [];
    const fields =
      areFieldsInOrder(resolution) && !names.includes('__proto__')
        ? readInOrder(names, steps)
        : readInTurn(names, steps);
    const emptyValues = emptyValuesOf(resolution);
    const build: Read = (r) => {
      if (emptyValues > 0) read.countEmpty(r, emptyValues, name);
      const record: Record<string, unknown> = {};
      if (reader.tagged) record[TYPE] = reader.type.fullName;
      fields(r, record);
      return record;
    };
    const made: Read = resolution.recursive ? counted(build, name, levelsOf(resolution)) : build;
    // A recursive record finds itself here while its steps are being made.
    this.records.set(resolution, made);

    const slots = new Map(reader.fields.map((field, index) => [field, index]));
    for (const step of resolution.steps) {
      if (step.kind === 'skip')
        steps.push({ slot: -1, run: this.skip(step.skip, `${name}.${step.name}`) });
      else {
        const slot = slots.get(step.field) ?? -1;
        steps.push({ slot, run: this.read(step.resolution, `${name}.${step.field.field.name}`) });
      }
    }
    for (const field of resolution.defaults) {
      steps.push({
        slot: slots.get(field) ?? -1,
        run: readDefault(field.shape, field.field.default).make,
      });
    }
    return made;
  }

  private skip(skip: Skip, at: string): PassOver {
    switch (skip.kind) {
      case 'nothing':
        return () => undefined;
      case 'leaf': {
        const leaf = leafFunctions[skip.skip];
        const [size = 0] = skip.args;
        return (r) => {
          leaf(r, at, size);
        };
      }
      case 'array': {
        const item = this.skip(skip.items, `${at}[]`);
        return blocks(item, at, skip.itemBytes);
      }
      case 'map': {
        const value = this.skip(skip.values, `${at}{}`);
        const entry: PassOver = (r) => {
          read.skipBytes(r, at);
          value(r);
        };
        return blocks(entry, at, 1);
      }
      case 'union': {
        const branches = skip.branches.map((branch) => this.skip(branch, at));
        return (r) => branches[read.readIndex(r, at, branches.length)]?.(r);
      }
      case 'record': {
        const known = this.skips.get(skip);
        if (known !== undefined) return known;
        let fields: PassOver[] = [];
        const each: PassOver = (r) => {
          for (const field of fields) field(r);
        };
        const name = shortName(skip.writer.fullName);
        const made: PassOver = skip.recursive ? counted(each, name, 1) : each;
        this.skips.set(skip, made);
        fields = skip.fields
          .filter((field) => field.skip.kind !== 'nothing')
          .map((field) => this.skip(field.skip, `${name}.${field.name}`));
        return made;
      }
    }
  }
}

/** Reads one of the writer's fields; `slot` is the index of the reader's, -1 for none. */
interface Step {
  readonly slot: number;
  readonly run: Read;
}

type ReadFields = (r: ByteReader, record: Record<string, unknown>) => void;

/** Checks whether each field can be set at once: the writer's fields first, then those with defaults, in the reader's order. */
function areFieldsInOrder({ reader, steps, defaults }: RecordResolution): boolean {
  const set = [
    ...steps.map((step) => (step.kind === 'read' ? step.field : undefined)),
    ...defaults,
  ];
  return (
    set.length === reader.fields.length && set.every((field, slot) => field === reader.fields[slot])
  );
}

/** Sets the fields while they are read: the writer has them in the reader's order. */
function readInOrder(names: readonly string[], steps: readonly Step[]): ReadFields {
  return (r, record) => {
    for (let slot = 0; slot < steps.length; slot++) record[names[slot] ?? ''] = steps[slot]?.run(r);
  };
}

/** Sets the fields in the reader's order, once all have been read. */
function readInTurn(names: readonly string[], steps: readonly Step[]): ReadFields {
  return (r, record) => {
    const values: unknown[] = new Array(names.length);
    for (const { slot, run } of steps) {
      const value = run(r);
      if (slot >= 0) values[slot] = value;
    }
    for (let slot = 0; slot < names.length; slot++)
      read.setEntry(record, names[slot] ?? '', values[slot]);
  };
}

function counted(run: Read, name: string, levels: number): Read {
  return (r) => {
    read.enterRecord(r, name, levels);
    const value = run(r);
    read.leaveRecord(r, levels);
    return value;
  };
}

function blocks(item: PassOver, at: string, itemBytes: number): PassOver {
  return (r) => {
    for (
      let count = read.skipBlocks(r, at, itemBytes);
      count > 0;
      count = read.skipBlocks(r, at, itemBytes)
    ) {
      for (; count > 0; count--) item(r);
    }
  };
}
