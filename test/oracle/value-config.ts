import type { Config, Framing } from '../../src/config/config.js';
import { DEFAULT_JSON_SETTINGS } from '../../src/config/json-settings.js';
import { DEFAULT_VALUES, type ValueSettings } from '../../src/runtime/resolution/value-shape.js';

/** A topic whose value has a schema and whose key is raw bytes. */
export interface ValueTopic {
  readonly topic: string;
  /** Oldest first; the last one is the reader's. */
  readonly versions: readonly { readonly id: string | null; readonly file: string }[];
  readonly include?: readonly string[] | undefined;
  readonly framing?: Framing | undefined;
  readonly values?: Partial<ValueSettings> | undefined;
}

/** The config of such topics, with default settings; files are relative to `root`. */
export function valueConfig(root: string, topics: readonly ValueTopic[]): Config {
  return {
    root,
    file: 'gen-msk-consumer.config.json',
    output: 'consumers',
    importExtension: '.js',
    testRunner: 'vitest',
    snapshot: 'schemas',
    topics: topics.map(({ topic, versions, include = [], framing = 'none', values }) => ({
      topic,
      as: undefined,
      pointer: `/topics/${topic}`,
      key: { kind: 'bytes' },
      value: {
        kind: 'schema',
        pointer: `/topics/${topic}/value`,
        versions: versions.map(({ id, file }) => ({ id, file, pointer: `/topics/${topic}/value` })),
        include,
        framing,
        values: { ...DEFAULT_VALUES, ...values },
        fields: {},
        json: DEFAULT_JSON_SETTINGS,
        sample: undefined,
      },
      reportBatchItemFailures: false,
    })),
  };
}
