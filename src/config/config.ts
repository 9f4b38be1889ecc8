import type { ValueSettings } from '../runtime/value-shape.js';

export type { ValueSettings };

/** How the bytes of a key or value are framed on the wire. */
export type Framing = 'none' | 'confluent' | 'confluent-guid' | 'glue' | 'lambda' | 'single-object';

/** One version of a schema, as the config names it. */
export interface VersionConfig {
  /** The writer's schema id (a Confluent id in decimal digits, or a GUID or UUID); null where the config gives none. */
  readonly id: string | null;
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  /** Where the config names it, as a JSON pointer. */
  readonly pointer: string;
}

/** The key or the value of a topic. */
export type SideConfig =
  | { readonly kind: 'string' }
  | { readonly kind: 'bytes' }
  | {
      readonly kind: 'schema';
      readonly pointer: string;
      /** Oldest first; the last one is the reader's schema. */
      readonly versions: readonly VersionConfig[];
      /** Glob patterns, relative to the root, of files whose named types the versions may refer to. */
      readonly include: readonly string[];
      readonly framing: Framing;
      readonly values: ValueSettings;
      /** Keyed by `Record.field` or `full.name.of.Record.field`. */
      readonly fields: Readonly<Record<string, Partial<ValueSettings>>>;
    };

/** Where schemas are pulled from. */
export type RegistryConfig =
  | { readonly type: 'confluent'; readonly url: string }
  | { readonly type: 'glue'; readonly registryName: string; readonly region: string | undefined };

export interface TopicConfig {
  /** The Kafka topic's name. */
  readonly topic: string;
  /** The name to make the folder and identifiers from, when not the topic's own. */
  readonly as: string | undefined;
  /** `/topics/<name>`, escaped. */
  readonly pointer: string;
  readonly key: SideConfig;
  readonly value: SideConfig;
  /** Whether the event source mapping has `ReportBatchItemFailures`. */
  readonly reportBatchItemFailures: boolean;
}

/** The config after validation, with defaults applied: all that later stages need. */
export interface Config {
  /** The folder of the config file, absolute: the project's root. */
  readonly root: string;
  /** The config file, relative to the root. */
  readonly file: string;
  /** The folder to generate into, relative to the root, with `/`. */
  readonly output: string;
  readonly importExtension: '.js' | '.ts' | '';
  readonly testRunner: 'vitest' | 'jest' | 'node';
  /** The folder for schemas pulled from the registry, relative to the root, with `/`. */
  readonly snapshot: string;
  /** Present when `loadConfig` was given the environment: only commands that talk to a registry need its variables. */
  readonly registry?: RegistryConfig;
  /** In code-point order of their names. */
  readonly topics: readonly TopicConfig[];
}
