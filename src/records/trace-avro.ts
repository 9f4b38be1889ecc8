import type { AvroPart, VersionModel } from '../model/topic-model.js';
import * as read from '../runtime/avro/read.js';
import type { ByteReader } from '../runtime/byte-reader.js';
import type { Resolution } from '../runtime/resolution/resolution.js';
import { resolve } from '../runtime/resolution/resolve.js';
import { branchName, shortName, type AvroType } from '../runtime/resolution/schema.js';
import { shapeOf } from '../runtime/resolution/value-shape.js';
import type { TracedValue } from './traced.js';

/** Most values that a trace holds: a record of megabytes is not read by anyone field by field. */
export const MAX_TRACED = 10_000;

interface Tracer {
  readonly r: ByteReader;
  readonly values: TracedValue[];
}

/**
 * Reads what is left in the reader as its writer wrote it, value by value, into `values`. Throws the DecodeError that the
 * decoder would; what was read before it is in `values`.
 */
export function traceAvro(r: ByteReader, version: VersionModel, part: AvroPart, values: TracedValue[]): void {
  // Every field of the writer's, those that the reader's schema lacks too.
  const own = resolve(version.type, shapeOf(version.type, part.settings));
  if (!own.ok) throw new Error(`a schema reads its own records: ${own.faults[0]?.reason ?? ''}`);
  const name = branchName(version.type);
  trace({ r, values }, own.resolution, { type: version.type, path: '', at: shortName(name) });
  r.close(shortName(name));
}

interface Place {
  readonly type: AvroType;
  readonly path: string;
  /** As errors of the decoder say it. */
  readonly at: string;
  /** Where the value begins if a union's index stands before it. */
  readonly start?: number;
}

function trace(tracer: Tracer, resolution: Resolution, place: Place): void {
  const { r } = tracer;
  const { type, path, at } = place;
  const start = place.start ?? r.position;
  switch (resolution.kind) {
    case 'null':
      note(tracer, place, start, null);
      return;
    case 'leaf': {
      const leaf: (r: ByteReader, at: string, ...args: number[]) => unknown = read[resolution.read];
      const [first = 0, second = 0] = resolution.args;
      note(tracer, place, start, leaf(r, at, first, second));
      return;
    }
    case 'enum':
      note(tracer, place, start, read.readSymbol(r, at, resolution.symbols));
      return;
    case 'record':
      if (type.kind === 'record') traceFields(tracer, resolution, { type, path });
      return;
    case 'array': {
      if (type.kind !== 'array') return;
      const { items } = resolution;
      const count = traceBlocks(tracer, at, resolution.itemBytes, (index) =>
        trace(tracer, items, { type: type.items, path: `${path}[${index}]`, at: `${at}[]` }),
      );
      if (count === 0) note(tracer, place, start, []);
      return;
    }
    case 'map': {
      if (type.kind !== 'map') return;
      const { values } = resolution;
      const count = traceBlocks(tracer, at, 1, () => {
        const key = JSON.stringify(read.readString(r, at));
        trace(tracer, values, { type: type.values, path: `${path}{${key}}`, at: `${at}{}` });
      });
      if (count === 0) note(tracer, place, start, {});
      return;
    }
    case 'union': {
      if (type.kind !== 'union') return;
      const index = read.readIndex(r, at, resolution.branches.length);
      const [branch, branchType] = [resolution.branches[index], type.branches[index]];
      if (branch !== undefined && branchType !== undefined)
        trace(tracer, branch, { ...place, type: branchType, start });
      return;
    }
    case 'wrapped':
      trace(tracer, resolution.value, place);
      return;
    case 'unreadable':
      r.fail(resolution.reason, at);
  }
}

function traceFields(
  tracer: Tracer,
  { steps, recursive }: Extract<Resolution, { kind: 'record' }>,
  { type, path }: { readonly type: Extract<AvroType, { kind: 'record' }>; readonly path: string },
): void {
  const record = shortName(type.fullName);
  if (recursive) read.enterRecord(tracer.r, record);
  for (const step of steps) {
    if (step.kind === 'skip') continue;
    const { name, type: fieldType } = step.field.field;
    const place = { type: fieldType, path: path === '' ? name : `${path}.${name}`, at: `${record}.${name}` };
    trace(tracer, step.resolution, place);
  }
  if (recursive) read.leaveRecord(tracer.r);
}

/** Calls `each` for the items or entries of all blocks; returns how many there are. */
function traceBlocks({ r }: Tracer, at: string, itemBytes: number, each: (index: number) => void): number {
  let index = 0;
  for (let count = read.readBlock(r, at, itemBytes); count > 0; count = read.readBlock(r, at, itemBytes))
    for (; count > 0; count--, index++) each(index);
  return index;
}

function note({ r, values }: Tracer, { type, path }: Place, start: number, value: unknown): void {
  if (values.length < MAX_TRACED) values.push({ path, type: typeText(type), start, end: r.position, value });
}

function typeText(type: AvroType): string {
  const logical = 'logical' in type ? type.logical?.name : undefined;
  return logical === undefined ? branchName(type) : `${branchName(type)} (${logical})`;
}
