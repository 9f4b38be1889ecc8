import { nameTypes, type NamedTypes } from '../avro/named-types.js';
import { type AvroPart, hasSchema, type PartModel, type TopicModel } from '../model/topic-model.js';
import { aliasesOf, reservedNames, type JsonTypes } from './json-types.js';
import { topicBranches, type TopicBranches, type TopicType } from './topic-branches.js';

/** A topic and what its types are called. */
export interface NamedTopic {
  readonly topic: TopicModel;
  readonly keyType: string;
  readonly valueType: string;
  /** The types of Avro keys and values. */
  readonly types: NamedTypes;
  /** The types of JSON keys and values. */
  readonly jsonTypes: JsonTypes;
  /** The types of record that a value may be, by their discriminator, where there are several. */
  readonly branches: TopicBranches | undefined;
}

/** Names the types of a topic; its JSON types are made before, as that takes another library. */
export function nameTopic(topic: TopicModel, jsonTypes: JsonTypes): NamedTopic {
  const { key: keyType, value: valueType } = aliasesOf(topic);
  const parts = [topic.value, topic.key].filter(hasSchema);
  const types = nameTypes(
    parts.flatMap((part) => (part.kind === 'avro' ? [part.shape] : [])),
    {
      root: new Map([
        [keyType, rootOf(topic.key)],
        [valueType, rootOf(topic.value)],
      ]),
      reserved: [...reservedNames(topic), ...jsonTypes.declarations.map(({ name }) => name)],
    },
  );
  return { topic, keyType, valueType, types, jsonTypes, branches: topicBranches(topic.value) };
}

function rootOf(part: PartModel): AvroPart['shape'] | undefined {
  return part.kind === 'avro' ? part.shape : undefined;
}

/** The name of a declared type; undefined for one without a declaration. */
export function typeNameOf({ types, jsonTypes }: NamedTopic, type: TopicType): string | undefined {
  if (type.kind === 'json') return jsonTypes.nameOf(type.schema, type.within);
  return type.shape.kind === 'record' ? types.nameOf(type.shape) : undefined;
}
