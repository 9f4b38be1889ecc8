import { ADAPTERS } from './adapters.js';
import { warningCodes } from '../diagnostics/diagnostic-codes.js';
import { infraOutputSchema, infraSchema, topicInfraSchema } from './infra-schema.js';
import { kafkaSchema } from './kafka-schema.js';
import { registrySchema } from './registry-schema.js';
import * as z from './setting.js';

/** Kafka's own rule: 1 to 249 of these characters, and neither "." nor "..". */
const topicNamePattern = /^(?!\.{1,2}$)[a-zA-Z0-9._-]{1,249}$/;

export const topicNameSchema = z.string({ pattern: topicNamePattern });

export function isTopicName(name: string): boolean {
  return topicNamePattern.test(name);
}

const path = z.string({ minLength: 1 });

const framing = z
  .enum(['none', 'confluent', 'confluent-guid', 'glue', 'lambda', 'lambda-json', 'single-object', 'auto'])
  .describe(
    'The wire framing. Default: "none", a bare Avro datum or JSON text. ' +
      '"lambda" and "lambda-json" are the SOURCE and JSON modes of an event source mapping with a schema registry; ' +
      '"auto" detects confluent, confluent-guid, glue and plain JSON by the first byte.',
  );

const jsonDecimals = z
  .enum(['bytes', 'text', 'number'])
  .describe(
    'How decimals of an Avro schema come with framing "lambda-json": "bytes", a text with a character for each byte, as ' +
      'Avro\'s JSON encoding has them; "text", as "12.34"; or "number". Default: each is taken for what it looks like, and ' +
      'a text that could be both is an error.',
  );

const valueSettings = {
  long: z.enum(['bigint', 'number', 'string']).optional().describe('The TypeScript type of long. Default: "bigint".'),
  bytes: z
    .enum(['Uint8Array', 'base64'])
    .optional()
    .describe('The TypeScript type of bytes and fixed. Default: "Uint8Array".'),
  date: z.enum(['string', 'Date', 'number']).optional().describe('The type of date. Default: "string", YYYY-MM-DD.'),
  timestampMillis: z
    .enum(['Date', 'number', 'bigint', 'string'])
    .optional()
    .describe('The type of timestamp-millis. Default: "Date".'),
  timestampMicros: z
    .enum(['bigint', 'Date', 'string'])
    .optional()
    .describe('The type of timestamp-micros. Default: "bigint"; "Date" loses digits.'),
  timestampNanos: z
    .enum(['bigint', 'Date', 'string'])
    .optional()
    .describe('The type of timestamp-nanos. Default: "bigint"; "Date" loses digits.'),
};

const jsonSettings = {
  dateTime: z
    .enum(['string', 'Date'])
    .optional()
    .describe('The type of strings of the JSON Schema format date-time. Default: "string".'),
  int64: z
    .enum(['json', 'bigint'])
    .optional()
    .describe(
      'The type of numbers and digit strings of the JSON Schema formats int64 and uint64. Default: "json", as they are.',
    ),
  formats: z
    .enum(['auto', 'assert', 'annotate'])
    .optional()
    .describe('Whether "format" is asserted. Default: "auto", which asserts it up to draft 7 and not in later drafts.'),
  errors: z
    .enum(['first', 'all'])
    .optional()
    .describe('Whether the error of an invalid JSON record reports its first fault or all faults. Default: "first".'),
  indexSignatures: z
    .boolean()
    .optional()
    .describe('Whether the type of an open object has an index signature. Default: true.'),
  impliedTypes: z
    .boolean()
    .optional()
    .describe(
      'Whether a JSON Schema without "type" gets the type of its keywords: an object for "properties". Default: false.',
    ),
  jsonParser: z
    .enum(['native', 'generated'])
    .optional()
    .describe(
      'What parses JSON records: "native", JSON.parse, or "generated", code made from the schema that also validates and takes over after a few thousand records. Default: "native".',
    ),
};

const topicSettings = {
  framing: framing.optional(),
  jsonDecimals: jsonDecimals.optional(),
  ...valueSettings,
  ...jsonSettings,
  reportBatchItemFailures: z
    .boolean()
    .optional()
    .describe('Whether the event source mapping has ReportBatchItemFailures. Default: false.'),
  infra: infraSchema
    .optional()
    .describe('The infrastructure: cluster, event source mapping, function. Default: none is generated or checked.'),
};

const partSettings = {
  framing: framing.optional(),
  jsonDecimals: jsonDecimals.optional(),
  include: z
    .array(path)
    .optional()
    .describe(
      'Glob patterns of schema files that this schema references by type name or $id, relative to the config. Default: none.',
    ),
  sample: path
    .optional()
    .describe(
      'A JSON file with a value for the fixture of a JSON Schema topic, relative to the config. Default: none, the value is derived from the schema.',
    ),
  ...valueSettings,
  ...jsonSettings,
};

const filePart = z.strictObject({
  file: path.describe(
    'The schema file, relative to the config; with a JSON pointer for a schema inside a document: "api.yaml#/components/schemas/Order".',
  ),
  ...partSettings,
});

const versionsPart = z.strictObject({
  versions: z
    .union([
      z.record(z.string(), path),
      z.array(
        z.strictObject({
          id: z.union([z.int(), z.string()]).describe("The writer's schema id."),
          file: path.describe('The schema file, relative to the config.'),
        }),
      ),
    ])
    .describe(
      'Schema files by writer schema id, oldest first; the last one is the reader schema. ' +
        'In a .js or .ts config use a list of { id, file }, because JavaScript sorts integer keys.',
    ),
  ...partSettings,
});

const subjectName = z.string({ minLength: 1 });

const subjectSettings = {
  versions: z
    .union([z.string().meta({ examples: ['latest', 'all', '2-5', '2-'] }), z.int(), z.array(z.int())])
    .optional()
    .describe(
      'The versions to vendor and decode: "latest", "all", a number, a list or a range such as "2-5". Default: "all". ' +
        'The newest one is the reader schema.',
    ),
  ...partSettings,
};

const subjectPart = z.strictObject({
  subject: subjectName.describe('The subject (Confluent) or schema (Glue) in the registry; `pull` vendors it.'),
  ...subjectSettings,
});

const subjectsPart = z.strictObject({
  subjects: z.array(subjectName).describe('Subjects whose records share the topic: the value is a union of them.'),
  ...subjectSettings,
});

const strategyPart = z.strictObject({
  strategy: z
    .enum(['topic', 'record', 'topic-record'])
    .describe(
      'The subject naming strategy of the producers: "topic" (<topic>-value, <topic>-key), "record" (the full name of the record) or ' +
        '"topic-record" (<topic>-<full name>).',
    ),
  records: z
    .array(subjectName)
    .optional()
    .describe(
      'The full names of the records on the topic, for the strategies "record" and "topic-record". Default: none.',
    ),
  ...subjectSettings,
});

const part = z.union([path, filePart, versionsPart, subjectPart, subjectsPart, strategyPart]);

export const topicSchema = z.strictObject({
  as: topicNameSchema.optional().describe("The base name of the folder and identifiers. Default: the topic's name."),
  value: part.describe('The schema of the value: a schema file, "string" (UTF-8 text) or "none" (raw bytes).'),
  key: part
    .optional()
    .describe('The schema of the key: a schema file, "string" (UTF-8 text) or "none" (raw bytes). Default: "none".'),
  acknowledge: z
    .array(z.enum(warningCodes))
    .optional()
    .describe(
      'Codes of warnings about this topic that the team accepts: they are notes then, in strict runs too. Default: none.',
    ),
  fields: z
    .record(z.string(), z.strictObject(valueSettings))
    .optional()
    .describe('Settings for single fields, keyed by Record.field or full.name.of.Record.field. Default: none.'),
  ...topicSettings,
  infra: topicInfraSchema
    .nullable()
    .optional()
    .describe(
      'The infrastructure of the topic, over that of the defaults. A setting that is null, or null for all of it, takes away what the defaults say. Default: that of the defaults.',
    ),
});

/** The config as it is written: the one definition of its type, its validation and its published JSON Schema. */
export const configSchema = z.strictObject({
  $schema: z.string().optional().describe('The JSON Schema of this file, for editor completion. Default: none.'),
  output: path.optional().meta({
    description: 'The output folder, relative to the config.',
    default: 'src/consumers',
  }),
  banner: z
    .array(z.string())
    .optional()
    .describe(
      'Comment lines to put above the header of each generated file: a license, a directive for a linter. Default: none.',
    ),
  schemaRoots: z
    .array(path)
    .optional()
    .describe(
      'Folders outside that of the config that schema files may be in, relative to the config: "../../shared". ' +
        'Where a package is linked into node_modules, the folder that the link leads to. Default: none.',
    ),
  strict: z.boolean().optional().meta({
    description: 'Whether every warning of generate and check counts as an error, as with --strict.',
    default: false,
  }),
  importExtension: z.enum(['.js', '.ts', '']).optional().meta({
    description: 'The file extension of relative imports in generated code.',
    default: '.js',
  }),
  testRunner: z.enum(['vitest', 'jest', 'node']).optional().meta({
    description: 'The test runner of the generated handler.test.ts.',
    default: 'vitest',
  }),
  include: z
    .array(path)
    .optional()
    .describe(
      'Glob patterns of schema files that several topics reference by type name or $id, relative to the config. Default: none.',
    ),
  adapters: z
    .array(z.enum(ADAPTERS))
    .optional()
    .describe(
      'What consumer.ts and index.ts export for the options of a consumer: idempotency stores (memory, dynamodb, powertools), ' +
        'senders of dead letters (sqs, s3), hooks (json-logs, emf-metrics). Default: none.',
    ),
  registry: registrySchema
    .optional()
    .describe(
      'The registry to pull schemas from. ${NAME} in a string stands for an environment variable. Default: none.',
    ),
  kafka: kafkaSchema
    .optional()
    .describe(
      'The brokers of produce, verify, redrive and dev. ${NAME} in a string stands for an environment variable. Default: KAFKA_BROKERS and its like.',
    ),
  snapshot: path.optional().meta({
    description: 'The folder of the schemas pulled from the registry, relative to the config.',
    default: 'schemas/registry',
  }),
  templates: path
    .optional()
    .describe(
      "The folder of the project's own Handlebars templates, relative to the config; `eject` fills it. Default: none, the built-in templates are used.",
    ),
  infra: infraOutputSchema
    .optional()
    .describe('The infrastructure files to generate, for the topics that have infrastructure. Default: none.'),
  defaults: z.strictObject(topicSettings).optional().describe('The default settings of all topics. Default: none.'),
  topics: z
    .record(topicNameSchema, topicSchema)
    .meta({ description: 'The topics, by Kafka topic name.', minProperties: 1 }),
});

export type RawTopic = z.Infer<typeof topicSchema>;
export type RawPart = z.Infer<typeof part>;

/** The config as it is written, before defaults are applied. */
export type GenMskConsumerConfig = z.Infer<typeof configSchema>;
