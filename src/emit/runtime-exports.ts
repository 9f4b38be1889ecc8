import { exportStatements } from '../code/module-text.js';
import type { Adapter } from '../config/adapters.js';
import type { Config } from '../config/config.js';

/** What a generated module passes on of the runtime. */
export interface RuntimeExport {
  readonly module: string;
  readonly names: readonly string[];
  readonly typeOnly: boolean;
}

/** What a handler may need of the runtime: a topic's consumer and the index pass it on. */
export const HANDLER_EXPORTS: readonly RuntimeExport[] = [
  {
    module: 'errors',
    names: ['DecodeError', 'NonRetryableError', 'NotHandledError', 'UnknownSchemaError'],
    typeOnly: false,
  },
  { module: 'kafka/event-error', names: ['EventError'], typeOnly: false },
  { module: 'consume/in-batches', names: ['inBatches'], typeOnly: false },
  { module: 'consume/invocation', names: ['DeadlineError'], typeOnly: false },
  { module: 'consume/kafka-handler', names: ['KafkaBatchHandler', 'KafkaHandler'], typeOnly: true },
  { module: 'kafka/kafka-record', names: ['RecordContext'], typeOnly: true },
  { module: 'kafka/record-error', names: ['BatchError', 'RecordError'], typeOnly: false },
];

const IDEMPOTENT: RuntimeExport = { module: 'idempotency/idempotent', names: ['idempotent'], typeOnly: false };
const READ_LETTER: RuntimeExport = { module: 'dead-letter/envelope', names: ['readDeadLetter'], typeOnly: false };
const COMBINE: RuntimeExport = { module: 'observe/combine-hooks', names: ['combineHooks'], typeOnly: false };

function store(module: string, name: string): readonly RuntimeExport[] {
  return [IDEMPOTENT, { module: `idempotency/${module}`, names: [name], typeOnly: false }];
}

function letters(module: string, name: string): readonly RuntimeExport[] {
  return [READ_LETTER, { module: `dead-letter/${module}`, names: [name], typeOnly: false }];
}

function hooks(module: string, name: string): readonly RuntimeExport[] {
  return [COMBINE, { module: `observe/${module}`, names: [name], typeOnly: false }];
}

const OF_ADAPTERS: Readonly<Record<Adapter, readonly RuntimeExport[]>> = {
  memory: store('memory-store', 'memoryStore'),
  dynamodb: store('dynamodb-store', 'dynamoDbStore'),
  powertools: store('powertools-store', 'powertoolsStore'),
  sqs: letters('sqs-dead-letters', 'sqsDeadLetters'),
  s3: letters('s3-dead-letters', 's3DeadLetters'),
  'dead-letter-topic': [
    { module: 'dead-letter/dead-letter-headers', names: ['readDeadLetterHeaders'], typeOnly: false },
    { module: 'dead-letter/dead-letter-message', names: ['deadLetterMessage'], typeOnly: false },
  ],
  'json-logs': hooks('json-logs', 'jsonLogs'),
  'emf-metrics': hooks('emf-metrics', 'emfMetrics'),
};

/** What the config asks for besides. */
export function adapterExports({ adapters = [] }: Pick<Config, 'adapters'>): readonly RuntimeExport[] {
  return [...new Set(adapters.flatMap((adapter) => OF_ADAPTERS[adapter]))];
}

/** The statements that pass them on; `runtime` is the way to the runtime's folder. */
export function runtimeExports(exports: readonly RuntimeExport[], runtime: string, extension: string): string {
  return exportStatements(
    exports.flatMap(({ module, names, typeOnly }) =>
      names.map((name) => ({ module: `${runtime}${module}`, name, as: name, typeOnly })),
    ),
    extension,
  );
}
