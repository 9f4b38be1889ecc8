import { readDefault } from './default-value.js';
import type { RecordResolution } from './resolution.js';
import { minimumSizes } from './schema.js';

/**
 * Counts the values of a record that take no bytes, without the record itself: its fields of zero bytes, and the values
 * in the reader's defaults. Records, arrays and maps in its fields count their own.
 */
export function emptyValuesOf({ writer, steps, defaults }: RecordResolution): number {
  const sizeOf = minimumSizes();
  const unwritten = writer.fields.filter(
    ({ type }, index) => steps[index]?.kind === 'read' && sizeOf(type) === 0,
  );
  return defaults.reduce(
    (sum, { shape, field }) => sum + readDefault(shape, field.default).count,
    unwritten.length,
  );
}

/** Checks whether the writer's fields are in the reader's order, so that none must be kept until the record is built. */
export function isInOrder({ reader, steps, defaults }: RecordResolution): boolean {
  const order = reader.fields.filter((field) => !defaults.includes(field));
  return (
    steps.length === order.length &&
    steps.every((step, index) => step.kind === 'read' && step.field === order[index])
  );
}

/** Number of variables that take as much of the call stack as one level of nesting. */
const VARIABLES_A_LEVEL = 128;

/** Counts the levels of depth of a recursive record: more than one if it keeps many fields on the call stack. */
export function levelsOf(resolution: RecordResolution): number {
  return isInOrder(resolution) ? 1 : 1 + Math.floor(resolution.steps.length / VARIABLES_A_LEVEL);
}
