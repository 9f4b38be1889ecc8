import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openConfig } from '../../src/config/load-config.js';
import { kafkaSettings, type KafkaSources } from '../../src/config/kafka-settings.js';
import { connectKafka, saslOptions } from '../../src/records/broker/connect-kafka.js';
import { optionalPackage } from '../../src/records/broker/optional-package.js';
import { isLocal } from '../../src/records/broker/refuse-remote.js';
import { temporaryProject } from '../cli/temporary-project.js';

const noTls = { ca: undefined, cert: undefined, key: undefined, passphrase: undefined };

async function settings(kafka: object | undefined, more: Partial<Pick<KafkaSources, 'flags' | 'env'>> = {}) {
  const { flags = {}, env = {} } = more;
  const cwd = temporaryProject({
    'a.avsc': '"string"',
    'gen-msk-consumer.config.json': JSON.stringify({ kafka, topics: { a: { value: 'a.avsc' } } }),
  });
  const opened = await openConfig({ cwd, env, needs: ['kafka'] });
  if (!opened.ok) return opened.problems.map(({ message }) => message);
  const result = kafkaSettings({ flags, config: opened.config.kafka, env });
  return result.ok ? result.value : result.problems.map(({ message }) => message);
}

describe('the settings of brokers', () => {
  it('come from the environment where flags and config say nothing', async () => {
    const env = {
      KAFKA_BROKERS: 'a:9092, b:9092',
      KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
      KAFKA_USERNAME: 'me',
      KAFKA_PASSWORD: 'hunter2',
      KAFKA_TLS: 'true',
    };
    const found = await settings(undefined, { env });
    expect(found).toMatchObject({
      brokers: ['a:9092', 'b:9092'],
      tls: noTls,
      sasl: { mechanism: 'scram-512', username: 'me' },
    });
    expect(inspect(found, { depth: 9 }) + JSON.stringify(found)).not.toContain('hunter2');
  });

  it('come from the config before the environment, and from flags before both', async () => {
    const kafka = { brokers: ['${HOST}:1'], tls: true, sasl: { mechanism: 'plain', username: 'u', password: '${P}' } };
    const env = { HOST: 'h', P: 'secret', KAFKA_BROKERS: 'other:1' };
    expect(await settings(kafka, { env })).toMatchObject({
      brokers: ['h:1'],
      tls: noTls,
      sasl: { mechanism: 'plain', username: 'u' },
    });
    const flags = { brokers: 'flag:2', tls: false, sasl: 'iam', region: 'eu-west-1' } as const;
    expect(await settings(kafka, { env, flags })).toEqual({
      brokers: ['flag:2'],
      tls: undefined,
      sasl: { mechanism: 'iam', region: 'eu-west-1' },
    });
  });

  it('use TLS with IAM unless they say otherwise', async () => {
    const kafka = { brokers: 'a:9098', sasl: { mechanism: 'iam', region: 'eu-west-1' } };
    expect(await settings(kafka)).toMatchObject({ tls: noTls });
    expect(await settings({ ...kafka, tls: false })).toMatchObject({ tls: undefined });
  });

  it.each([
    ['no brokers', undefined, {}, 'no brokers are given'],
    ['a broker without a port', { brokers: ['a'] }, {}, 'kafka.brokers[0]: expected brokers as host:port'],
    ['a variable that is not set', { brokers: '${B}' }, {}, 'kafka.brokers: the environment variable B is not set'],
    [
      'a password in the config',
      { brokers: 'a:1', sasl: { mechanism: 'plain', username: 'u', password: 'hunter2' } },
      {},
      'kafka.sasl.password: the config must not contain secrets: use "${NAME}" for an environment variable, or { "file": … }',
    ],
    [
      'a mechanism without a password',
      { brokers: 'a:1' },
      { KAFKA_SASL_MECHANISM: 'plain', KAFKA_USERNAME: 'u' },
      'plain needs a password',
    ],
    [
      'an unknown mechanism',
      { brokers: 'a:1' },
      { KAFKA_SASL_MECHANISM: 'gssapi' },
      'KAFKA_SASL_MECHANISM: expected plain, scram-256, scram-512 or iam',
    ],
  ])('are refused: %s', async (_, kafka, env, message) => {
    expect(await settings(kafka, { env })).toEqual([message]);
  });
});

describe('a connection', () => {
  it('names a package that it lacks, and the command that installs it', async () => {
    const missing = { name: 'a-signer', purpose: 'IAM authentication', root: temporaryProject() };
    await expect(optionalPackage(missing)).rejects.toMatchObject({
      code: 'package-missing',
      message: 'IAM authentication requires a-signer, which is not installed',
      help: 'Run `npm install --save-dev a-signer`.',
    });
  });

  it("with IAM signs in with the tokens of AWS's signer: a signed request to connect, good for minutes", async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a secret of the test');
    vi.stubEnv('AWS_SESSION_TOKEN', undefined);
    onTestFinished(() => void vi.unstubAllEnvs());
    const options = await saslOptions({ mechanism: 'iam', region: 'eu-west-1' }, temporaryProject());
    if (options.mechanism !== 'oauthbearer') throw new Error(`signs in with ${options.mechanism}`);
    const { value } = await options.oauthBearerProvider();
    const { hostname, searchParams } = new URL(Buffer.from(value, 'base64url').toString());
    expect(hostname).toBe('kafka.eu-west-1.amazonaws.com');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      Action: 'kafka-cluster:Connect',
      'X-Amz-Credential': expect.stringMatching(
        /^AKIDEXAMPLE\/\d{8}\/eu-west-1\/kafka-cluster\/aws4_request$/,
      ) as unknown,
      'X-Amz-Signature': expect.stringMatching(/^[\da-f]{64}$/) as unknown,
    });
    expect(value).not.toContain('secret');
  });

  it('with IAM takes its tokens from the signer that the project has installed', async () => {
    const root = temporaryProject({
      'node_modules/aws-msk-iam-sasl-signer-js/index.js':
        'exports.generateAuthToken = async ({ region }) => ({ token: `token of ${region}`, expiryTime: 0 });',
    });
    const sasl = { mechanism: 'iam', region: 'eu-west-1' } as const;
    await expect(connectKafka({ brokers: ['a:1'], tls: noTls, sasl }, root)).resolves.toBeDefined();
  });

  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['[::1]', true],
    ['b-1.shop.kafka.eu-west-1.amazonaws.com', false],
    ['127.0.0.1.example.com', false],
    ['10.255.255.254', false],
  ])('to %s is on this machine: %s', (host, expected) => {
    expect(isLocal(host)).toBe(expected);
  });
});
