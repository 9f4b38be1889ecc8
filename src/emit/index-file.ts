import { topicNames } from '../model/topic-names.js';
import { typed } from '../avro/type-text.js';
import { documented } from '../code/documented.js';
import { importStatements } from '../code/module-text.js';
import { stringLiteral } from '../code/source-text.js';
import { printLayout } from '../code/print-layout.js';
import { hardline, join } from '../code/text-layout.js';
import type { Config } from '../config/config.js';
import { adapterExports, HANDLER_EXPORTS, runtimeExports, type RuntimeExport } from './runtime-exports.js';

/**
 * What a team's own code may need of the runtime besides: types for ports of its own. No name ends in `Record`: those are
 * the topics'.
 */
const TYPE_EXPORTS: readonly RuntimeExport[] = [
  { module: 'dead-letter/dead-letter', names: ['DeadLetter', 'DeadLetterSender'], typeOnly: true },
  { module: 'idempotency/idempotency', names: ['Idempotency', 'IdempotencyStore'], typeOnly: true },
  { module: 'consume/consume-options', names: ['ConsumeOptions', 'OnFailed', 'OnInvalid'], typeOnly: true },
  { module: 'consume/hooks', names: ['BatchSummary', 'ConsumerHooks', 'HandedBack', 'RecordPlace'], typeOnly: true },
  { module: 'kafka/kafka-event', names: ['KafkaBatchResponse', 'KafkaEvent', 'RawKafkaRecord'], typeOnly: true },
];

/** What the index passes on of the runtime. */
export function indexExports(config: Pick<Config, 'adapters'>): readonly RuntimeExport[] {
  return [...HANDLER_EXPORTS, ...TYPE_EXPORTS, ...adapterExports(config)];
}

/**
 * The body of `index.ts`: every topic's consumer, whichever topics a run is limited to, and the runtime's errors and types.
 * What a consumer exports besides, as `warmUpOrders`, its schema decides, which a run for other topics does not read.
 */
export function indexFile(config: Config): string {
  const lines = config.topics.map((topic) => {
    const { folder } = topicNames(topic.as ?? topic.topic);
    return `export * from ${stringLiteral(`./${folder}/consumer${config.importExtension}`)};\n`;
  });
  const exports = runtimeExports(indexExports(config), './_runtime/', config.importExtension);
  return lines.length === 0 ? exports : `${routeImport(config)}\n${lines.join('')}\n${exports}\n${router(config)}`;
}

/** The runtime's router. */
export const ROUTE_MODULE = 'consume/route-topics';

function routeImport({ importExtension }: Config): string {
  return importStatements(
    [
      { module: `./_runtime/${ROUTE_MODULE}`, name: 'RouteTopics', as: 'RouteTopics', typeOnly: true },
      { module: `./_runtime/${ROUTE_MODULE}`, name: 'routeTopics', as: 'route', typeOnly: false },
    ],
    importExtension,
  );
}

/** The router of the project's topics: its type knows their names. */
function router({ topics }: Config): string {
  const names = topics.map(({ topic }) => stringLiteral(topic));
  return `${printLayout(
    join(
      [hardline, hardline],
      [
        documented(['The name of a topic.'], [typed('export type TopicName =', names), ';']),
        documented(
          [
            'Creates one Lambda handler for several topics: `routeTopics({ orders, payments })`. With the type argument ' +
              '`TopicName`, all topics must have a handler.',
          ],
          'export const routeTopics: RouteTopics<TopicName> = route;',
        ),
      ],
    ),
  )}\n`;
}
