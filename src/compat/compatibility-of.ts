import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import type { JsonSettings } from '../config/json-settings.js';
import { catchStackOverflow } from '../diagnostics/catch-stack-overflow.js';
import type { AvroType } from '../runtime/resolution/schema.js';
import { shapeOf, type ShapeSettings } from '../runtime/resolution/value-shape.js';
import { readFaults } from './avro/read-faults.js';
import type { AvroNode } from './avro/avro-node.js';
import { withoutLogicalTypes } from './avro/without-logical-types.js';
import type { Compatibility, CompatibilityMode, Verdict, VersionPair } from './comparison.js';
import { jsonVerdict } from './json/json-verdict.js';

/** A version of a schema and its name in messages: an id, a number or a file. */
export interface NamedVersion {
  readonly name: string;
  readonly schema: VersionSchema;
}

export type VersionSchema =
  | { readonly kind: 'avro'; readonly type: AvroType }
  | { readonly kind: 'json'; readonly schema: JsonSchema; readonly settings: JsonSettings };

/**
 * Computes the registry compatibility of a series of versions, oldest first, when the last of them is registered: by the
 * schemas alone, whatever the consumer chooses. A mode that is not transitive looks at the last two versions, a
 * transitive one at the last and each before it. Fewer than two versions satisfy every mode.
 */
export function compatibilityOf(versions: readonly NamedVersion[]): Compatibility {
  const verdictOf = versionReads();
  const pairsOf = (newer: NamedVersion, index: number): readonly VersionPair[] =>
    versions.slice(0, index).map((older) => ({
      older: older.name,
      newer: newer.name,
      newReadsOld: verdictOf(older.schema, newer.schema),
      oldReadsNew: verdictOf(newer.schema, older.schema),
    }));
  const pairs = versions.map(pairsOf);
  const ofNewest = pairs.at(-1) ?? [];
  const ofPrevious = ofNewest.slice(-1);
  const modes: Record<CompatibilityMode, Verdict> = {
    BACKWARD: together(ofPrevious, ['newReadsOld']),
    BACKWARD_TRANSITIVE: together(ofNewest, ['newReadsOld']),
    FORWARD: together(ofPrevious, ['oldReadsNew']),
    FORWARD_TRANSITIVE: together(ofNewest, ['oldReadsNew']),
    FULL: together(ofPrevious, ['newReadsOld', 'oldReadsNew']),
    FULL_TRANSITIVE: together(ofNewest, ['newReadsOld', 'oldReadsNew']),
  };
  return { modes, pairs: pairs.flat() };
}

function together(pairs: readonly VersionPair[], directions: readonly ('newReadsOld' | 'oldReadsNew')[]): Verdict {
  const verdicts = pairs.flatMap((pair) => directions.map((direction) => ({ pair, direction, ...pair[direction] })));
  const answers = new Set(verdicts.map(({ answer }) => answer));
  return {
    answer: answers.has('no') ? 'no' : answers.has('undecided') ? 'undecided' : 'yes',
    reasons: verdicts.flatMap(({ pair: { older, newer }, direction, reasons }) => {
      const [reader, writer] = direction === 'newReadsOld' ? [newer, older] : [older, newer];
      return reasons.map((reason) => `${reader} reading ${writer}: ${reason}`);
    }),
  };
}

/** Which values a consumer makes of data is of no account here, so each is one that every datum has. */
const ANY_VALUES: ShapeSettings = {
  values: {
    long: 'bigint',
    bytes: 'Uint8Array',
    date: 'number',
    timestampMillis: 'bigint',
    timestampMicros: 'bigint',
    timestampNanos: 'bigint',
  },
  fields: {},
};

const TOO_DEEP: Verdict = { answer: 'undecided', reasons: ['the types are nested too deeply to compare'] };

/** Whether versions read each other; each schema is prepared once. */
function versionReads(): (writer: VersionSchema, reader: VersionSchema) => Verdict {
  const nodes = new Map<AvroType, AvroNode>();
  const prepared = (type: AvroType): AvroNode => {
    const known = nodes.get(type);
    if (known !== undefined) return known;
    const plain = withoutLogicalTypes(type);
    const node = { type: plain, shape: shapeOf(plain, ANY_VALUES) };
    nodes.set(type, node);
    return node;
  };
  const avroVerdict = (writer: AvroType, reader: AvroType): Verdict => {
    const faults = readFaults(prepared(writer).type, prepared(reader).shape);
    const refused = faults.filter(({ kind }) => kind === 'refused');
    return {
      answer: refused.length === 0 ? 'yes' : 'no',
      reasons: refused.map(({ at, reason }) => `${at}: ${reason}`),
    };
  };
  const verdictOf = (writer: VersionSchema, reader: VersionSchema): Verdict => {
    if (writer.kind === 'json' && reader.kind === 'json') {
      return jsonVerdict(writer.schema, reader.schema, reader.settings);
    }
    if (writer.kind === 'avro' && reader.kind === 'avro') return avroVerdict(writer.type, reader.type);
    return { answer: 'no', reasons: ['one is Avro and the other is JSON Schema'] };
  };
  return (writer, reader) => {
    const verdict = catchStackOverflow(() => verdictOf(writer, reader));
    return verdict.ok ? verdict.value : TOO_DEEP;
  };
}
