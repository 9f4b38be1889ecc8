import type { ModuleDeclarations } from '../code/module-declarations.js';
import { runtimeName, runtimeType } from '../code/runtime-name.js';
import { code, nameOf } from '../code/text-layout.js';
import type { TopicPlan } from './topic-plan.js';

/** One of the two halves of a record, and the type of its alias. */
export interface DecodedPart {
  readonly what: 'key' | 'value';
  readonly type: string;
}

/** What the decoders of key and value add to: one file holds both. */
export interface DecoderContext {
  readonly plan: TopicPlan;
  readonly module: ModuleDeclarations;
}

/** What a decoder reads from, and the id that comes next to the bytes. */
export const READER = nameOf('r');
export const SCHEMA_ID = nameOf('schemaId');
export const READER_PARAMETER = code`${READER}: ${runtimeName('byte-reader', 'ByteReader')}`;
export const ID_PARAMETER = code`${SCHEMA_ID}?: ${runtimeType('kafka/schema-id', 'SchemaId')}`;
