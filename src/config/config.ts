import type { Adapter } from './adapters.js';
import type { DiagnosticCode } from '../diagnostics/diagnostic-codes.js';
import type { JsonSettings } from './json-settings.js';
import type { JsonDecimals } from '../runtime/avro/json-decimal.js';
import type { ValueSettings } from '../runtime/resolution/value-shape.js';
import type { ConsumerRegistry } from './consumer-registry.js';
import type { InfraOutput, TopicInfra } from './infra-config.js';
import type { RegistryConfig } from './registry-config.js';
import type { PartialKafka } from './resolve-kafka.js';
import type { VersionChoice } from './version-choice.js';

export type { ConsumerRegistry, JsonSettings, RegistryConfig, ValueSettings };

/** How the bytes of a key or value are framed on the wire. */
export type Framing =
  'none' | 'confluent' | 'confluent-guid' | 'glue' | 'lambda' | 'lambda-json' | 'single-object' | 'auto';

/** One version of a schema, as the config names it. */
export interface VersionConfig {
  /** The writer's schema id (a Confluent id in decimal digits, or a GUID or UUID); null where the config gives none. */
  readonly id: string | null;
  /** Relative to the project's root, with `/`; where the schema is a part of the file, then `#` and its JSON pointer. */
  readonly file: string;
  /** Where the config names it, as a JSON pointer. */
  readonly pointer: string;
  /** The schemas that it refers to, and those that they do: what each is called, and its file. Given with subjects only. */
  readonly references?: readonly SchemaReferenceFile[];
}

/** One of several subjects whose records share a topic. */
export interface SubjectConfig {
  readonly subject: string;
  /** Oldest first. */
  readonly versions: readonly VersionConfig[];
  /** The last of `versions`. */
  readonly newest: VersionConfig;
}

/** A schema that another one references by the name in the registry. */
interface SchemaReferenceFile {
  /** A full name in Avro, what stands in `$ref` in JSON Schema. */
  readonly name: string;
  /** Relative to the project's root, with `/`. */
  readonly file: string;
}

/** The subjects of a registry that a part's versions come from, by way of the snapshot. */
export interface SnapshotSource {
  /** With more than one, records of any of them are on the topic. */
  readonly subjects: readonly { readonly subject: string; readonly pointer: string }[];
  readonly versions: VersionChoice;
}

/** The key or the value of a topic. */
export type PartConfig =
  | { readonly kind: 'string' }
  /** `isDefault`: the config says nothing of it. */
  | { readonly kind: 'bytes'; readonly isDefault?: boolean }
  | {
      readonly kind: 'schema';
      readonly pointer: string;
      /** Oldest first; the last one is the reader's schema. Of subjects they are filled in from the snapshot. */
      readonly versions: readonly VersionConfig[];
      /** Where versions come from the registry. */
      readonly from?: SnapshotSource;
      /** With several subjects, each of them: the reader's schema is the union of their newest versions. */
      readonly union?: readonly SubjectConfig[];
      /** Glob patterns, relative to the root, of files whose named types the versions may refer to. */
      readonly include: readonly string[];
      readonly framing: Framing;
      /** How decimals come with the framing `lambda-json`; undefined where it has to be seen from the value. */
      readonly jsonDecimals?: JsonDecimals | undefined;
      readonly values: ValueSettings;
      /** Keyed by `Record.field` or `full.name.of.Record.field`. */
      readonly fields: Readonly<Record<string, Partial<ValueSettings>>>;
      readonly json: JsonSettings;
      /** A file with a value for the fixture, where the team gives one; `pointer` is where the config names it. */
      readonly sample: { readonly file: string; readonly pointer: string } | undefined;
    };

export interface TopicConfig {
  /** The Kafka topic's name. */
  readonly topic: string;
  /** The name to make the folder and identifiers from, when not the topic's own. */
  readonly as: string | undefined;
  /** `/topics/<name>`, escaped. */
  readonly pointer: string;
  readonly key: PartConfig;
  readonly value: PartConfig;
  /** Whether the event source mapping has `ReportBatchItemFailures`. */
  readonly reportBatchItemFailures: boolean;
  /** Its infrastructure; absent where the config says nothing of it. */
  readonly infra?: TopicInfra;
  /** The warnings that the team accepts. Default: none. */
  readonly acknowledge?: readonly DiagnosticCode[];
}

/** The config after validation, with defaults applied: all that later stages need. */
export interface Config {
  /** The folder of the config file, absolute: the project's root. */
  readonly root: string;
  /** The config file, relative to the root. */
  readonly file: string;
  /** The folder to generate into, relative to the root, with `/`. */
  readonly output: string;
  /** What consumers export for their options. */
  readonly adapters?: readonly Adapter[];
  /** The comment lines that the team wants above the header of generated files. */
  readonly banner?: string;
  /** Folders outside the root, relative to it, that schema files may be in. Default: none. */
  readonly schemaRoots?: readonly string[];
  /** Whether warnings count as errors. Default: false. */
  readonly strict?: boolean;
  readonly importExtension: '.js' | '.ts' | '';
  readonly testRunner: 'vitest' | 'jest' | 'node';
  /** The folder for schemas pulled from the registry, relative to the root, with `/`. */
  readonly snapshot: string;
  /** The folder of the project's own templates, where it has some; `pointer` is where the config names it. */
  readonly templates?: { readonly folder: string; readonly pointer: string };
  /** Which infrastructure files to generate; absent for none. */
  readonly infra?: InfraOutput;
  /** Present when `loadConfig` was given the environment: only commands that talk to a registry need its variables. */
  readonly registry?: RegistryConfig;
  /** What the config says of brokers; present when `loadConfig` was asked for it. */
  readonly kafka?: PartialKafka;
  /** What consumers may ask at run time for schemas that were unknown at generation; absent where they cannot. */
  readonly consumerRegistry?: ConsumerRegistry;
  /** In code-point order of their names. */
  readonly topics: readonly TopicConfig[];
}
