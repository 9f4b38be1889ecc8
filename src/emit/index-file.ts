import type { Config } from '../config/config.js';
import { topicNames } from '../model/topic-names.js';
import { stringLiteral } from '../code/source-text.js';

/**
 * The body of `index.ts`: every topic's consumer, whichever topics a run is limited to, and the runtime's errors and types.
 * What a consumer exports besides, as `warmUpOrders`, its schema decides, which a run for other topics does not read.
 */
export function indexFile(config: Config): string {
  const lines = config.topics.map((topic) => {
    const { folder } = topicNames(topic.as ?? topic.topic);
    return `export * from ${stringLiteral(`./${folder}/consumer${config.importExtension}`)};\n`;
  });
  return `${lines.join('')}\n${runtimeExports(config)}`;
}

/**
 * What a team's own code may need of the runtime: for `instanceof` and for ports of its own. No name ends in `Record`:
 * those are the topics'.
 */
function runtimeExports({ importExtension }: Config): string {
  const from = (module: string): string => `from ${stringLiteral(`./_runtime/${module}${importExtension}`)};\n`;
  return [
    `export { DecodeError, UnknownSchemaError } ${from('errors')}`,
    `export { BatchError, RecordError } ${from('kafka/record-error')}`,
    `export type { ConsumeOptions, KafkaHandler, OnInvalid } ${from('kafka/consume-records')}`,
    `export type { KafkaBatchResponse, KafkaEvent, RawKafkaRecord } ${from('kafka/kafka-event')}`,
  ].join('');
}
