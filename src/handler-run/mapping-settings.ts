import type { TopicConfig } from '../config/config.js';
import { MAPPING_DEFAULTS, type MappingSettings } from '../runtime/simulate/event-source-mapping.js';

/** The event source mapping of a topic, as the config describes it. */
export function mappingSettings({ infra, reportBatchItemFailures }: TopicConfig): MappingSettings {
  const { batchSize, bisect, retryAttempts, destination } = infra?.settings ?? {};
  return {
    ...MAPPING_DEFAULTS,
    partialAnswers: reportBatchItemFailures,
    batchSize: batchSize ?? MAPPING_DEFAULTS.batchSize,
    bisect: bisect ?? MAPPING_DEFAULTS.bisect,
    maxRetries: retryAttempts ?? MAPPING_DEFAULTS.maxRetries,
    destination: destination !== undefined,
  };
}
