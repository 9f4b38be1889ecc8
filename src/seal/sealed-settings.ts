import type { Config, PartConfig, TopicConfig, VersionConfig } from '../config/config.js';

/** The settings that shape the files of a topic, as resolved: versions are filled in from the snapshot, `${NAME}` is as written. */
export function topicSettings(
  { topic, as, key, value, reportBatchItemFailures }: TopicConfig,
  config: Config,
): unknown {
  const { schemaRoots = [], consumerRegistry = null } = config;
  return [
    [topic, as ?? null, reportBatchItemFailures],
    [key, value].map(partSettings),
    [schemaRoots, consumerRegistry, sharedSettings(config)],
  ];
}

/** The settings that shape the index of all topics, the topics among them. */
export function projectSettings(config: Config): unknown {
  return [config.topics.map(({ topic, as }) => [topic, as ?? null]), sharedSettings(config)];
}

function sharedSettings({ file, output, importExtension, testRunner, adapters = [], banner }: Config): unknown {
  return [file, output, importExtension, testRunner, adapters, banner ?? null];
}

function partSettings(part: PartConfig): unknown {
  switch (part.kind) {
    case 'string':
      return [part.kind];
    case 'bytes':
      return [part.kind, part.isDefault ?? false];
    case 'schema': {
      const { include, framing, jsonDecimals = null, values, fields, json, sample, union = [] } = part;
      return [
        part.versions.map(versionSettings),
        union.map(({ subject, versions }) => [subject, versions.map(versionSettings)]),
        [include, framing, jsonDecimals, values, fields, json, sample?.file ?? null],
      ];
    }
  }
}

function versionSettings({ id, file, references = [] }: VersionConfig): unknown {
  return [id, file, references.map((reference) => [reference.name, reference.file])];
}
