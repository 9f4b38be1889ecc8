import { nameTypes, type NamedTypes } from '../avro/named-types.js';
import type { TypeReferences } from '../avro/type-text.js';
import type { Config } from '../config/config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { upperFirst } from '../code/identifiers.js';
import type { AvroPart, PartModel, TopicModel } from '../model/topic-model.js';
import { aliasesOf, reservedNames, type JsonTypes } from './json-types.js';
import { topicBranches, type TopicBranches, type TopicType } from './topic-branches.js';
import { sampleTopic, type TopicSamples } from './topic-samples.js';
import { hasSchema } from './wire-frame.js';

/** What the files of one topic have in common: where they lie and what the types are called. */
export interface TopicPlan {
  readonly topic: TopicModel;
  /** The topic's folder, relative to the project's root. */
  readonly folder: string;
  readonly keyType: string;
  readonly valueType: string;
  /** The types of Avro keys and values. */
  readonly types: NamedTypes;
  /** The types of JSON keys and values. */
  readonly jsonTypes: JsonTypes;
  /** The discriminator of the value's record types, if there are several. */
  readonly branches: TopicBranches | undefined;
  /** Undefined where no value satisfies a schema. */
  readonly samples: TopicSamples | undefined;
  readonly importExtension: Config['importExtension'];
  readonly testRunner: Config['testRunner'];
  /** The files of the readers' schemas, as headers name them. */
  readonly sources: readonly string[];
}

/** Plans the files of a topic; its JSON types are made before, as that takes another library. */
export function planTopic(
  topic: TopicModel,
  config: Config,
  jsonTypes: JsonTypes,
): { readonly plan: TopicPlan; readonly warnings: readonly Diagnostic[] } {
  const { key: keyType, value: valueType } = aliasesOf(topic);
  const parts = [topic.value, topic.key].filter(hasSchema);
  const types = nameTypes(
    parts.flatMap((part) => (part.kind === 'avro' ? [part.shape] : [])),
    {
      root: { [keyType]: rootOf(topic.key), [valueType]: rootOf(topic.value) },
      reserved: [...reservedNames(topic), ...jsonTypes.declarations.map(({ name }) => name)],
    },
  );
  const branches = topicBranches(topic.value);
  const named: NamedTopic = { topic, keyType, valueType, types, jsonTypes, branches };
  const { samples, warnings } = sampleTopic(named);
  const plan: TopicPlan = {
    ...named,
    folder: `${config.output}/${topic.names.folder}`,
    samples,
    importExtension: config.importExtension,
    testRunner: config.testRunner,
    sources: [...new Set(parts.flatMap((part) => (part.kind === 'avro' ? [part.reader.file] : part.reader.files)))],
  };
  return { plan, warnings };
}

/** A topic of which it is known what its types are called. */
export type NamedTopic = Pick<TopicPlan, 'topic' | 'keyType' | 'valueType' | 'types' | 'jsonTypes' | 'branches'>;

function rootOf(part: PartModel): AvroPart['shape'] | undefined {
  return part.kind === 'avro' ? part.shape : undefined;
}

/** The name of a declared type; undefined for one without a declaration. */
export function typeNameOf({ types, jsonTypes }: NamedTopic, type: TopicType): string | undefined {
  if (type.kind === 'json') return jsonTypes.nameOf(type.schema, type.within);
  return type.shape.kind === 'record' ? types.nameOf(type.shape) : undefined;
}

/** The file's way to import a module of the topic (`./types`) or of the runtime (`../_runtime/errors`). */
export function modulePath(plan: Pick<TopicPlan, 'importExtension'>, path: string): string {
  return `${path}${plan.importExtension}`;
}

/** How a file imports a name of the runtime's when its own export, `own`, may be the same: the topic `records` makes `consumeRecords`. */
export function aliasedImport(own: string, name: string): { readonly name: string; readonly imported: string } {
  return own === name ? { name: `${name}_`, imported: `${name} as ${name}_` } : { name, imported: name };
}

/**
 * How a file that imports declared types spells them: one whose name the file's own code needs for something else is
 * imported under another. `used` collects the import specifiers.
 */
export function aliasedReferences(
  { types, jsonTypes }: Pick<TopicPlan, 'types' | 'jsonTypes'>,
  isNeeded: (name: string) => boolean,
): { readonly spelling: TypeReferences; readonly used: ReadonlySet<string> } {
  const declared = new Set([...types.declarations, ...jsonTypes.declarations].map(({ name }) => name));
  const used = new Set<string>();
  const spelling: TypeReferences = {
    declared: (name) => {
      if (!isNeeded(name)) {
        used.add(`type ${name}`);
        return name;
      }
      let alias = `${upperFirst(name)}Type`;
      while (declared.has(alias) || isNeeded(alias)) alias += '_';
      used.add(`type ${name} as ${alias}`);
      return alias;
    },
    global: (name) => name,
  };
  return { spelling, used };
}

/** A plan of a topic that has samples: what the fixture, the event and the test are made of. */
export type SampledPlan = TopicPlan & { readonly samples: TopicSamples };

export function hasSamples(plan: TopicPlan): plan is SampledPlan {
  return plan.samples !== undefined;
}
