import { annotationChanges, type Annotated } from './annotations.js';
import type { AvroReader, Fault } from './avro-reader.js';
import type { SchemaChange } from '../comparison.js';
import { shownText } from '../shown-text.js';

/** A change as it is found, seen from the value that it is in. */
export interface AvroChange extends Pick<SchemaChange, 'kind' | 'before' | 'after'> {
  readonly steps: readonly string[];
  /** Whether the generated types change. */
  readonly types: boolean;
  /** How the deployed consumer misreads new records for it, and the regenerated one old ones. */
  readonly deployed?: Fault | undefined;
  readonly regenerated?: Fault | undefined;
}

/** Both consumers, as far as they read otherwise than by their schemas' names. */
export interface AvroConsumers {
  readonly deployed: AvroReader;
  readonly regenerated: AvroReader;
}

/** Two versions of one thing. */
export interface Both<Thing> {
  readonly before: Thing;
  readonly after: Thing;
}

export function change(kind: SchemaChange['kind'], words: Pick<SchemaChange, 'before' | 'after'>): AvroChange {
  return { steps: [], kind, before: words.before, after: words.after, types: false };
}

export function under(step: string, changes: readonly AvroChange[]): readonly AvroChange[] {
  return changes.map((inner) => ({ ...inner, steps: [step, ...inner.steps] }));
}

export function annotations(before: Annotated, after: Annotated): readonly AvroChange[] {
  return annotationChanges(before, after).map((words) => change('doc', words));
}

/** Maximum number of changes reported for one value. */
const MAX_CHANGES = 500;

/** The changes to report: those with the least effect are omitted. */
export function limited(changes: readonly AvroChange[]): readonly AvroChange[] {
  if (changes.length <= MAX_CHANGES) return changes;
  const kept = new Set([...changes].sort((a, b) => weight(b) - weight(a)).slice(0, MAX_CHANGES));
  return changes.filter((found) => kept.has(found));
}

function weight({ deployed, regenerated, types }: AvroChange): number {
  const faults = [deployed, regenerated].flatMap((fault) => fault?.kind ?? []);
  if (faults.length > 0) return faults.includes('refused') ? 3 : 2;
  return types ? 1 : 0;
}

/** Names in a row. */
export function listed(names: readonly string[]): string {
  return shownText(names.join(', '));
}
