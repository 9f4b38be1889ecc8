import { validate } from '../json-schema/validate/validate.js';
import { hasSchema, type PartModel } from '../model/topic-model.js';
import type { Framing } from '../config/config.js';
import { wireId } from '../model/wire-id.js';
import { readPart, type PartReading } from './read-part.js';

/** The causes that `inspect` knows. */
export type CauseCode =
  | 'wrong-id'
  | 'no-frame'
  | 'other-frame'
  | 'double-base64'
  | 'text'
  | 'compressed'
  | 'container'
  | 'truncated'
  | 'extra-bytes'
  | 'apicurio-id'
  | 'unknown-schema'
  | 'other-topic'
  | 'schema-violation'
  | 'data-contract-rules'
  | 'other-format';

/** How sure it is: `certain` where the bytes read wholly once the cause is taken away and little else could do that. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** Why a key or value may be broken. */
export interface LikelyCause {
  readonly code: CauseCode;
  readonly certainty: Certainty;
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** A broken key or value, and what is known around it. */
export interface BrokenPart {
  readonly part: PartModel;
  readonly bytes: Buffer;
  readonly reading: PartReading;
  /** What the event source mapping says it is: `AVRO`, `JSON`, `PROTOBUF`. */
  readonly dataFormat?: string | undefined;
  /** The schema file of an id, and its topic, that another topic of the config knows. */
  readonly ownerOf: (id: string) => { readonly topic: string; readonly file: string } | undefined;
  /** The names of the rules of a schema's data contract that change values when records are read. */
  readonly rulesOf: (file: string) => readonly string[];
}

/** The part with another framing; whatever comes without a frame reads with the reader's schema. */
export function withFraming(part: PartModel, framing: Framing): PartModel {
  if (part.kind === 'avro' && framing !== 'auto') return { ...part, framing };
  return part.kind === 'json' && framing !== 'single-object' ? { ...part, framing } : part;
}

/** Whether bytes without a frame are a value of the part, as the version with an id has it, or the reader's. */
export function readsAs(part: PartModel, payload: Uint8Array, id?: string): boolean {
  return payload.length > 0 && readPart(withFraming(part, 'lambda'), payload, id ?? anyId(part)).fault === undefined;
}

function anyId(part: PartModel): string | undefined {
  return hasSchema(part) ? (wireId(part, part.reader) ?? undefined) : undefined;
}

/** The ids that the part knows. */
export function knownIds(part: PartModel): readonly string[] {
  if (!hasSchema(part)) return [];
  return part.versions.flatMap((version) => wireId(part, version) ?? []);
}

/** Whether a JSON value satisfies the version of its own id, though not the reader's. */
export function satisfiesOwnVersion({ part, reading, bytes }: BrokenPart): boolean {
  if (part.kind !== 'json') return false;
  const own = part.versions.find(({ id }) => id !== null && id === reading.schemaId);
  if (own === undefined || own.file === part.reader.file) return false;
  try {
    const value: unknown = JSON.parse(bytes.subarray(reading.payloadStart).toString());
    return validate(own.schema, value, part.settings).length === 0;
  } catch {
    return false;
  }
}
