import { schemaFingerprint } from '../avro/canonical-form.js';
import type { Framing } from '../config/config.js';
import { stringLiteral } from '../code/source-text.js';
import type { AvroSide, JsonSide, JsonVersion, SideModel, VersionModel } from '../model/topic-model.js';
import type { Shape } from '../runtime/resolution/value-shape.js';
import { confluentFrame, confluentGuidFrame, glueFrame, singleObjectFrame } from '../runtime/simulate/frame-encode.js';

/** A key or value that has a schema. */
export type SchemaSide = AvroSide | JsonSide;

export function hasSchema(side: SideModel): side is SchemaSide {
  return side.kind === 'avro' || side.kind === 'json';
}

/** The functions of the runtime's framing.ts that read a frame and return the schema id. */
export const frameReaders = {
  none: undefined,
  lambda: undefined,
  'lambda-json': undefined,
  confluent: 'readConfluentFrame',
  'confluent-guid': 'readConfluentGuidFrame',
  glue: 'readGlueFrame',
  'single-object': 'readSingleObjectFrame',
  auto: 'readAnyFrame',
} as const satisfies Record<Framing, string | undefined>;

/** The functions of the runtime's frame-encode.ts. */
const frameWriters = {
  none: undefined,
  lambda: undefined,
  'lambda-json': undefined,
  confluent: 'confluentFrame',
  'confluent-guid': 'confluentGuidFrame',
  glue: 'glueFrame',
  'single-object': 'singleObjectFrame',
  auto: undefined,
} as const satisfies Record<Framing, string | undefined>;

/** The newest version of one of several subjects. */
export type MemberVersion = VersionModel | JsonVersion;

/** The id that samples are written with: the reader's or a member's, or where the config gives none the first there could be. */
export function writtenId(side: SchemaSide, member: MemberVersion = side.reader): string {
  if (side.framing === 'single-object' && 'type' in member) return schemaFingerprint(member.type);
  return member.id ?? (side.framing === 'confluent' ? '1' : '00000000-0000-0000-0000-000000000000');
}

/** The same as code, as frames and metadata take it. */
export function idLiteral(side: SchemaSide, member?: MemberVersion): string {
  const written = writtenId(side, member);
  return side.framing === 'confluent' ? String(Number(written)) : stringLiteral(written);
}

/** The function that writes a side's frame, undefined where there is none, and the call of it around a payload. */
export function frameWriter(
  side: SchemaSide,
  id: string = idLiteral(side),
): {
  readonly name: string | undefined;
  readonly call: (payload: string) => string;
} {
  const name = frameWriters[side.framing];
  return { name, call: (payload) => (name === undefined ? payload : `${name}(${id}, ${payload})`) };
}

/** A payload in the frame of its side. */
export function framed(side: SchemaSide, payload: Uint8Array, member?: MemberVersion): Uint8Array {
  const id = writtenId(side, member);
  switch (side.framing) {
    case 'none':
    case 'lambda':
    case 'lambda-json':
    case 'auto':
      return payload;
    case 'confluent':
      return confluentFrame(Number(id), payload);
    case 'confluent-guid':
      return confluentGuidFrame(id, payload);
    case 'glue':
      return glueFrame(id, payload);
    case 'single-object':
      return singleObjectFrame(id, payload);
  }
}

/** What an event source mapping with a schema registry says of a side's schema; undefined for other framings. */
export function metadataOf(
  side: SchemaSide,
  member?: MemberVersion,
): { readonly dataFormat: string; readonly schemaId: string } | undefined {
  if (side.framing !== 'lambda' && side.framing !== 'lambda-json') return undefined;
  return { dataFormat: side.kind === 'avro' ? 'AVRO' : 'JSON', schemaId: writtenId(side, member) };
}

/** A subject's newest version and its records' shape, where those of several subjects share a topic. */
export interface Member {
  readonly version: VersionModel;
  readonly name: string;
  readonly shape: Shape;
}

/** The members of a side; undefined where all its records are of one subject. */
export function membersOf({ members, shape }: AvroSide): readonly Member[] | undefined {
  if (members === undefined || shape.kind !== 'union') return undefined;
  return shape.branches.flatMap(({ name, shape: own }) => {
    const version = members.find(({ type }) => type.kind === 'record' && type.fullName === name);
    return version === undefined ? [] : [{ version, name, shape: own }];
  });
}
