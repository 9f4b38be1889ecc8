import type { Framing } from '../config/config.js';
import { call } from '../code/expressions.js';
import { runtimeName } from '../code/runtime-name.js';
import { stringLiteral } from '../code/source-text.js';
import type { Layout, Name } from '../code/text-layout.js';
import {
  type AvroPart,
  hasSchema,
  type JsonVersion,
  type PartModel,
  type SchemaPart,
  type VersionModel,
} from '../model/topic-model.js';
import { frameReaders, wireId } from '../model/wire-id.js';
import type { Shape } from '../runtime/resolution/value-shape.js';
import { confluentFrame, confluentGuidFrame, glueFrame, singleObjectFrame } from '../runtime/simulate/frame-encode.js';

/** The function of the runtime that reads a part's frame and returns the schema id; undefined where there is no frame. */
export function frameReader(part: PartModel): Name | undefined {
  const name = hasSchema(part) ? frameReaders[part.framing] : undefined;
  return name === undefined ? undefined : runtimeName('kafka/framing', name);
}

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
function writtenId(part: SchemaPart, member: MemberVersion = part.reader): string {
  return wireId(part, member) ?? (part.framing === 'confluent' ? '1' : '00000000-0000-0000-0000-000000000000');
}

/** The same as code, as frames and metadata take it. */
export function idLiteral(part: SchemaPart, member?: MemberVersion): string {
  const written = writtenId(part, member);
  return part.framing === 'confluent' ? String(Number(written)) : stringLiteral(written);
}

/** A payload in its part's frame, as code. */
export function inFrame(part: SchemaPart, payload: Layout, id: Layout = idLiteral(part)): Layout {
  const name = frameWriters[part.framing];
  return name === undefined ? payload : call(runtimeName('simulate/frame-encode', name), id, payload);
}

/** Whether a part's records have a frame that the fixture writes. */
export function writesFrame({ framing }: SchemaPart): boolean {
  return frameWriters[framing] !== undefined;
}

/** A payload in the frame of its part. */
export function framed(part: SchemaPart, payload: Uint8Array, member?: MemberVersion): Uint8Array {
  const id = writtenId(part, member);
  switch (part.framing) {
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

/** What an event source mapping with a schema registry says of a part's schema; undefined for other framings. */
export function metadataOf(
  part: SchemaPart,
  member?: MemberVersion,
): { readonly dataFormat: string; readonly schemaId: string } | undefined {
  if (part.framing !== 'lambda' && part.framing !== 'lambda-json') return undefined;
  return { dataFormat: part.kind === 'avro' ? 'AVRO' : 'JSON', schemaId: writtenId(part, member) };
}

/** A subject's newest version and its records' shape, where those of several subjects share a topic. */
export interface Member {
  readonly version: VersionModel;
  readonly name: string;
  readonly shape: Shape;
}

/** The members of a part; undefined where all its records are of one subject. */
export function membersOf({ members, shape }: AvroPart): readonly Member[] | undefined {
  if (members === undefined || shape.kind !== 'union') return undefined;
  return shape.branches.flatMap(({ name, shape: own }) => {
    const version = members.find(({ type }) => type.kind === 'record' && type.fullName === name);
    return version === undefined ? [] : [{ version, name, shape: own }];
  });
}
