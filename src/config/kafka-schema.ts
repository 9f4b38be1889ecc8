import { secret, text, tlsSchema } from './registry-schema.js';
import * as z from './setting.js';

const password = {
  username: text.describe('The user name.'),
  password: secret.describe('The password: an environment variable or a file.'),
};

const saslSchema = z.discriminatedUnion('mechanism', [
  z.strictObject({ mechanism: z.literal('plain'), ...password }),
  z.strictObject({ mechanism: z.literal('scram-256'), ...password }),
  z.strictObject({ mechanism: z.literal('scram-512'), ...password }),
  z.strictObject({
    mechanism: z.literal('iam'),
    region: text.optional().describe('The region of the MSK cluster. Default: AWS_REGION.'),
  }),
]);

/** The brokers of the commands that read or write topics. */
export const kafkaSchema = z.strictObject({
  brokers: z
    .union([text, z.array(text)])
    .optional()
    .describe('The bootstrap brokers, as host:port: a list, or a text with commas. Default: KAFKA_BROKERS.'),
  tls: z
    .union([z.boolean(), tlsSchema])
    .optional()
    .describe(
      'Whether brokers are reached over TLS, or with which certificates. Default: true with "iam", else false.',
    ),
  sasl: saslSchema.optional().describe('How to authenticate at the brokers. Default: not at all.'),
});

export type RawKafka = z.Infer<typeof kafkaSchema>;
