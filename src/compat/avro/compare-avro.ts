import { schemaFingerprint } from '../../avro/canonical-form.js';
import type { AvroChange } from './avro-change.js';
import { avroChanges } from './avro-changes.js';
import { readFaults, type ReadFault } from './read-faults.js';
import { layoutReader } from './layout-reader.js';
import type { AvroReader, Fault } from './avro-reader.js';
import { resolvingReader } from './resolving-reader.js';
import type { AvroReading, AvroPartView } from './avro-part-view.js';
import type { Comparison, Effect, SchemaChange, Verdict } from '../comparison.js';
import { fieldPath, atPath } from '../field-path.js';
import { worstEffect } from '../worst-effect.js';

/**
 * Compares two versions of an Avro schema for the consumer of a topic. The verdicts say whether records are read, by the
 * resolver; the effects also whether they are read as they were written.
 */
export function compareAvro(before: AvroPartView, after: AvroPartView): Comparison {
  const found = avroChanges(
    { deployed: READERS[before.reading], regenerated: READERS[after.reading] },
    { before, after },
  );
  const deployedReadsNew = verdictOf(before.reading, found, {
    faultOf: ({ deployed }) => deployed,
    resolved: () => readFaults(after.type, before.shape),
  });
  const regeneratedReadsOld = verdictOf(after.reading, found, {
    faultOf: ({ regenerated }) => regenerated,
    resolved: () => readFaults(before.type, after.shape),
  });
  const changes = found.map(schemaChange);
  const refused = [deployedReadsNew, regeneratedReadsOld].some(({ answer }) => answer === 'no');
  const note = noteOf(before, after, changes);
  return {
    effect: worstEffect([...changes.map(({ effect }) => effect), ...(refused ? (['breaks'] as const) : [])]),
    changes,
    deployedReadsNew,
    regeneratedReadsOld,
    ...(note === undefined ? {} : { note }),
  };
}

const READERS: Readonly<Record<AvroReading, AvroReader>> = {
  id: resolvingReader,
  fingerprint: resolvingReader,
  names: resolvingReader,
  layout: layoutReader,
};

interface Direction {
  readonly faultOf: (change: AvroChange) => Fault | undefined;
  /** What the resolver says of the whole. */
  readonly resolved: () => readonly ReadFault[];
}

function verdictOf(reading: AvroReading, changes: readonly AvroChange[], { faultOf, resolved }: Direction): Verdict {
  const reasons = changes.flatMap((change) => {
    const fault = faultOf(change);
    return fault?.kind === 'refused' ? [atPath(fieldPath(change.steps), fault.reason)] : [];
  });
  if (reading === 'layout') return { answer: reasons.length === 0 ? 'yes' : 'no', reasons };
  const refused = resolved().filter(({ kind }) => kind === 'refused');
  if (refused.length === 0) return { answer: 'yes', reasons: [] };
  return { answer: 'no', reasons: reasons.length > 0 ? reasons : refused.map(({ at, reason }) => atPath(at, reason)) };
}

function schemaChange({ steps, kind, before, after, types, deployed, regenerated }: AvroChange): SchemaChange {
  const reasons = [
    ...(deployed === undefined ? [] : [`the deployed consumer ${VERBS[deployed.kind]('new')}: ${deployed.reason}`]),
    ...(regenerated === undefined
      ? []
      : [`the regenerated consumer ${VERBS[regenerated.kind]('old')}: ${regenerated.reason}`]),
  ];
  const effect: Effect = reasons.length > 0 ? 'breaks' : types ? 'types' : 'safe';
  const reason = reasons.length > 0 ? reasons.join('; ') : undefined;
  return { path: fieldPath(steps), kind, before, after, effect, reason };
}

const VERBS: Readonly<Record<Fault['kind'], (age: 'new' | 'old') => string>> = {
  refused: (age) => `cannot read all ${age} records`,
  wrong: (age) => `decodes some ${age} records to different values`,
};

const KNOWS_IDS: ReadonlySet<AvroReading> = new Set(['id', 'fingerprint']);

/** The deployed consumer knows the ids of versions that were there at generation. */
function noteOf(before: AvroPartView, after: AvroPartView, changes: readonly SchemaChange[]): string | undefined {
  if (before.fetches || changes.length === 0 || !KNOWS_IDS.has(before.reading)) return undefined;
  const isSameId = before.reading === 'fingerprint' && schemaFingerprint(before.type) === schemaFingerprint(after.type);
  if (isSameId) return undefined;
  return "The deployed consumer does not know the newer schema's id and has no registry to fetch it from: it rejects new records until it is regenerated and deployed.";
}
