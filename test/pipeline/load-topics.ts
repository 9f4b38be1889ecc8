import { join } from 'node:path';
import { importBundle } from '../support/import-bundle.js';
import { loadConfig } from '../../src/config/load-config.js';
import { makeJsonTypes } from '../../src/emit/json-types.js';
import { planTopic, type TopicPlan } from '../../src/emit/topic-plan.js';
import { buildTopics } from '../../src/model/build-topics.js';
import { readSchemas } from '../../src/sources/read-schemas.js';
import { resolveSubjectsFromSnapshot } from '../../src/sources/snapshot-versions.js';
import type { ConsumeOptions } from '../../src/runtime/consume/consume-options.js';

/** The generated code of one topic, loaded; the names are the same whatever the topic's. */
export interface LoadedTopic {
  readonly plan: TopicPlan;
  readonly decodeKey: (bytes: Uint8Array | null, schemaId?: number | string) => unknown;
  readonly decodeValue: (bytes: Uint8Array | null, schemaId?: number | string) => unknown;
  readonly decodeKeyBase64: (base64: string, schemaId?: number | string) => unknown;
  readonly decodeValueBase64: (base64: string, schemaId?: number | string) => unknown;
  readonly consume: (
    handler: (record: DecodedRecord) => unknown,
    options?: ConsumeOptions,
  ) => (event: unknown) => Promise<unknown>;
  /** Undefined where no value satisfies the schema. */
  readonly fixture: LoadedFixture | undefined;
}

export interface LoadedFixture {
  readonly encodeKey: (key: unknown) => Uint8Array;
  readonly encodeValue: (value: unknown) => Uint8Array;
  readonly event: (overrides?: object | readonly object[]) => SampleEvent;
  /** By their exported names. */
  readonly samples: Readonly<Record<'key' | 'value', Readonly<Record<string, unknown>>>>;
}

export interface DecodedRecord {
  readonly key: unknown;
  readonly value: unknown;
  readonly partition: number;
  readonly offset: number;
}

export interface SampleEvent {
  readonly records: Readonly<Record<string, readonly SampleRecord[]>>;
}

export interface SampleRecord {
  readonly key?: string;
  readonly value?: string;
  readonly keySchemaMetadata?: unknown;
  readonly valueSchemaMetadata?: unknown;
}

/** Loads the generated code of all topics of a project: TypeScript bundled into one module, in memory. */
export async function loadTopics(root: string): Promise<Readonly<Record<string, LoadedTopic>>> {
  const plans = await topicPlans(root);
  const lines = plans.map(({ topic: { names }, samples }, index) => {
    const parts = ['decoder', 'consumer', ...(samples === undefined ? [] : ['fixture'])];
    const imports = parts.map((part) => `import * as ${part}${index} from './${names.folder}/${part}.js';\n`);
    return `${imports.join('')}export const topic${index} = { ${parts.map((part) => `...${part}${index}`).join(', ')} };\n`;
  });
  // A module's exports have no types before it is loaded; what generated ones export is part of their contract.
  const loaded = (await importBundle({
    stdin: { contents: lines.join(''), resolveDir: join(root, 'src/consumers'), loader: 'ts' },
  })) as Readonly<Record<string, Readonly<Record<string, never>>>>;
  return Object.fromEntries(
    plans.map((plan, index) => [plan.topic.topic, loadedTopic(plan, loaded[`topic${index}`] ?? {})]),
  );
}

function fail(message: string): never {
  throw new Error(message);
}

function loadedTopic(plan: TopicPlan, exported: Readonly<Record<string, never>>): LoadedTopic {
  const { pascal, camel } = plan.topic.names;
  const take = (name: string): never => {
    if (!Object.hasOwn(exported, name)) throw new Error(`${plan.topic.topic} does not export ${name}`);
    // Whatever it is: it has no type before it is loaded, as `loadTopics` says.
    return exported[name] as never;
  };
  const named = (samples: readonly { readonly name: string }[]) =>
    Object.fromEntries(samples.map(({ name }) => [name, take(name)]));
  const { samples } = plan;
  return {
    plan,
    decodeKey: take('decodeKey'),
    decodeValue: take('decodeValue'),
    decodeKeyBase64: take('decodeKeyBase64'),
    decodeValueBase64: take('decodeValueBase64'),
    consume: take(`consume${pascal}`),
    fixture: samples && {
      encodeKey:
        samples.key === undefined
          ? () => fail(`${plan.topic.topic} has no encoder of keys`)
          : take(`encode${pascal}Key`),
      encodeValue: take(`encode${pascal}Value`),
      event: take(`${camel}Event`),
      samples: { key: named(samples.key ?? []), value: named(samples.value) },
    },
  };
}

/** What the pipeline plans for each topic of a project's config; throws when there is anything wrong with it. */
export async function topicPlans(root: string): Promise<readonly TopicPlan[]> {
  const config = await loadConfig({ cwd: root });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const filled = resolveSubjectsFromSnapshot(config.value);
  if (!filled.ok) throw new Error(JSON.stringify(filled.problems));
  const schemas = await readSchemas(filled.value);
  if (!schemas.ok) throw new Error(JSON.stringify(schemas.problems));
  const topics = buildTopics(filled.value, schemas.value);
  if (!topics.ok) throw new Error(JSON.stringify(topics.problems));
  return Promise.all(
    topics.value.map(async (topic) => planTopic(topic, config.value, await makeJsonTypes(topic)).plan),
  );
}
