import { discriminatorOf } from '../json-schema/types/discriminator.js';
import { MAX_BRANCHES } from '../json-schema/types/choice-type.js';
import type { JsonSchema } from '../json-schema/schema/json-schema.js';
import { stringLiteral } from '../code/source-text.js';
import { type PartModel, recordBranches, type SchemaPart } from '../model/topic-model.js';
import type { Shape } from '../runtime/resolution/value-shape.js';

/** The record types of a value, with the discriminator that a handler switches over. */
export interface TopicBranches {
  readonly property: string;
  readonly branches: readonly TopicBranch[];
}

export interface TopicBranch {
  /** What the property holds. */
  readonly value: string | number | boolean | null;
  /** The same as code. */
  readonly literal: string;
  readonly type: TopicType;
}

/** A type of a key or value, or of a part of it. */
export type TopicType =
  | { readonly kind: 'avro'; readonly shape: Shape }
  /** `within`: the schema of which it is a branch. */
  | { readonly kind: 'json'; readonly schema: JsonSchema; readonly within?: JsonSchema };

/** The type of a whole key or value. */
export function rootType(part: SchemaPart): TopicType {
  return part.kind === 'avro' ? { kind: 'avro', shape: part.shape } : { kind: 'json', schema: part.reader.schema };
}

/** Undefined for a value of one type, or of several without a discriminator. */
export function topicBranches(value: PartModel): TopicBranches | undefined {
  switch (value.kind) {
    case 'avro': {
      const records = recordBranches(value);
      if (records.length === 0) return undefined;
      return {
        property: '$type',
        branches: records.map(({ fullName, shape }) => ({
          value: fullName,
          literal: stringLiteral(fullName),
          type: { kind: 'avro', shape },
        })),
      };
    }
    case 'json': {
      const found = discriminatorOf(value.reader.schema);
      // A handler can only switch over what is in the type.
      if (found === undefined || found.branches.length > MAX_BRANCHES) return undefined;
      return {
        property: found.property,
        branches: found.branches.map(({ literal, schema }) => ({
          value: literal,
          literal: typeof literal === 'string' ? stringLiteral(literal) : String(literal),
          type: { kind: 'json', schema, within: value.reader.schema },
        })),
      };
    }
    case 'string':
    case 'bytes':
      return undefined;
  }
}

/** The types of the records of several JSON subjects; none where all are of one. */
export function memberTypes(part: PartModel): readonly TopicType[] {
  if (part.kind !== 'json') return [];
  return (part.members ?? []).map(({ schema }) => ({ kind: 'json', schema, within: part.reader.schema }));
}
