import { z } from 'zod';

/** Kafka's own rule: 1 to 249 of these characters, and neither "." nor "..". */
const topicNamePattern = /^(?!\.{1,2}$)[a-zA-Z0-9._-]{1,249}$/;

export const topicNameSchema = z.string().regex(topicNamePattern);

const path = z.string().min(1);

const framing = z
  .enum(['none', 'confluent', 'confluent-guid', 'glue', 'lambda', 'single-object'])
  .describe('How the bytes are framed on the wire. Default: "none", a bare Avro datum.');

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

const topicSettings = {
  framing: framing.optional(),
  ...valueSettings,
  reportBatchItemFailures: z
    .boolean()
    .optional()
    .describe('Whether the event source mapping has ReportBatchItemFailures. Default: false.'),
};

const sideSettings = {
  framing: framing.optional(),
  include: z
    .array(path)
    .optional()
    .describe('Glob patterns of schema files whose named types this schema refers to, relative to the config.'),
  ...valueSettings,
};

const fileSide = z.strictObject({
  file: path.describe('The schema file, relative to the config.'),
  ...sideSettings,
});

const versionsSide = z.strictObject({
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
      'Writer schema id to schema file, oldest first; the last one is the schema to read with. ' +
        'In a .js or .ts config write a list of { id, file }: JavaScript sorts the integer keys of an object.',
    ),
  ...sideSettings,
});

const side = z.union([z.string(), fileSide, versionsSide]);

export const topicSchema = z.strictObject({
  as: topicNameSchema
    .optional()
    .describe("The name to make the folder and identifiers from, when not the topic's own."),
  value: side.describe('The schema of the value: a schema file, "string" (UTF-8 text) or "none" (raw bytes).'),
  key: side
    .optional()
    .describe('The schema of the key: a schema file, "string" (UTF-8 text) or "none" (raw bytes). Default: "none".'),
  fields: z
    .record(z.string(), z.strictObject(valueSettings))
    .optional()
    .describe('Settings of single fields, keyed by Record.field or full.name.of.Record.field.'),
  ...topicSettings,
});

const registrySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('confluent'), url: z.string().min(1) }),
  z.strictObject({ type: z.literal('glue'), registryName: z.string().min(1), region: z.string().min(1).optional() }),
]);

/** The config as it is written: the one definition of its type, its validation and its published JSON Schema. */
export const configSchema = z.strictObject({
  $schema: z.string().optional().describe('The JSON Schema of this file, for completion in an editor.'),
  output: path.optional().meta({
    description: 'The folder to generate into, relative to the config.',
    default: 'src/consumers',
  }),
  importExtension: z.enum(['.js', '.ts', '']).optional().meta({
    description: 'What relative imports in generated code end with.',
    default: '.js',
  }),
  testRunner: z.enum(['vitest', 'jest', 'node']).optional().meta({
    description: 'What the generated handler.test.ts runs with.',
    default: 'vitest',
  }),
  include: z
    .array(path)
    .optional()
    .describe('Glob patterns of schema files that hold named types shared by topics, relative to the config.'),
  registry: registrySchema
    .optional()
    .describe('Where schemas are pulled from. ${NAME} in a text stands for an environment variable.'),
  snapshot: path.optional().meta({
    description: 'The folder that holds schemas pulled from the registry, relative to the config.',
    default: 'schemas/registry',
  }),
  defaults: z.strictObject(topicSettings).optional().describe('Settings for all topics.'),
  topics: z
    .record(topicNameSchema, topicSchema)
    .meta({ description: 'Kafka topic name to the schemas of its records.', minProperties: 1 }),
});

export type RawTopic = z.infer<typeof topicSchema>;
export type RawSide = z.infer<typeof side>;
export type RawRegistry = z.infer<typeof registrySchema>;

/** The config as it is written, before defaults are applied. */
export type GenMskConsumerConfig = z.infer<typeof configSchema>;
