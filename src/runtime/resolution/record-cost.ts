import { readDefault } from './default-value.js';
import type { RecordResolution } from './resolution.js';
import { minimumSizes } from './schema.js';

/**
 * How many values of a record no bytes stand for, the record itself not counted: its fields of no bytes, and what the
 * reader's defaults hold. Records, arrays and maps in its fields count their own.
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

/** Whether the writer's fields come in the order of the reader's, so that none has to be kept until the record is built. */
export function isInOrder({ reader, steps, defaults }: RecordResolution): boolean {
  const order = reader.fields.filter((field) => !defaults.includes(field));
  return (
    steps.length === order.length &&
    steps.every((step, index) => step.kind === 'read' && step.field === order[index])
  );
}

/** How many variables take about as much of the call stack as the record's own frame and those of what it is under. */
const VARIABLES_A_LEVEL = 128;

/** How many levels of depth a recursive record counts for: more than one where it keeps many fields on the call stack. */
export function levelsOf(resolution: RecordResolution): number {
  return isInOrder(resolution) ? 1 : 1 + Math.floor(resolution.steps.length / VARIABLES_A_LEVEL);
}
