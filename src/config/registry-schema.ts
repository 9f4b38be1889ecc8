import * as z from './setting.js';

export const text = z.string({ minLength: 1 });

/** A secret stands in the environment or in a file, never in the config itself. */
export const secret = z.union([
  z.string().meta({ pattern: String.raw`^\$\{[^}]+\}$` }),
  z.strictObject({ file: text.describe('A file that contains the secret, relative to the config or absolute.') }),
]);

const tokenSettings = {
  logicalCluster: text
    .optional()
    .describe('Confluent Cloud: the id of the Schema Registry cluster, such as lsrc-abc123. Default: none.'),
  identityPool: text
    .optional()
    .describe('Confluent Cloud: the id of the identity pool, such as pool-xyz. Default: none.'),
};

const authSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('basic'),
    username: text.describe('The user name; in Confluent Cloud, the API key.'),
    password: secret.describe('The password; in Confluent Cloud, the API secret: an environment variable or a file.'),
  }),
  z.strictObject({
    type: z.literal('bearer'),
    token: secret.describe('The token: an environment variable or a file.'),
    ...tokenSettings,
  }),
  z.strictObject({
    type: z.literal('oauth'),
    tokenUrl: text.describe('The token endpoint of the authorization server.'),
    clientId: text.describe('The id of the client.'),
    clientSecret: secret.describe('The secret of the client: an environment variable or a file.'),
    scope: text.optional().describe('The scope to request. Default: none.'),
    audience: text.optional().describe('The audience to request. Default: none.'),
    clientSecretIn: z
      .enum(['header', 'body'])
      .optional()
      .describe('Where the token endpoint expects the client id and secret. Default: "header".'),
    ...tokenSettings,
  }),
]);

export const tlsSchema = z.strictObject({
  ca: text
    .optional()
    .describe('A PEM file with certificate authorities to trust in addition to those of Node. Default: none.'),
  cert: text.optional().describe('A PEM file with the client certificate. Default: none.'),
  key: text.optional().describe("A PEM file with the client certificate's private key. Default: none."),
  passphrase: secret.optional().describe('The passphrase of the private key. Default: none.'),
});

export const registrySchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('confluent'),
    url: z
      .union([text, z.array(text)])
      .describe('The URL of the registry, or a list of its nodes: when one fails, the next is tried.'),
    context: text.optional().describe('The schema context to read, such as ".staging". Default: the default context.'),
    deleted: z
      .boolean()
      .optional()
      .describe('Whether to keep soft-deleted versions, for old records that still carry their ids. Default: false.'),
    auth: authSchema
      .optional()
      .describe('The credentials: "basic", "bearer" or "oauth" (client credentials). Default: none.'),
    tls: tlsSchema.optional().describe('TLS certificates: files relative to the config or absolute. Default: none.'),
    timeout: z.int().optional().describe('The timeout of one request, in seconds. Default: 30.'),
  }),
  z.strictObject({
    type: z.literal('glue'),
    registryName: text.describe('The name of the registry.'),
    region: text.optional().describe("Default: the SDK's own rules (AWS_REGION, the profile)."),
  }),
]);

export type RawRegistry = z.Infer<typeof registrySchema>;
export type RawAuth = z.Infer<typeof authSchema>;
export type RawTls = z.Infer<typeof tlsSchema>;
export type RawSecret = z.Infer<typeof secret>;
