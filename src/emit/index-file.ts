import { topicNames } from '../model/topic-names.js';
import { stringLiteral } from '../code/source-text.js';
import type { Config } from '../config/config.js';
import { HANDLER_EXPORTS, runtimeExports, type RuntimeExport } from './runtime-exports.js';

/**
 * What a team's own code may need of the runtime besides: types for ports of its own. No name ends in `Record`: those are
 * the topics'.
 */
const TYPE_EXPORTS: readonly RuntimeExport[] = [
  { module: 'kafka/consume-records', names: ['ConsumeOptions', 'KafkaHandler', 'OnInvalid'], typeOnly: true },
  { module: 'kafka/kafka-event', names: ['KafkaBatchResponse', 'KafkaEvent', 'RawKafkaRecord'], typeOnly: true },
];

export const INDEX_EXPORTS: readonly RuntimeExport[] = [...HANDLER_EXPORTS, ...TYPE_EXPORTS];

/**
 * The body of `index.ts`: every topic's consumer, whichever topics a run is limited to, and the runtime's errors and types.
 * What a consumer exports besides, as `warmUpOrders`, its schema decides, which a run for other topics does not read.
 */
export function indexFile(config: Config): string {
  const lines = config.topics.map((topic) => {
    const { folder } = topicNames(topic.as ?? topic.topic);
    return `export * from ${stringLiteral(`./${folder}/consumer${config.importExtension}`)};\n`;
  });
  const exports = runtimeExports(INDEX_EXPORTS, './_runtime/', config.importExtension);
  return lines.length === 0 ? exports : `${lines.join('')}\n${exports}`;
}
