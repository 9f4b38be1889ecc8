import { z } from 'zod';

const text = z.string().min(1);

/** A secret stands in the environment or in a file, never in the config itself. */
const secret = z.union([
  z.string().meta({ pattern: String.raw`^\$\{[^}]+\}$` }),
  z.strictObject({ file: text.describe('A file that holds the secret, relative to the config or absolute.') }),
]);

const tokenSettings = {
  logicalCluster: text.optional().describe('Confluent Cloud: the id of the Schema Registry cluster, as lsrc-abc123.'),
  identityPool: text.optional().describe('Confluent Cloud: the id of the identity pool, as pool-xyz.'),
};

const authSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('basic'), username: text, password: secret }),
  z.strictObject({ type: z.literal('bearer'), token: secret, ...tokenSettings }),
  z.strictObject({
    type: z.literal('oauth'),
    tokenUrl: text.describe('The token endpoint of the authorization server.'),
    clientId: text,
    clientSecret: secret,
    scope: text.optional(),
    audience: text.optional(),
    clientSecretIn: z
      .enum(['header', 'body'])
      .optional()
      .describe('Where the token endpoint looks for the client id and secret. Default: "header".'),
    ...tokenSettings,
  }),
]);

const tlsSchema = z.strictObject({
  ca: text.optional().describe('A PEM file with the authorities to trust, instead of those that Node knows.'),
  cert: text.optional().describe('A PEM file with the client certificate.'),
  key: text.optional().describe("A PEM file with the client certificate's private key."),
  passphrase: secret.optional().describe('What the private key is encrypted with.'),
});

export const registrySchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('confluent'),
    url: z
      .union([text, z.array(text)])
      .describe('The address of the registry, or of several nodes of it, of which the next is asked when one fails.'),
    context: text.optional().describe('The schema context to read, as ".staging". Default: the default context.'),
    deleted: z
      .boolean()
      .optional()
      .describe('Whether to keep soft-deleted versions, whose ids old records still bear. Default: false.'),
    auth: authSchema.optional().describe('How to sign in: "basic", "bearer" or "oauth" (client credentials).'),
    tls: tlsSchema.optional().describe('Certificates, in files relative to the config or absolute.'),
    timeout: z.int().optional().describe('How long one request may take, in seconds. Default: 30.'),
  }),
  z.strictObject({
    type: z.literal('glue'),
    registryName: text,
    region: text.optional().describe("Default: the SDK's own rules (AWS_REGION, the profile)."),
  }),
]);

export type RawRegistry = z.infer<typeof registrySchema>;
export type RawAuth = z.infer<typeof authSchema>;
export type RawTls = z.infer<typeof tlsSchema>;
export type RawSecret = z.infer<typeof secret>;
