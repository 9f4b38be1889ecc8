import type { Config } from '../config/config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { hasSchema, type TopicModel } from '../model/topic-model.js';
import type { JsonTypes } from './json-types.js';
import { nameTopic, type NamedTopic } from './named-topic.js';
import { adapterExports, type RuntimeExport } from './runtime-exports.js';
import { sampleTopic, type TopicSamples } from './topic-samples.js';

/** What the files of one topic have in common: where they lie, what the types are called, and the samples. */
export interface TopicPlan extends NamedTopic {
  /** The topic's folder, relative to the project's root. */
  readonly folder: string;
  /** Undefined where no value satisfies a schema. */
  readonly samples: TopicSamples | undefined;
  readonly importExtension: Config['importExtension'];
  readonly testRunner: Config['testRunner'];
  /** What `consumer.ts` passes on of the adapters that the config asks for. */
  readonly adapters: readonly RuntimeExport[];
  /** The files of the readers' schemas, as headers name them. */
  readonly sources: readonly string[];
}

/** Plans the files of a topic: names, then samples, then the rest. */
export function planTopic(
  topic: TopicModel,
  config: Config,
  jsonTypes: JsonTypes,
): { readonly plan: TopicPlan; readonly warnings: readonly Diagnostic[] } {
  const named = nameTopic(topic, jsonTypes);
  const { samples, warnings } = sampleTopic(named);
  return { plan: planNamed(named, config, samples), warnings };
}

/** The plan of a topic with the samples that are wanted of it. */
export function planNamed(named: NamedTopic, config: Config, samples: TopicSamples | undefined): TopicPlan {
  const { topic } = named;
  const parts = [topic.value, topic.key].filter(hasSchema);
  return {
    ...named,
    folder: `${config.output}/${topic.names.folder}`,
    samples,
    importExtension: config.importExtension,
    testRunner: config.testRunner,
    adapters: adapterExports(config),
    sources: [...new Set(parts.flatMap((part) => (part.kind === 'avro' ? [part.reader.file] : part.reader.files)))],
  };
}

/** The file's way to import a module of the topic (`./types`) or of the runtime (`../_runtime/errors`). */
export function importPath(plan: Pick<TopicPlan, 'importExtension'>, path: string): string {
  return `${path}${plan.importExtension}`;
}

/** A plan of a topic that has samples: what the fixture, the event and the test are made of. */
export type SampledPlan = TopicPlan & { readonly samples: TopicSamples };

export function hasSamples(plan: TopicPlan): plan is SampledPlan {
  return plan.samples !== undefined;
}
